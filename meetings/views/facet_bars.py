"""What somebody speaks of most, and who speaks most of a topic, by the counts that are kept."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from ..models import Topic
from ..models.facet_count import FacetCount, FacetName, code
from .cards import MOST, Bar, bars

#: topics of a profile
TOPICS = 8


def _most(model: Any, facet: FacetName, most: int) -> PreparedQuery:
    """Name, slug and number of the values that a chosen one has most of."""
    value = model.objects.filter(pk=OuterRef("counted") - code(facet, 0))
    named = [Subquery(value.values(field)) for field in ("name", "slug")]

    def rows(chosen: int) -> QuerySet[Any, Any]:
        counted = FacetCount.objects.filter(chosen=chosen, facet=facet)
        by_name = counted.order_by("-n", Subquery(value.values("sort_name")), "counted")
        return by_name.values_list(*named, "n")[:most]

    return PreparedQuery(rows)


_TOPICS = _most(Topic, FacetName.TOPIC, TOPICS)
_SPEAKERS = _most(Participant, FacetName.PARTICIPANT, MOST)
_HOW_MANY = PreparedQuery(
    lambda topic: (
        FacetCount.objects.filter(chosen=topic, facet=FacetName.PARTICIPANT)
        .values("chosen")
        .annotate(all=Count("pk"))
        .values_list("all")
    )
)


def topics_spoken_of(facet: FacetName, number: int, url_of: Callable[[str], str]) -> list[Bar]:
    """The topics of the statements of a participant or person, by how many."""
    return _bars(_TOPICS, code(facet, number), url_of)


def speakers_of(topic: int, url_of: Callable[[str], str]) -> tuple[list[Bar], int]:
    """The participants whose statements are on a topic, by how many, and how many they are."""
    chosen = code(FacetName.TOPIC, topic)
    first = _bars(_SPEAKERS, chosen, url_of)
    return first, len(first) if len(first) < MOST else _HOW_MANY.rows(chosen)[0][0]


def _bars(question: PreparedQuery, chosen: int, url_of: Callable[[str], str]) -> list[Bar]:
    return bars((name, n, url_of(slug)) for name, slug, n in question.rows(chosen))
