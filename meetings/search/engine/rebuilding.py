"""Building the indexes anew beside the old ones, and swapping.

Reads go on with the old index until the swap. Rows are copied in small transactions, and
from its first moment on the new index follows every change: on SQLite by triggers that take
rows up to where the copying has come, on PostgreSQL by functions that write to both. The old
index is emptied in small steps on SQLite, where dropping gigabytes at once would block.
"""

import time
from collections.abc import Callable

from django.db import OperationalError, connections, transaction

from meetings.turns import Turns
from meetings.version.number import bump

from . import postgresql, sqlite
from .backends import backend
from .definition import INDEXES, PROGRESS_TABLE, WORDS_TABLE, Index, Source
from .maintenance import execute, fill, fill_sql, without_time_limit
from .vocabulary import note_all

Report = Callable[[str, int, int], None]

#: seconds that one transaction of the copying should take; writers wait hardly longer
TARGET = 0.5
_FIRST_BATCH, _LEAST, _MOST = 200, 20, 20_000
_NEW, _OLD = "_new", "_old"
#: seconds that writers wait behind the rebuild for all locks of one attempt together
_LOCK_WAIT = 3.0
_TRIES = 20


def _silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


def rebuild(report: Report = _silent, using: str = "default") -> None:
    """Build every index anew; ``report`` is told the table, rows done and rows in all.

    What an interrupted rebuild left is taken away first. Raises ``OperationalError`` where
    other work leaves no gap of three seconds for the swap, twenty times in a row.
    """
    with without_time_limit(using):
        for index in INDEXES:
            _clear(index, using)
            _prepare(index, using)
            for source in index.sources:
                _copy(index, source, report, using)
            _swap(index, using)
            _clear(index, using)
        _words(report, using)
        # Searches may find something else now.
        bump(using)


def build_alone(report: Report = _silent, using: str = "default") -> None:
    """Build every index anew, each in one transaction, in a quarter of the time.

    For a register that nobody else writes to: whoever does waits until the index is there.
    """
    with without_time_limit(using):
        for index in INDEXES:
            for source in index.sources:
                report(source.table, 0, 0)
            _clear(index, using)
            with transaction.atomic(using=using):
                if backend(using) is sqlite:
                    _build_on_sqlite(index, using)
                else:
                    execute(using, *postgresql.built_sql(index))
                    postgresql.restore_triggers([index], using)
        _words(report, using)
        bump(using)


def _build_on_sqlite(index: Index, using: str) -> None:
    execute(
        using,
        *(f"DROP TRIGGER IF EXISTS {name}" for name in sqlite.triggers(index)),
        f"DROP TABLE {index.name}",
        sqlite.create_sql(index),
        sqlite.hash_sql(index, sqlite.BULK),
    )
    for source in index.sources:
        fill(index, source, using)
    execute(using, sqlite.hash_sql(index, sqlite.USUAL))
    sqlite.restore_triggers([index], using)


