"""The index on PostgreSQL: a stored tsvector with a GIN index, kept by triggers.

The words are made plain by the function ``meetings_search_plain`` and stemmed by the dictionary
``porter``; no extension is needed, and the locale of the database does not matter ("C" will
do). That stemmer lacks two rules of the one in FTS5 and stems words of two letters: the
function ``meetings_search_text`` writes such words so that both engines find alike.
"""

import sys
from collections.abc import Sequence
from typing import Any

from django.db import connections

from .definition import PROGRESS_TABLE, WORDS_TABLE, Index, Source
from .expressions import And, Expression, Or, Term
from .normal_form import LETTERS, folded

CONFIG = "meetings_search"
#: ends of words as FTS5 stems them, and short words that it leaves alone: longer ones whose
#: stem they are
_ENDS = (("ology", "olog"), ("bly", "ble"))
_SHORT = {"as": "ase", "is": "ise", "us": "use"}

_ACCENTS = "[\\u0300-\\u036f]"
#: signs of ASCII, and those of printers: with them gone, most texts are plain
_SIGNS = r"[\u0001-\u001f!-/:-@\[-`{-\u00a0\u00ab\u00bb\u037e\u1fef\u2000-\u206f\u2260\u226e\u226f]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _capitals() -> dict[str, str]:
    """Letters without accents beyond ASCII that have a lower case, and it."""
    return {letter.upper(): letter for letter in LETTERS if len(letter.upper()) == 1} | {
        letter: folded(letter)
        for letter in map(chr, range(128, sys.maxunicode + 1))
        if len(folded(letter)) == 1
        and letter.lower() != letter
        and not folded(letter).isascii()
        and len(letter.encode("utf-16-le")) == 2
    }


def _nonwords() -> str:
    """A bracket expression of all that parts words beyond ASCII, as Python sees it."""
    ranges: list[list[int]] = []
    for point in range(128, sys.maxunicode + 1):
        if 0xD800 <= point <= 0xDFFF or chr(point).isalnum() or 0x300 <= point <= 0x36F:
            continue
        if ranges and ranges[-1][1] in (point - 1, 0xD7FF if point == 0xE000 else -1):
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


def _functions() -> list[str]:
    letters = "words"
    for letter, plain in LETTERS.items():
        for form in dict.fromkeys((letter, letter.upper())):
            if not form.isascii() and len(form) == 1:
                letters = f"replace({letters}, '{form}', '{plain}')"
    capitals = _capitals()
    ends = "' ' || meetings_search_plain(given) || ' '"
    for end, instead in _ENDS:
        ends = f"replace({ends}, '{end} ', '{instead} ')"
    for word, instead in _SHORT.items():
        ends = f"replace({ends}, ' {word} ', ' {instead} ')"
    # Most texts are plain after the first line; only the others are taken apart further.
    plain = f"""
CREATE OR REPLACE FUNCTION meetings_search_plain(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
DECLARE words text := regexp_replace(lower(given COLLATE "C"), {_quoted(_SIGNS)}, ' ', 'g');
BEGIN
  IF octet_length(words) = length(words) THEN RETURN words; END IF;
  words := regexp_replace(normalize({letters}, NFD), '{_ACCENTS}', '', 'g');
  words := lower(words COLLATE "C");
  IF octet_length(words) <> length(words) THEN
    IF lower(chr(1044)) = chr(1076) THEN
      words := lower(words);
    ELSE
      words := translate(words, '{"".join(capitals)}', '{"".join(capitals.values())}');
    END IF;
    words := regexp_replace(normalize(words, NFC), '{_nonwords()}', ' ', 'g');
  END IF;
  RETURN words;
END $body$"""
    text = f"""
CREATE OR REPLACE FUNCTION meetings_search_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$ SELECT {ends} $body$"""
    return [plain, text]


def tables_sql() -> list[str]:
    """The statements that make dictionary, configuration, functions and further tables."""
    kinds = "asciiword, word, numword, int, uint, float, sfloat, version"
    return [
        "CREATE TEXT SEARCH DICTIONARY meetings_porter (TEMPLATE = snowball, LANGUAGE = porter)",
        f'CREATE TEXT SEARCH CONFIGURATION {CONFIG} (PARSER = "default")',
        f"ALTER TEXT SEARCH CONFIGURATION {CONFIG} ADD MAPPING FOR {kinds} WITH meetings_porter",
        *_functions(),
        f'CREATE TABLE {WORDS_TABLE} (word text COLLATE "C" PRIMARY KEY)',
        f"CREATE TABLE {PROGRESS_TABLE} (source text PRIMARY KEY, done bigint NOT NULL)",
    ]


def drop_sql() -> list[str]:
    """The statements that undo :func:`tables_sql`."""
    return [
        f"DROP TABLE {WORDS_TABLE}, {PROGRESS_TABLE}",
        "DROP FUNCTION meetings_search_text(text), meetings_search_plain(text)",
        f"DROP TEXT SEARCH CONFIGURATION {CONFIG}",
        "DROP TEXT SEARCH DICTIONARY meetings_porter",
    ]


def create_sql(index: Index, suffix: str = "") -> list[str]:
    """The statements that make an empty index, without its GIN index."""
    table = index.name + suffix
    return [
        f"CREATE TABLE {table} (key bigint PRIMARY KEY, words tsvector NOT NULL)",
        # With the usual 100, the planner takes a rare word for a common one.
        f"ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 1000",
    ]


def gin_sql(index: Index, suffix: str = "", *, concurrently: bool = False) -> str:
    """The statement that makes the GIN index of an index."""
    how = "CONCURRENTLY " if concurrently else ""
    name = f"{index.name}{suffix}"
    return f"CREATE INDEX {how}{name}_words ON {name} USING gin (words) WITH (fastupdate = off)"


