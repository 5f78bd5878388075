"""Topics: the tree of them, and what was said on each."""

from collections import defaultdict
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext
from django.views.generic import ListView

from participants.models import Participant
from participants.models.question import Question

from ..models import Meeting, Pledge, StatementTopic, Topic
from ..models.facet_count import FacetName, code
from ..models.tallies import number_of, tally_topics
from ..search.counts import most_frequent
from . import cards

#: more participants than speak of any topic
_EVERY = 100_000


class TopicList(ListView):
    """All topics that published records use, narrower ones under broader ones."""

    template_name = "meetings/topic_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Public topics with their numbers, by name."""
        return tally_topics(Topic.objects.public())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree, flat: each topic with its ``depth``."""
        return super().get_context_data(tree=in_tree(list(self.object_list)), **kwargs)


def in_tree(topics: list[Any]) -> list[Any]:
    """Topics in their order, each followed by its narrower ones, with ``depth`` set.

    A topic whose broader topic is not among them stands at the top.
    """
    known = {topic.pk for topic in topics}
    below: dict[int | None, list[Any]] = defaultdict(list)
    for topic in topics:
        below[topic.broader_id if topic.broader_id in known else None].append(topic)
    found: list[Any] = []
    waiting = [(topic, 0) for topic in reversed(below[None])]
    while waiting:
        topic, topic.depth = waiting.pop()
        found.append(topic)
        waiting += [(narrower, topic.depth + 1) for narrower in reversed(below.pop(topic.pk, []))]
    return found


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one topic."""
    public = tally_topics(Topic.objects.public())
    narrower = Prefetch("narrower", public, to_attr="public_narrower")
    topic = get_object_or_404(public.prefetch_related(narrower), slug=slug)
    links = StatementTopic.objects.published().filter(topic=topic)
    here = cards.list_url("statement_list", topic=topic.slug)
    speakers, speaking = _speakers(topic)
    context: dict[str, Any] = {
        "topic": topic,
        "broader": Topic.objects.public().filter(pk=topic.broader_id).first(),
        "today": cards.today(),
        "statements": cards.statements_by_key(links, here, most=20),
        "speakers": speakers,
        "meetings": cards.section(
            _meetings(topic), cards.list_url("meeting_list", topic=topic.slug)
        ),
        "promised": cards.pledges(
            Pledge.objects.published().filter(statement__topic_links__topic=topic), most=50
        ),
    }
    said, met, promised = (context[name].n for name in ("statements", "meetings", "promised"))
    context["figures"] = cards.figures(
        [
            (said, ngettext("statement", "statements", said)),
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


_SPEAKERS = Question(
    lambda number: Participant.objects.filter(pk__in=[number]).values_list(
        "pk", "sort_name", "slug", "name"
    )
)


def _speakers(topic: Topic) -> tuple[list[cards.Bar], int]:
    """Those who speak of it most, by number of statements, and how many do at all."""
    asked: dict[int, tuple[int, int]] = {
        FacetName.PARTICIPANT: (code(FacetName.TOPIC, topic.pk), _EVERY)
    }
    counted = dict(most_frequent(asked)[FacetName.PARTICIPANT])
    least = list(counted.values())[: cards.MOST][-1:]
    most = [pk for pk, n in counted.items() if n >= least[0]]
    rows = sorted((-counted[pk], *row) for pk, *row in _SPEAKERS.ask(most))
    first = [
        (name, -n, cards.list_url("statement_list", participant=slug, topic=topic.slug))
        for n, _sort_name, slug, name in rows[: cards.MOST]
    ]
    return cards.bars(first), len(counted)


def _meetings(topic: Topic) -> QuerySet[Meeting]:
    """Recorded meetings with a statement on it, and how many ``on_topic``, the latest first."""
    on_topic = StatementTopic.objects.published().filter(topic=topic)
    return (
        Meeting.objects.published()
        .filter(pk__in=on_topic.values("statement__meeting"))
        .annotate(on_topic=number_of(on_topic, "statement__meeting"))
        .select_related("series", "country")
        .prefetch_related(cards.dates_inferred("inferences"))
        .order_by(F("first_day").desc(nulls_last=True), "slug")
    )
