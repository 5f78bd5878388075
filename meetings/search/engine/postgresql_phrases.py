"""Phrases of long texts on PostgreSQL: which rows may hold them, by pairs of neighbouring words.

GIN holds no positions: PostgreSQL reads the words of every row that has all those of a phrase, to
see whether they stand side by side, and of speeches that is most of the time of a search. A second
index has the pairs of words that stand side by side in a long row, each as a number of 14 bits. As
two pairs may share a number, what it finds may hold the phrase, and only of that words are read.
"""

from participants.words.indexing import index_spelling

from .base import Found, Sql
from .definition import Index
from .expressions import And, Expression, Or, Term
from .postgresql_functions import CONFIG
from .postgresql_text import spelt, spelt_words

PAIRS_FUNCTION = "meetings_search_pairs"
#: different words from which on a row is long: PostgreSQL keeps it outside its table
FEWEST_WORDS = 100
#: numbers of pairs: with four times as many the index grows by a sixth
_NUMBERS = 1 << 14
#: what the index has of a row that is not long: it may hold any pair
_ANY_PAIR = "'{-1}'::int[]"
#: bytes of new entries that a search may meet unsorted, in kB: sorted one by one, the pairs of a
#: speech took 20 ms, so gathered 8
_GATHERED = 1024
#: of the planner: a speech takes two milliseconds
_COST = 100_000


def _pairs_function_sql() -> str:
    """What makes the function of a tsvector, and how few words are taken for a short row."""
    return f"""
CREATE OR REPLACE FUNCTION {PAIRS_FUNCTION}(words tsvector, fewest int) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST {_COST} AS $body$
BEGIN
  IF length(words) < fewest THEN
    RETURN {_ANY_PAIR};
  END IF;
  RETURN (
    SELECT coalesce(array_agg((number * 31 + next_number) & {_NUMBERS - 1}), '{{}}')
    FROM (
      SELECT number, lead(number) OVER beside AS next_number,
        place, lead(place) OVER beside AS next_place
      FROM (SELECT hashtext(lexeme)::bigint AS number, positions FROM unnest(words) OFFSET 0) word,
        unnest(positions) AS at(place)
      WINDOW beside AS (ORDER BY place)
    ) neighbours
    WHERE next_place = place + 1
  );
END $body$"""


def pairs_index_sql(table: str, how: str = "") -> list[str]:
    """What makes the index of pairs with its function; ``how`` follows CREATE INDEX.

    Without statistics, for which PostgreSQL would read many rows.
    """
    pairs, gathered = _pairs("words"), f"fastupdate = on, gin_pending_list_limit = {_GATHERED}"
    return [
        _pairs_function_sql(),
        f"CREATE INDEX {how}{table}_pairs ON {table} USING gin ({pairs}) WITH ({gathered})",
        f"ALTER INDEX {table}_pairs ALTER COLUMN 1 SET STATISTICS 0",
    ]


def _pairs(words: str) -> str:
    return f"{PAIRS_FUNCTION}({words}, {FEWEST_WORDS})"


def loose_match(expression: Expression) -> str:
    """What holds at least the rows of an expression: its words, wherever they stand."""
    if isinstance(expression, Term):
        return "(" + " & ".join(spelt_words(expression)) + ")"
    joined = " | " if isinstance(expression, Or) else " & "
    return "(" + joined.join(map(loose_match, expression.parts)) + ")"


def pairs_found_sql(expression: Expression, words: str) -> Sql | None:
    """A condition that rows with the phrases of an expression meet; None where it asks for none."""
    if isinstance(expression, Term):
        beside = expression.words[:-1] if expression.goes_on else expression.words
        if len(beside) < 2:
            return None
        text = " ".join(spelt(index_spelling(word)) for word in beside)
        pairs = _pairs(words)
        sought = f"{PAIRS_FUNCTION}(to_tsvector('{CONFIG}', %s), 0)"
        return f"({pairs} @> {_ANY_PAIR} OR {pairs} @> {sought})", [text]
    parts = [pairs_found_sql(part, words) for part in expression.parts]
    known = [part for part in parts if part is not None]
    if not known or (isinstance(expression, Or) and len(known) < len(parts)):
        return None
    joined = " OR " if isinstance(expression, Or) else " AND "
    sql = "(" + joined.join(sql for sql, _params in known) + ")"
    return sql, [value for _sql, params in known for value in params]


def found_by_pairs(index: Index, expression: And, direction: str) -> Found | None:
    """Rows that may hold the phrases of an expression, one after another in the order of keys.

    None where it asks for no phrase. The steps are kept apart: the planner takes words for cheap
    to read, and would read those of rows whose pairs it could have asked for.
    """
    name = index.name
    condition = pairs_found_sql(expression, "p.words")
    if condition is None:
        return None
    with_pairs, pairs = condition
    sql = (
        f"(SELECT key FROM (SELECT w.key FROM {name} w WHERE w.words @@ to_tsquery('{CONFIG}', %s)"
        f" INTERSECT SELECT p.key FROM {name} p WHERE {with_pairs}) both_found"
        f" ORDER BY key {direction}) held CROSS JOIN LATERAL"
        f" (SELECT s.key, s.words FROM {name} s WHERE s.key = held.key OFFSET 0) {name}"
    )
    return Found(sql, [loose_match(expression), *pairs], "held.key")