def vector(source: Source, row: str) -> str:
    """SQL of the tsvector of a row."""
    return f"to_tsvector('{CONFIG}', meetings_search_text({source.text(row)}))"


def built_sql(index: Index) -> list[str]:
    """The statements that make a filled index anew, in one transaction, at the full speed there
    is: the rows by several processes, indexes by sorting."""
    name, sources = index.name, index.sources
    rows = " UNION ALL ".join(
        f"SELECT {source.key('t.')} AS key, {vector(source, 't.')} AS words FROM {source.table} t"
        f" WHERE t.{source.number} IS NOT NULL"
        for source in sources
    )
    return [
        f"LOCK TABLE {', '.join(source.table for source in sources)} IN SHARE MODE",
        "SET LOCAL maintenance_work_mem = '256MB'",
        f"DROP TABLE {name}",
        f"CREATE TABLE {name} AS {rows}",
        f"ALTER TABLE {name} ADD PRIMARY KEY (key), ALTER words SET NOT NULL",
        f"ALTER TABLE {name} ALTER words SET STATISTICS 1000",
        gin_sql(index),
        f"ANALYZE {name}",
    ]


def function_name(index: Index, source: Source) -> str:
    """The function that follows a table."""
    return f"{index.name}_{source.table}"


def function_sql(index: Index, source: Source, suffixes: Sequence[str] = ("",)) -> str:
    """The function that follows a table into an index, and into the new one beside it."""
    key = source.number
    same = " AND ".join(
        f"old.{column} IS NOT DISTINCT FROM new.{column}" for column in (key, *source.columns)
    )
    out = "".join(
        f" DELETE FROM {index.name}{suffix} WHERE key = {source.key('old.')};"
        for suffix in suffixes
    )
    into = "".join(
        f" INSERT INTO {index.name}{suffix} (key, words) VALUES ({source.key('new.')},"
        f" {vector(source, 'new.')}) ON CONFLICT (key) DO UPDATE SET words = excluded.words;"
        for suffix in suffixes
    )
    emptied = "".join(f" {_emptied(index, source, suffix)};" for suffix in suffixes)
    return f"""
CREATE OR REPLACE FUNCTION {function_name(index, source)}() RETURNS trigger
LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN {emptied} RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF {same} THEN RETURN NULL; END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    IF old.{key} IS NOT NULL THEN {out} END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF new.{key} IS NOT NULL THEN {into} END IF;
  END IF;
  RETURN NULL;
END $body$"""


def _emptied(index: Index, source: Source, suffix: str) -> str:
    if source.code is None:
        return f"DELETE FROM {index.name}{suffix}"
    return f"DELETE FROM {index.name}{suffix} WHERE key % 10 = {source.code}"


def triggers(index: Index) -> dict[str, tuple[str, str]]:
    """The triggers that keep an index: name → (table, statement that makes it)."""
    found = {}
    for source in index.sources:
        name, columns = function_name(index, source), ", ".join((source.number, *source.columns))
        call = f"EXECUTE FUNCTION {name}()"
        found[f"{name}_row"] = (
            source.table,
            (
                f"CREATE TRIGGER {name}_row AFTER INSERT OR DELETE OR UPDATE OF {columns}"
                f" ON {source.table} FOR EACH ROW {call}"
            ),
        )
        found[f"{name}_all"] = (
            source.table,
            f"CREATE TRIGGER {name}_all AFTER TRUNCATE ON {source.table} FOR EACH STATEMENT {call}",
        )
    return found


def match(expression: Expression) -> str:
    """An expression in the language of to_tsquery."""
    if isinstance(expression, Term):
        return _phrase(expression)
    if isinstance(expression, Or):
        return "(" + " | ".join(map(match, expression.parts)) + ")"
    parts = [*map(match, expression.parts)]
    if isinstance(expression, And):
        parts += [f"!{match(part)}" for part in expression.without]
    return "(" + " & ".join(parts) + ")"


def _phrase(term: Term) -> str:
    words = [f"'{_spelt(word)}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def _spelt(word: str) -> str:
    """A word as ``meetings_search_text`` writes it."""
    if word in _SHORT:
        return _SHORT[word]
    for end, instead in _ENDS:
        if word.endswith(end):
            return word.removesuffix(end) + instead
    return word


def found_sql(index: Index, expression: Expression, key: str = "") -> tuple[str, list[Any]]:
    """A condition on ``key``, or on the index itself where none is given; and its parameters."""
    condition = f"words @@ to_tsquery('{CONFIG}', %s)"
    if key:
        return (
            f"EXISTS (SELECT 1 FROM {index.name} x WHERE x.key = {key} AND x.{condition})",
            [match(expression)],
        )
    return f"{index.name}.{condition}", [match(expression)]


def left_out_sql(index: Index, expression: Expression, key: str) -> tuple[str, list[Any]]:
    """A condition that ``key`` is none of those found."""
    sql, params = found_sql(index, expression, key)
    return f"NOT {sql}", params


def key_column(index: Index) -> str:
    """The column of the index that holds the key."""
    return f"{index.name}.key"


def existing_triggers(using: str) -> dict[str, str]:
    """The triggers there are and are switched on, by name, with their tables."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        return dict(cursor.fetchall())


def restore_triggers(indexes: Sequence[Index], using: str) -> list[str]:
    """Make the triggers that are missing; their names."""
    existing = existing_triggers(using)
    wanted = {name: made for index in indexes for name, made in triggers(index).items()}
    restored = [name for name in wanted if name not in existing]
    with connections[using].cursor() as cursor:
        for name in restored:
            table, sql = wanted[name]
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(sql)
    return restored
