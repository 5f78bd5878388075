"""The functions by which PostgreSQL follows the tables of an index, a trigger function each."""

from collections.abc import Sequence

from .definition import Index, IndexedTable
from .postgresql_text import WORDS_FUNCTION

#: the text search configuration that stems
CONFIG = "meetings_search"


def vector_sql(source: IndexedTable, row: str) -> str:
    """SQL of the tsvector of a row; ``row`` is an alias with its dot, or empty."""
    words = f"{WORDS_FUNCTION}({row}search_text, {source.text(row)})"
    return f"to_tsvector('{CONFIG}', {words})"


def function_name(index: Index, source: IndexedTable) -> str:
    """The function that follows a table."""
    return f"{index.name}_{source.table}"


def trigger_function_sql(
    index: Index, source: IndexedTable, suffixes: Sequence[str] = ("",)
) -> str:
    """The function that follows a table into an index, and into the new one beside it."""
    key = source.number
    same = " AND ".join(
        f"old.{column} IS NOT DISTINCT FROM new.{column}" for column in source.watched
    )
    out = "".join(
        f" DELETE FROM {index.name}{suffix} WHERE key = {source.key('old.')};"
        for suffix in suffixes
    )
    into = "".join(
        f" INSERT INTO {index.name}{suffix} (key, words) VALUES ({source.key('new.')},"
        f" {vector_sql(source, 'new.')}) ON CONFLICT (key) DO UPDATE SET words = excluded.words;"
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


def _emptied(index: Index, source: IndexedTable, suffix: str) -> str:
    if source.code is None:
        return f"DELETE FROM {index.name}{suffix}"
    return f"DELETE FROM {index.name}{suffix} WHERE key % 10 = {source.code}"