def _copy(index: Index, source: Source, report: Report, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count({source.number}) FROM {source.table}")
        (total,) = cursor.fetchone()
    done, upper, batch = 0, -1, _FIRST_BATCH
    turns = Turns(using)
    report(source.table, done, total)
    while True:
        began = time.monotonic()
        with transaction.atomic(using=using):
            following, size = _batch_end(source, upper, batch, using)
            if following is not None:
                with connections[using].cursor() as cursor:
                    cursor.execute(fill_sql(index, source, using, _NEW), [upper, following])
                done += size
                upper = following
                _note_progress(source, upper, using)
            else:
                # From here on, every row follows by itself.
                _note_progress(source, 2**62, using)
        if following is None:
            return
        report(source.table, min(done, total), total)
        took = max(time.monotonic() - began, 0.001)
        turns.give_way()
        batch = max(_LEAST, min(_MOST, int(batch * min(2.0, TARGET / took))))


def _batch_end(source: Source, upper: int, batch: int, using: str) -> tuple[int | None, int]:
    """The last number of the next rows, and how many they are."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT max(n), count(*) FROM (SELECT {source.number} AS n FROM {source.table}"
            f" WHERE {source.number} > %s ORDER BY {source.number} LIMIT %s) batch",
            [upper, batch],
        )
        last, size = cursor.fetchone()
    return last, size


def _note_progress(source: Source, done: int, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"UPDATE {PROGRESS_TABLE} SET done = %s WHERE source = %s", [done, source.table]
        )


def _prepare(index: Index, using: str) -> None:
    """Make the new, empty index, and let it follow changes."""
    if backend(using) is sqlite:
        with transaction.atomic(using=using):
            execute(using, sqlite.create_sql(index, _NEW))
            _begin_progress(index, using)
            execute(using, *sqlite.triggers(index, _NEW).values())
        return
    with transaction.atomic(using=using):
        execute(using, *postgresql.create_sql(index, _NEW))
        _begin_progress(index, using)
    _with_writers_gone(
        index,
        using,
        *(postgresql.function_sql(index, source, ("", _NEW)) for source in index.sources),
    )


def _begin_progress(index: Index, using: str) -> None:
    for source in index.sources:
        execute(
            using,
            f"DELETE FROM {PROGRESS_TABLE} WHERE source = '{source.table}'",
            f"INSERT INTO {PROGRESS_TABLE} (source, done) VALUES ('{source.table}', -1)",
        )


def _swap(index: Index, using: str) -> None:
    """Put the new index in the place of the old one, in one transaction."""
    name = index.name
    if backend(using) is sqlite:
        with transaction.atomic(using=using):
            execute(
                using,
                *(f"DROP TRIGGER IF EXISTS {one}" for one in sqlite.triggers(index)),
                *(f"DROP TRIGGER {one}" for one in sqlite.triggers(index, _NEW)),
                f"ALTER TABLE {name} RENAME TO {name}{_OLD}",
                f"ALTER TABLE {name}{_NEW} RENAME TO {name}",
            )
            sqlite.restore_triggers([index], using)
        return
    # Concurrently, no write waits for it; that cannot be inside a transaction.
    inside = connections[using].in_atomic_block
    execute(using, postgresql.gin_sql(index, _NEW, concurrently=not inside))
    execute(using, f"ANALYZE {name}{_NEW}")
    _with_writers_gone(
        index,
        using,
        f"DROP TABLE {name}",
        f"ALTER TABLE {name}{_NEW} RENAME TO {name}",
        f"ALTER INDEX {name}{_NEW}_words RENAME TO {name}_words",
        f"ALTER INDEX {name}{_NEW}_pkey RENAME TO {name}_pkey",
        *(postgresql.function_sql(index, source) for source in index.sources),
    )
    postgresql.restore_triggers([index], using)


def _with_writers_gone(index: Index, using: str, *statements: str) -> None:
    """Run statements at a moment when nobody writes to the tables of the index.

    Waits at most three seconds at a time, for all locks together, so that writers behind it
    wait hardly longer.
    """
    locks = [f"LOCK TABLE {source.table} IN SHARE MODE" for source in index.sources]
    for attempt in range(_TRIES):
        try:
            with transaction.atomic(using=using):
                deadline = time.monotonic() + _LOCK_WAIT
                for statement in (*locks, *statements):
                    # The limit of the database holds for one lock; none would be 0.
                    left = max(1, int((deadline - time.monotonic()) * 1000))
                    execute(using, f"SET LOCAL lock_timeout = {left}", statement)
                execute(using, "SET LOCAL lock_timeout = DEFAULT")
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != "55P03" or attempt == _TRIES - 1:
                raise
            time.sleep(1)
        else:
            return


def _clear(index: Index, using: str) -> None:
    """Take away what is beside the index: the old one, or a new one that was not finished."""
    if backend(using) is sqlite:
        with connections[using].cursor() as cursor:
            for name in sqlite.triggers(index, _NEW):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for suffix in (_NEW, _OLD):
            _drop_slowly(index.name + suffix, using)
        return
    _with_writers_gone(
        index,
        using,
        *(postgresql.function_sql(index, source) for source in index.sources),
        f"DROP TABLE IF EXISTS {index.name}{_NEW}",
    )


def _drop_slowly(table: str, using: str) -> None:
    turns = Turns(using)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [table])
        if not cursor.fetchone()[0]:
            return
        left = 1
        while left:
            # The inner table of FTS5: a few megabytes at a time, in a transaction each.
            cursor.execute(
                f"DELETE FROM {table}_data WHERE id IN"
                f" (SELECT id FROM {table}_data WHERE id > 10 LIMIT 2000)"
            )
            left = cursor.rowcount
            turns.give_way()
        cursor.execute(f"DROP TABLE {table}")


def _words(report: Report, using: str) -> None:
    """Note the words of all published statements; those of no statement are taken away."""
    report(WORDS_TABLE, 0, 0)
    count = note_all(using, forget=True)
    report(WORDS_TABLE, count, count)
