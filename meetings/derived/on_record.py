"""How much a participant, person or topic has on record, each number by a subquery.

A subquery a number, never two joins: joined rows would multiply each other.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant, Person

from ..models.pledger import Pledger
from ..models.tally import Tally
from ..models.topic import Topic
from .facet_codes import ALL, FacetName, RecordFacet, code


def tallied(facet: FacetName | RecordFacet) -> Coalesce:
    """How many have the outer row as this facet, by the tallies kept."""
    rows = Tally.objects.filter(chosen=ALL, counted=OuterRef("pk") + code(facet, 0))
    return Coalesce(Subquery(rows.values("n")), 0)


def _pledges_of_person() -> Coalesce:
    """How many published pledges the outer row made; counted, for people make few."""
    rows = Pledger.objects.published().filter(person=OuterRef("pk")).order_by()
    made = rows.values("person").annotate(n=Count("pledge", distinct=True))
    return Coalesce(Subquery(made.values("n")), 0)


def tally_participants(rows: QuerySet[Participant]) -> QuerySet[Any]:
    """Participants with ``attended``, ``said``, ``promised``, and ``on_record``: used at all."""
    return rows.annotate(
        attended=tallied(RecordFacet.ATTENDED),
        said=tallied(FacetName.PARTICIPANT),
        promised=tallied(RecordFacet.PROMISED),
        on_record=Exists(Participant.objects.used().filter(pk=OuterRef("pk"))),
    )


def tally_people(rows: QuerySet[Person]) -> QuerySet[Any]:
    """People with ``attended``, ``said`` and ``promised``."""
    return rows.annotate(
        attended=tallied(RecordFacet.PRESENT),
        said=tallied(FacetName.PERSON),
        promised=_pledges_of_person(),
    )


def tally_topics(rows: QuerySet[Topic]) -> QuerySet[Any]:
    """Topics with ``said`` (statements) and ``met`` (meetings with such a statement)."""
    return rows.annotate(said=tallied(FacetName.TOPIC), met=tallied(RecordFacet.TOPIC))
