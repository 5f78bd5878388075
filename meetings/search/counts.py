"""Reading the counts of facets: how many statements have a value, alone and with another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connections

from meetings.models.facet_count import ALL, FORMS, FacetCount, FacetName, code, value_of

from .query.conditions import Condition

_TABLE = FacetCount._meta.db_table
_FACETS = {
    "participants": FacetName.PARTICIPANT,
    "people": FacetName.PERSON,
    "topics": FacetName.TOPIC,
    "series": FacetName.SERIES,
    "forms": FacetName.FORM,
}


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
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if parts:
        with connections[using].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            for facet, counted, n in cursor.fetchall():
                found[facet].append((value_of(counted), n))
    return found


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


def rarest(conditions: Sequence[Condition], using: str = "default") -> Condition | None:
    """Of conditions on values the one that the fewest statements meet; no query for one alone."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    codes = [codes_of(condition) for condition in conditions]
    numbers = numbers_of({(ALL, one) for some in codes for one in some}, using)
    sizes = [sum(numbers.get((ALL, one), 0) for one in some) for some in codes]
    return conditions[sizes.index(min(sizes))]


def codes_of(condition: Condition) -> list[int]:
    """The stored numbers of the values that a condition names."""
    return [
        code(facet, FORMS.get(value, 0) if facet == FacetName.FORM else value)
        for name, facet in _FACETS.items()
        for value in getattr(condition, name)
    ]
