"""Proof that the indexes hold what the tables hold, and that their triggers stand.

On PostgreSQL each row's words are compared with those made anew. On SQLite the index has no
text: every row is indexed again in a temporary table, and the two are compared word by word
(how many rows and places hold it, and a sum over these places); rows that differ are named.
Nothing is written to the database, so no write waits.
"""

from collections.abc import Callable, Iterator

from django.db import connections

from . import postgresql, sqlite
from .backends import backend
from .definition import INDEXES, Index, Source
from .maintenance import without_time_limit

Say = Callable[[str], None]

#: rows that one fault names
NAMED = 10


def _silent(step: str) -> None:
    """Say nothing."""


def index_faults(using: str = "default", say: Say = _silent) -> Iterator[str]:
    """What is wrong, one sentence each; nothing where index and tables agree.

    ``say`` is told each step before it begins.
    """
    check = _stale_on_sqlite if backend(using) is sqlite else _stale_on_postgresql
    with without_time_limit(using):
        for index in INDEXES:
            say(f"{index.name}: triggers")
            yield from _trigger_faults(index, using)
            say(f"{index.name}: rows")
            for source in index.sources:
                yield from _missing(index, source, using)
            yield from _extra(index, using)
            say(f"{index.name}: words")
            yield from check(index, using)


def _trigger_faults(index: Index, using: str) -> Iterator[str]:
    engine = backend(using)
    existing = engine.existing_triggers(using)
    for name, wanted in engine.triggers(index).items():
        if name not in existing:
            yield f"{index.name}: the trigger {name} is missing or switched off"
        elif engine is sqlite and existing[name] != wanted:
            yield f"{index.name}: the trigger {name} is not as it should be"


def _stored(index: Index, using: str) -> str:
    if backend(using) is sqlite:
        return f"SELECT id FROM {index.name}_docsize"
    return f"SELECT key FROM {index.name}"


def _missing(index: Index, source: Source, using: str) -> Iterator[str]:
    rows = (
        f"SELECT {source.key('')} FROM {source.table} WHERE {source.number} IS NOT NULL"
        f" EXCEPT {_stored(index, using)}"
    )
    yield from _named(using, rows, f"{index.name}: rows of {source.table} are missing")


def _extra(index: Index, using: str) -> Iterator[str]:
    sources = " UNION ALL ".join(
        f"SELECT {source.key('')} FROM {source.table} WHERE {source.number} IS NOT NULL"
        for source in index.sources
    )
    rows = f"SELECT * FROM ({_stored(index, using)}) stored EXCEPT SELECT * FROM ({sources}) rows"
    yield from _named(using, rows, f"{index.name}: entries of rows that are not there")


def _named(using: str, rows: str, sentence: str) -> Iterator[str]:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({rows}) faulty")
        count = cursor.fetchone()[0]
        if count:
            cursor.execute(f"SELECT * FROM ({rows}) faulty LIMIT {NAMED}")
            keys = ", ".join(str(key) for (key,) in cursor.fetchall())
            yield f"{sentence}: {count} ({keys}{', …' if count > NAMED else ''})"


def _stale_on_postgresql(index: Index, using: str) -> Iterator[str]:
    for source in index.sources:
        rows = (
            f"SELECT x.key FROM {source.table} t JOIN {index.name} x ON x.key ="
            f" {source.key('t.')} WHERE x.words <> {postgresql.vector(source, 't.')}"
        )
        yield from _named(using, rows, f"{index.name}: words of {source.table} are stale")


def _stale_on_sqlite(index: Index, using: str) -> Iterator[str]:
    fresh = f"{index.name}_fresh"
    with connections[using].cursor() as cursor:
        try:
            for statement in (
                sqlite.create_sql(index, "_fresh"),
                sqlite.hash_sql(index, sqlite.BULK, "_fresh"),
            ):
                cursor.execute(statement.replace(fresh, f"temp.{fresh}", 1))
            for source in index.sources:
                cursor.execute(
                    f"INSERT INTO temp.{fresh} (rowid, words) SELECT {source.key('')},"
                    f" {sqlite.normal(source.text(''))} FROM {source.table}"
                    f" WHERE {source.number} IS NOT NULL ORDER BY {source.number}"
                )
            for name, schema, table in (
                ("words_held", "main", index.name),
                ("words_wanted", "temp", fresh),
            ):
                cursor.execute(
                    f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab"
                    f"('{schema}', '{table}', 'instance')"
                )
            cursor.execute(_differing_sql())
            words = [word for (word,) in cursor.fetchall()]
            if words:
                keys = ", ".join(map(str, _differing_rows(cursor, words)))
                yield f"{index.name}: words are stale in rows such as {keys}"
        finally:
            for name in ("words_held", "words_wanted", fresh):
                cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _differing_sql() -> str:
    def summed(table: str) -> str:
        return (
            'SELECT term, count(*) AS n, sum((doc % 1000003) * ("offset" + 1)) AS places,'
            f' sum("offset") AS sums FROM temp.{table} GROUP BY term'
        )

    # What both have alike stands there twice; each of them is read once.
    both = f"{summed('words_held')} UNION ALL {summed('words_wanted')}"
    differing = f"SELECT term FROM ({both}) GROUP BY 1, n, places, sums HAVING count(*) = 1"
    return f"SELECT DISTINCT term FROM ({differing}) ORDER BY term LIMIT 3"


def _differing_rows(cursor: object, words: list[str]) -> list[int]:
    found: set[int] = set()
    for word in words:
        for one, other in (("held", "wanted"), ("wanted", "held")):
            cursor.execute(  # type: ignore[attr-defined]  # Django's cursor
                f'SELECT doc, "offset" FROM temp.words_{one} WHERE term = %s'
                f' EXCEPT SELECT doc, "offset" FROM temp.words_{other}'
                f" WHERE term = %s LIMIT {NAMED}",
                [word, word],
            )
            found |= {row[0] for row in cursor.fetchall()}  # type: ignore[attr-defined]
    return sorted(found)[:NAMED]
