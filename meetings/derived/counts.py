"""Reading the tallies: how many statements have a value, and what somebody has on record.

What rows have is told by a subquery a number, never by two joins: joined rows would multiply
each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connections
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant, Person

from ..models.derived_rows import Tally
from ..models.pledge import Pledger
from ..models.topic import Topic
from .facet_codes import ALL, FacetName, RecordFacet, code, value_of

_TABLE = Tally._meta.db_table


def most_frequent(
    asked: Mapping[int, tuple[int, int]], using: str = "default"
) -> dict[int, list[tuple[int, int]]]:
    """Values of facets with their numbers, the most frequent first; one query for all.

    ``asked`` gives for each facet the value that is chosen, or ``ALL``, and how many to read.
    """
    parts = [
        f"SELECT * FROM (SELECT facet, counted, n FROM {_TABLE} WHERE chosen = {int(chosen)}"
        f" AND facet = {int(facet)} ORDER BY n DESC, counted LIMIT {int(most)}) f{int(facet)}"
        for facet, (chosen, most) in asked.items()
    ]
    frequent: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if parts:
        with connections[using].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            for facet, counted, n in cursor.fetchall():
                frequent[facet].append((value_of(counted), n))
    return frequent


def numbers_of(
    asked: Iterable[tuple[int, int]], using: str = "default"
) -> dict[tuple[int, int], int]:
    """The numbers of pairs (chosen, counted); one query, none for no pair."""
    pairs = list(asked)
    if not pairs:
        return {}
    rows = ", ".join(f"({int(chosen)}, {int(counted)})" for chosen, counted in pairs)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"WITH k(chosen, counted) AS (VALUES {rows}) SELECT f.chosen, f.counted, f.n FROM k"
            f" JOIN {_TABLE} f ON f.chosen = k.chosen AND f.counted = k.counted"
        )
        return {(chosen, counted): n for chosen, counted, n in cursor.fetchall()}


def tallied(facet: FacetName | RecordFacet) -> Coalesce:
    """How many have the outer row as this facet, by the tallies kept."""
    rows = Tally.objects.filter(chosen=ALL, counted=OuterRef("pk") + code(facet, 0))
    return Coalesce(Subquery(rows.values("n")), 0)


def _pledges_of_person() -> Coalesce:
    """How many published pledges the outer row made; counted, for people make few."""
    rows = Pledger.objects.published().filter(person=OuterRef("pk")).order_by()
    pledges = rows.values("person").annotate(n=Count("pledge", distinct=True))
    return Coalesce(Subquery(pledges.values("n")), 0)


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
