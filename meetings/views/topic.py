"""The page of a topic: what was said on it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext

from participants.queries.prepared import PreparedQuery

from ..cards.meeting import MEETING as CARD
from ..cards.meeting import MeetingCard, meeting_card
from ..models import Meeting, Pledge, StatementTopic, Topic
from ..models.facet_count import FacetName
from ..models.keys import MEETING, day_number
from ..models.meeting import MEETING_LIMIT
from . import cards
from .facet_bars import speakers_of
from .presence import date_reasons

#: meetings on a topic that are read, so that of those on one day the first by name are shown
_READ = 100
_STATEMENTS, _MOST_PLEDGES = 20, 50


@dataclass(frozen=True, slots=True)
class TopicMeeting:
    """A meeting, how many of its statements are on the topic, and why its date is inferred."""

    meeting: MeetingCard
    n: int
    date_reasons: list[str]


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one topic."""
    topic: Any = get_object_or_404(Topic.objects.public(), slug=slug)
    topic.public_narrower = _topics(_NARROWER.rows(topic.pk))
    here = cards.list_url("statement_list", topic=topic.slug)
    speakers, speaking = speakers_of(
        topic.pk,
        lambda slug: cards.list_url("statement_list", participant=slug, topic=topic.slug),
    )
    (said,) = cards.statements(
        cards.first(_LATEST, topic.pk, here, _STATEMENTS, facet=FacetName.TOPIC)
    )
    context: dict[str, Any] = {
        "topic": topic,
        "broader": _broader(topic),
        "today": cards.today(),
        "statements": said,
        "speakers": speakers,
        "meetings": _meetings(topic),
        "promised": cards.pledges(cards.first(_PLEDGES, topic.pk, most=_MOST_PLEDGES)),
    }
    met, promised = context["meetings"].n, context["promised"].n
    context["figures"] = cards.figures(
        [
            (said.n, ngettext("statement", "statements", said.n)),
            (met, ngettext("meeting", "meetings", met)),
            (
                speaking,
                ngettext(
                    "participant that speaks of it", "participants that speak of it", speaking
                ),
            ),
            (promised, ngettext("pledge", "pledges", promised)),
        ]
    )
    return render(request, "meetings/topic_detail.html", context)


_LATEST = cards.newest_keys(
    lambda topic: StatementTopic.objects.published().filter(topic=topic), _STATEMENTS
)
_PLEDGES = cards.newest_pledges(
    lambda topic: Pledge.objects.published().filter(
        statement__in=StatementTopic.objects.filter(topic=topic).values("statement")
    ),
    _MOST_PLEDGES,
)
_NARROWER = PreparedQuery(
    lambda topic: (
        Topic.objects.public()
        .filter(broader=topic)
        .order_by("sort_name", "slug")
        .values_list("pk", "name", "slug")
    )
)
_BROADER = PreparedQuery(
    lambda topic: Topic.objects.public().filter(pk=topic).values_list("pk", "name", "slug")
)


def _broader(topic: Topic) -> Topic | None:
    rows = _BROADER.rows(topic.broader_id) if topic.broader_id else []
    return next(iter(_topics(rows)), None)


def _topics(rows: Any) -> list[Topic]:
    return [Topic(pk=pk, name=name, slug=slug) for pk, name, slug in rows]


def _met(rows: Any) -> Any:
    """Link rows by meeting: day and number of it, the latest first, and how many they are."""
    met = rows.order_by().annotate(met=F("key") / MEETING).values_list("met")
    return met.annotate(n=Count("pk")).order_by("-met")[:_READ]


_SAID = PreparedQuery(lambda topic: _met(StatementTopic.objects.published().filter(topic=topic)))
_HOW_MANY = PreparedQuery(
    lambda topic: (
        StatementTopic.objects.published()
        .filter(topic=topic)
        .order_by()
        .values("topic")
        .annotate(n=Count(F("key") / MEETING, distinct=True))
        .values_list("n")
    )
)
_MEETINGS = PreparedQuery(
    lambda number: Meeting.objects.published().filter(pk__in=[number]).values_list("pk", *CARD)
)


def _meetings(topic: Topic) -> cards.Section:
    """Recorded meetings with a statement on it, and how many ``on_topic``, the latest first.

    The key of a statement tells both the day and the number of its meeting.
    """
    said = _SAID.rows(topic.pk)
    days = [met // MEETING_LIMIT for met, _n in said]
    # Of those on one day the first by name are shown.
    near = [row for row, day in zip(said, days, strict=True) if day >= days[: cards.MOST][-1]]
    on_topic = {met % MEETING_LIMIT: n for met, n in near}
    found = [(pk, meeting_card(row)) for pk, *row in _MEETINGS.rows(list(on_topic))]
    found.sort(key=lambda one: (-day_number(one[1].first_day), one[1].slug))
    first = found[: cards.MOST]
    reasons = date_reasons(pk for pk, _meeting in first)
    rows = [TopicMeeting(one, on_topic[pk], reasons.get(pk, [])) for pk, one in first]
    n = len(said) if len(said) < _READ else _HOW_MANY.rows(topic.pk)[0][0]
    return cards.Section(rows, n, cards.list_url("meeting_list", topic=topic.slug))
