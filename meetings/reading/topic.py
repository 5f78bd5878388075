"""Topics as pages show them: ``TopicRow`` for lists, and the page of one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils.translation import ngettext

from participants.queries.prepared import PreparedQuery

from ..addresses import list_address
from ..derived.chronology import MEETING, day_number
from ..derived.facet_codes import FacetName
from ..models import Meeting, Pledge, StatementTopic, Topic
from ..models.meeting import MEETING_LIMIT
from . import sections
from .bars import CountBar, topic_speakers
from .links import MeetingLink, TopicLink
from .meeting_reasons import give_reasons
from .sections import EMPTY, Section

#: meetings on a topic that are read, so that of those on one day the first by name are shown
_MEETINGS_READ = 100
_STATEMENTS, _MOST_PLEDGES = 20, 50


@dataclass(slots=True)
class TopicRow(TopicLink):
    """A topic of a list."""

    pk: int
    abbreviation: str


@dataclass(slots=True)
class TopicMeeting(MeetingLink):
    """A meeting, and how many of its statements are on a topic."""

    n: int = 0


@dataclass(slots=True)
class TopicPage(TopicRow):
    """A topic with all that its page shows; ``speaking`` is how many participants speak of it."""

    broader_id: int | None
    day: datetime.date = datetime.date.min
    broader: TopicLink | None = None
    narrower: Sequence[TopicLink] = ()
    statements: Section = EMPTY
    meetings: Section = EMPTY
    promised: Section = EMPTY
    speakers: Sequence[CountBar] = ()
    speaking: int = 0

    @property
    def totals(self) -> list[sections.Total]:
        """The numbers at the top; nothing on record is said in words, never as 0."""
        said, met, promised = self.statements.n, self.meetings.n, self.promised.n
        speaking = ngettext(
            "participant that speaks of it", "participants that speak of it", self.speaking
        )
        return sections.totals(
            (said, ngettext("statement", "statements", said)),
            (met, ngettext("meeting", "meetings", met)),
            (self.speaking, speaking),
            (promised, ngettext("pledge", "pledges", promised)),
        )


def _meetings_said_at(rows: Any) -> QuerySet[Any, Any]:
    """Link rows by meeting: day and number of it, the latest first, and how many they are."""
    met = rows.order_by().annotate(met=F("key") / MEETING).values_list("met")
    return met.annotate(n=Count("pk")).order_by("-met")[:_MEETINGS_READ]


_TOPIC = PreparedQuery(lambda slug: Topic.objects.public().filter(slug=slug), TopicPage)
_NARROWER = PreparedQuery(
    lambda topics: (
        Topic.objects.public().filter(broader__in=[topics]).order_by("sort_name", "slug")
    ),
    TopicLink,
)
_BROADER = PreparedQuery(lambda topic: Topic.objects.public().filter(pk=topic), TopicLink)
_LATEST = sections.newest_statement_keys(
    lambda topic: StatementTopic.objects.published().filter(topic=topic), _STATEMENTS
)
_PLEDGES = sections.newest_pledges(
    lambda topic: Pledge.objects.published().filter(
        statement__in=StatementTopic.objects.filter(topic=topic).values("statement")
    ),
    _MOST_PLEDGES,
)
_SAID_AT = PreparedQuery(
    lambda topic: _meetings_said_at(StatementTopic.objects.published().filter(topic=topic))
)
_NUMBER_OF_MEETINGS = PreparedQuery(
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
    lambda numbers: Meeting.objects.published().filter(pk__in=[numbers]), TopicMeeting
)


def narrower_topics(topics: Sequence[int]) -> list[TopicLink]:
    """The public topics directly under some; one query, none where there are none."""
    return list(_NARROWER.rows(topics)) if topics else []


def public_topic(slug: str, day: datetime.date) -> TopicPage | None:
    """A topic that published records use, with what was said and pledged on it, as of a day."""
    topic = _TOPIC.row(slug)
    if topic is None:
        return None
    topic.day = day
    topic.narrower = narrower_topics([topic.pk])
    topic.broader = _BROADER.row(topic.broader_id) if topic.broader_id else None
    topic.speakers, topic.speaking = topic_speakers(
        topic.pk, lambda who: list_address("statement_list", participant=who, topic=slug)
    )
    url = list_address("statement_list", topic=slug)
    latest = sections.first(_LATEST, topic.pk, url, _STATEMENTS, facet=FacetName.TOPIC)
    (topic.statements,) = sections.statements(latest)
    topic.meetings = _meetings(topic)
    topic.promised = sections.pledges(sections.first(_PLEDGES, topic.pk, most=_MOST_PLEDGES), day)
    return topic


def _meetings(topic: TopicPage) -> Section:
    """Recorded meetings with a statement on it, the latest first.

    The key of a statement tells both the day and the number of its meeting.
    """
    said = _SAID_AT.rows(topic.pk)
    days = [met // MEETING_LIMIT for met, _n in said]
    # Of those on one day the first by name are shown.
    near = [row for row, day in zip(said, days, strict=True) if day >= days[: sections.MOST][-1]]
    on_topic = {met % MEETING_LIMIT: n for met, n in near}
    rows = _MEETINGS.rows(on_topic)
    rows.sort(key=lambda meeting: (-day_number(meeting.first_day), meeting.slug))
    rows = rows[: sections.MOST]
    give_reasons(rows)
    for meeting in rows:
        meeting.n = on_topic[meeting.pk]
    n = len(said) if len(said) < _MEETINGS_READ else _NUMBER_OF_MEETINGS.rows(topic.pk)[0][0]
    return Section(rows, n, list_address("meeting_list", topic=topic.slug))
