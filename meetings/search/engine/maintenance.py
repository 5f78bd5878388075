"""Making the indexes, and keeping what keeps them.

Triggers write each change of a row to its index, in the transaction of the change, whoever
makes it. Django's table rebuilds on SQLite drop triggers without a word, so they are restored
after every migration. What a migration changed between the two, ``check_index`` finds.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connections
from django.db.transaction import TransactionManagementError

from . import postgresql, sqlite
from .backends import backend
from .definition import INDEXES, PROGRESS_TABLE, WORDS_TABLE, Index, Source

logger = logging.getLogger(__name__)


def create(using: str = "default") -> None:
    """Make empty indexes with their triggers, and index the rows there are."""
    engine = backend(using)
    statements: list[str] = list(engine.tables_sql())
    for index in INDEXES:
        if engine is sqlite:
            statements.append(sqlite.create_sql(index))
        else:
            statements += postgresql.create_sql(index)
            statements.append(postgresql.gin_sql(index))
            statements += [postgresql.function_sql(index, source) for source in index.sources]
    execute(using, *statements)
    engine.restore_triggers(INDEXES, using)
    with without_time_limit(using):
        for index in INDEXES:
            for source in index.sources:
                fill(index, source, using)


def drop(using: str = "default") -> None:
    """Take away all that :func:`create` made."""
    engine = backend(using)
    statements: list[str] = []
    for index in INDEXES:
        if engine is sqlite:
            statements += [f"DROP TRIGGER IF EXISTS {name}" for name in sqlite.triggers(index)]
        else:
            statements += [
                f"DROP FUNCTION {postgresql.function_name(index, source)}() CASCADE"
                for source in index.sources
            ]
        statements.append(f"DROP TABLE {index.name}")
    if engine is sqlite:
        statements += [f"DROP TABLE {WORDS_TABLE}", f"DROP TABLE {PROGRESS_TABLE}"]
    else:
        statements += postgresql.drop_sql()
    execute(using, *statements)


def restore_after_migration(using: str = "default", **_signal: Any) -> None:
    """Receiver of ``post_migrate``: make again the triggers that a migration dropped."""
    if not exists(using):
        return
    restored = backend(using).restore_triggers(INDEXES, using)
    if restored:
        logger.warning(
            "Search triggers had been dropped and were made again (%s). Run check_index.",
            ", ".join(restored),
        )


def exists(using: str = "default") -> bool:
    """Whether the indexes are there: not before their migration ran."""
    if connections[using].vendor not in ("sqlite", "postgresql"):
        return False
    with connections[using].cursor() as cursor:
        tables = {table.name for table in connections[using].introspection.get_table_list(cursor)}
    return all(index.name in tables for index in INDEXES)


@contextmanager
def without_time_limit(using: str = "default") -> Iterator[None]:
    """Lift the limit on statements that is set, for work that reads everything."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        (before,) = cursor.fetchone()
    execute(using, "SET statement_timeout = 0")
    try:
        yield
    finally:
        # Where the transaction failed, its end brings the limit back.
        with suppress(DatabaseError, TransactionManagementError):
            execute(using, f"SET statement_timeout = '{before}'")


def execute(using: str, *statements: str) -> None:
    """Run statements that take no parameters."""
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def fill_sql(index: Index, source: Source, using: str, suffix: str = "") -> str:
    """The statement that copies rows with numbers above one and up to another."""
    number = source.number
    if backend(using) is sqlite:
        return (
            f"INSERT INTO {index.name}{suffix} (rowid, words) SELECT {source.key('')},"
            f" {sqlite.normal(source.text(''))} FROM {source.table}"
            f" WHERE {number} > %s AND {number} <= %s ORDER BY {number}"
        )
    # Locked, so that a change made meanwhile is either read here or written by its trigger.
    return (
        f"INSERT INTO {index.name}{suffix} (key, words) SELECT {source.key('t.')},"
        f" {postgresql.vector(source, 't.')} FROM {source.table} t"
        f" WHERE {number} > %s AND {number} <= %s ORDER BY {number} FOR SHARE"
        " ON CONFLICT (key) DO NOTHING"
    )


def fill(index: Index, source: Source, using: str) -> None:
    """Copy all rows of one table into an index, as one statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT max({source.number}) FROM {source.table}")
        (last,) = cursor.fetchone()
        if last is not None:
            cursor.execute(fill_sql(index, source, using), [-1, last])
