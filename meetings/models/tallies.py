"""How much a participant, person or topic has on record, each number by a subquery.

A subquery a number, never two joins: joined rows would multiply each other.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant, Person

from .delegation import Delegate, Delegation
from .pledge import Pledger
from .statement import StatementParticipant, StatementPerson, StatementTopic
from .topic import Topic


def number_of(rows: QuerySet[Any], by: str, count: str = "pk") -> Coalesce:
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
        said=number_of(StatementParticipant.objects.published(), "participant"),
        promised=number_of(Pledger.objects.published(), "participant", "pledge"),
        on_record=Exists(Participant.objects.used().filter(pk=OuterRef("pk"))),
    )


def tally_people(rows: QuerySet[Person]) -> QuerySet[Any]:
    """People with ``attended``, ``said`` and ``promised``."""
    return rows.annotate(
        attended=number_of(Delegate.objects.published(), "person", "delegation__meeting"),
        said=number_of(StatementPerson.objects.published(), "person"),
        promised=number_of(Pledger.objects.published(), "person", "pledge"),
    )


def tally_topics(rows: QuerySet[Topic]) -> QuerySet[Any]:
    """Topics with ``said`` (statements) and ``met`` (meetings with such a statement)."""
    links = StatementTopic.objects.published()
    return rows.annotate(
        said=number_of(links, "topic"),
        met=number_of(links, "topic", "statement__meeting"),
    )
