"""How much a participant, person or topic has on record, each number by a subquery.

A subquery a number, never two joins: joined rows would multiply each other.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant, Person

from ..models.listed import Use, UseCount
from ..models.pledge import Pledger
from ..models.tally import FacetCount
from ..models.topic import Topic
from .facet_codes import ALL, FacetName, code


def said_of(facet: FacetName) -> Coalesce:
    """How many published statements have the outer row as this facet, by the counts kept."""
    counted = FacetCount.objects.filter(chosen=ALL, counted=OuterRef("pk") + code(facet, 0))
    return Coalesce(Subquery(counted.values("n")), 0)


def used_for(use: Use) -> Coalesce:
    """How often published records use the outer row, by the numbers kept."""
    counted = UseCount.objects.filter(use=use, noun=OuterRef("pk"), other=0)
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
        attended=used_for(Use.ATTENDED),
        said=said_of(FacetName.PARTICIPANT),
        promised=used_for(Use.PROMISED),
        on_record=Exists(Participant.objects.used().filter(pk=OuterRef("pk"))),
    )


def tally_people(rows: QuerySet[Person]) -> QuerySet[Any]:
    """People with ``attended``, ``said`` and ``promised``."""
    return rows.annotate(
        attended=used_for(Use.PRESENT),
        said=said_of(FacetName.PERSON),
        promised=number_of(Pledger.objects.published(), "person", "pledge"),
    )


def tally_topics(rows: QuerySet[Topic]) -> QuerySet[Any]:
    """Topics with ``said`` (statements) and ``met`` (meetings with such a statement)."""
    return rows.annotate(said=said_of(FacetName.TOPIC), met=used_for(Use.TOPIC))
