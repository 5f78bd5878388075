"""Counted rows that are drawn as bars, and what somebody speaks of most by the counts kept."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery

from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from ..derived.facet_codes import FacetName, code
from ..models import Topic
from ..models.derived_rows import Tally

#: topics of a profile, and speakers of a topic
TOPICS, SPEAKERS = 8, 10


class CountBar(NamedTuple):
    """A counted row drawn as a bar; ``width`` is out of 100 of the longest."""

    label: str
    n: int
    width: float
    url: str


def bars(rows: Iterable[tuple[str, int, str]]) -> list[CountBar]:
    """Rows of (label, number, address) with their bars."""
    counted = list(rows)
    longest = max((n for _label, n, _url in counted), default=1)
    return [CountBar(label, n, round(100 * n / longest, 1), url) for label, n, url in counted]


def _most(model: Any, facet: FacetName, most: int) -> PreparedQuery[tuple[Any, ...]]:
    """Name, slug and number of the values that a chosen one has most of."""
    value = model.objects.filter(pk=OuterRef("counted") - code(facet, 0))
    named = [Subquery(value.values(field)) for field in ("name", "slug")]

    def rows(chosen: int) -> QuerySet[Any, Any]:
        counted = Tally.objects.filter(chosen=chosen, facet=facet)
        by_name = counted.order_by("-n", Subquery(value.values("sort_name")), "counted")
        return by_name.values_list(*named, "n")[:most]

    return PreparedQuery(rows)


_TOPICS = _most(Topic, FacetName.TOPIC, TOPICS)
_SPEAKERS = _most(Participant, FacetName.PARTICIPANT, SPEAKERS)
_HOW_MANY = PreparedQuery(
    lambda topic: (
        Tally.objects.filter(chosen=topic, facet=FacetName.PARTICIPANT)
        .values("chosen")
        .annotate(all=Count("pk"))
        .values_list("all")
    )
)


def topics_spoken_of(facet: FacetName, number: int, url_of: Callable[[str], str]) -> list[CountBar]:
    """The topics of the statements of a participant or person, by how many."""
    return _bars(_TOPICS, code(facet, number), url_of)


def topic_speakers(topic: int, url_of: Callable[[str], str]) -> tuple[list[CountBar], int]:
    """The participants whose statements are on a topic, by how many, and how many they are."""
    chosen = code(FacetName.TOPIC, topic)
    first = _bars(_SPEAKERS, chosen, url_of)
    return first, len(first) if len(first) < SPEAKERS else _HOW_MANY.rows(chosen)[0][0]


def _bars(
    query: PreparedQuery[tuple[Any, ...]], chosen: int, url_of: Callable[[str], str]
) -> list[CountBar]:
    return bars((name, n, url_of(slug)) for name, slug, n in query.rows(chosen))
