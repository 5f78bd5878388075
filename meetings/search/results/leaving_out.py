"""Where all words together find nothing: what is left when the commonest are left out, one by one.

A word that no statement holds is never left out: it is misspelt, or what is sought is not there,
and without it something else would be found.
"""

from collections.abc import Iterator

from ..engine import search_engine
from ..engine.definition import NOUN_INDEX, STATEMENT_INDEX
from ..query.resolution import ResolvedQuery
from ..query.units import Unit

#: statements that are counted to tell how common a word is
MOST_COUNTED = 5_000
#: units of a query that are left out at most
MOST_LEFT_OUT = 8


def shorter_queries(query: ResolvedQuery) -> Iterator[tuple[ResolvedQuery, tuple[str, ...]]]:
    """The query without its commonest word, without that and the next …, and what was left out.

    Names are left out last. Nothing where there is one unit alone, or one that nothing holds.
    """
    counts = [_count(unit) for unit in query.units]
    if len(query.units) < 2 or not all(counts):
        return
    order = sorted(
        zip(query.units, counts, strict=True),
        key=lambda counted: (counted[0].bearers is not None, -counted[1]),
    )
    left_out: tuple[str, ...] = ()
    for unit, _n in order[: min(len(order) - 1, MOST_LEFT_OUT)]:
        query = query.without_unit(unit)
        left_out += (unit.typed or str(unit.part),)
        yield query, left_out


def _count(unit: Unit) -> int:
    """How many statements hold a unit, to :data:`MOST_COUNTED`; nouns where none does."""
    if unit.bearers is not None:
        return 1
    engine = search_engine()
    for index in (STATEMENT_INDEX, NOUN_INDEX):
        sql, params = engine.found_sql(index, unit.part)
        ((n,),) = engine.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {index.name} WHERE {sql}"
            f" LIMIT {MOST_COUNTED}) some",
            params,
        )
        if n:
            return int(n)
    return 0
