"""Reading the counts of facets: how many statements have a value, alone and with another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connections

from ..models.tally import Tally
from .facet_codes import value_of

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
