"""Where all words together find nothing: what is left when the commonest are left out, one by one.

A word that no statement holds is never left out: it is misspelt, or what is sought is not there,
and without it something else would be found.
"""

from collections.abc import Iterator

from ..engine import search_engine
from ..engine.definition import STATEMENT_INDEX
from ..query.resolution import ResolvedQuery
from ..query.units import Unit, abbreviations_as_words
from .noun_groups import is_in_public_noun

#: statements that are counted to tell how common a word is
MOST_COUNTED = 5_000
#: units of a query that are left out at most
MOST_LEFT_OUT = 8


def shorter_queries(query: ResolvedQuery) -> Iterator[tuple[ResolvedQuery, tuple[str, ...]]]:
    """The query without its commonest word, without that and the next …, and what was left out.

    Names are left out last. Nothing where there is one unit alone, or one that nothing holds.
    """
    units = query.units_for("statement")
    counts = [_count(unit, query) for unit in units]
    if len(units) < 2 or not all(counts):
        return
    order = sorted(
        zip(units, counts, strict=True),
        key=lambda counted: (counted[0].bearers is not None, -counted[1]),
    )
    left_out: tuple[str, ...] = ()
    for unit, _n in order[: min(len(order) - 1, MOST_LEFT_OUT)]:
        query = query.without_unit(unit)
        left_out += (unit.typed or str(unit.part),)
        yield query, left_out


def _count(unit: Unit, query: ResolvedQuery) -> int:
    """How many statements hold a unit, to :data:`MOST_COUNTED`.

    1 for a name, and for what only public nouns hold, but not as an abbreviation of theirs ("car");
    what only a draft holds is held by nothing.
    """
    if unit.bearers is not None:
        return 1
    engine = search_engine()
    sql, params = engine.found_sql(STATEMENT_INDEX, unit.part)
    ((n,),) = engine.rows(
        f"SELECT count(*) FROM (SELECT 1 FROM {STATEMENT_INDEX.name} WHERE {sql}"
        f" LIMIT {MOST_COUNTED}) held",
        params,
    )
    if not n and abbreviations_as_words([unit]):
        return 0
    return int(n) or int(is_in_public_noun(unit, query))
