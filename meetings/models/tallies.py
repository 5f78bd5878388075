"""How much a participant, person or topic has on record, each number by a subquery.

A subquery a number, never two joins: joined rows would multiply each other.
"""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant, Person

from .delegation import Delegate, Delegation
from .facet_count import ALL, FacetCount, FacetName, code
from .keys import MEETING
from .pledge import Pledger
from .statement import StatementTopic
from .topic import Topic


def said_of(facet: FacetName) -> Coalesce:
    """How many published statements have the outer row as this facet, by the counts kept."""
    counted = FacetCount.objects.filter(chosen=ALL, counted=OuterRef("pk") + code(facet, 0))
    return Coalesce(Subquery(counted.values("n")), 0)


def number_of(rows: QuerySet[Any], by: str, count: Any = "pk") -> Coalesce:
    """How many distinct ``count`` of ``rows`` have the outer row at ``by``; 0 for none."""
    counted = (
        rows.filter(**{by: OuterRef("pk")})
        .order_by()
        .values(by)
        .annotate(n=Count(count, distinct=count != "pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted), 0)


def tally_participants(rows: QuerySet[Participant]) -> QuerySet[Any]:
    """Participants with ``attended``, ``said``, ``promised``, and ``on_record``: used at all."""
    return rows.annotate(
        attended=number_of(Delegation.objects.published(), "participant"),
        said=said_of(FacetName.PARTICIPANT),
        promised=number_of(Pledger.objects.published(), "participant", "pledge"),
        on_record=Exists(Participant.objects.used().filter(pk=OuterRef("pk"))),
    )


def tally_people(rows: QuerySet[Person]) -> QuerySet[Any]:
    """People with ``attended``, ``said`` and ``promised``."""
    return rows.annotate(
        attended=number_of(Delegate.objects.published(), "person", "delegation__meeting"),
        said=said_of(FacetName.PERSON),
        promised=number_of(Pledger.objects.published(), "person", "pledge"),
    )


def tally_topics(rows: QuerySet[Topic]) -> QuerySet[Any]:
    """Topics with ``said`` (statements) and ``met`` (meetings with such a statement)."""
    links = StatementTopic.objects.published()
    return rows.annotate(
        said=said_of(FacetName.TOPIC),
        # The key of a statement less its place is that of its meeting.
        met=number_of(links, "topic", F("key") / MEETING),
    )
