"""Building the indexes anew beside the old ones, and swapping.

Reads go on with the old index until the swap. Rows are copied in small transactions, and
from its first moment on the new index follows every change: on SQLite by triggers that take
rows up to where the copying has come, on PostgreSQL by functions that write to both.
"""

import time
from collections.abc import Callable

from django.db import connections, transaction

from meetings.derived.turns import Turns

from ..signals import index_rebuilt
from . import search_engine
from .base import NEW, SearchEngine
from .definition import INDEXES, WORDS_TABLE, Index, IndexedTable
from .limits import without_time_limit
from .vocabulary import note_all

_Report = Callable[[str, int, int], None]

#: seconds that one transaction of the copying should take; writers wait hardly longer
TARGET = 0.5
_FIRST_BATCH, _LEAST, _MOST = 200, 20, 20_000
#: above the number of any row
_ALL = 2**62


def _silent(table: str, done: int, total: int) -> None:
    """Report nothing."""


def rebuild(report: _Report = _silent, using: str = "default") -> None:
    """Build every index anew; ``report`` is told the table, rows done and rows in all.

    What an interrupted rebuild left is taken away first. Raises ``OperationalError`` where
    other work leaves no gap of three seconds for the swap, twenty times in a row.
    """
    engine = search_engine(using)
    with without_time_limit(using):
        for index in INDEXES:
            engine.clear(index)
            engine.begin_copy(index)
            for source in index.sources:
                _copy(engine, index, source, report)
            engine.swap(index)
            engine.clear(index)
        _finish(report, using)


def build_alone(report: _Report = _silent, using: str = "default") -> None:
    """Build every index anew, each in one transaction, in a quarter of the time.

    For a register that nobody else writes to: whoever does waits until the index is there.
    """
    engine = search_engine(using)
    with without_time_limit(using):
        for index in INDEXES:
            for source in index.sources:
                report(source.table, 0, 0)
            engine.clear(index)
            with transaction.atomic(using=using):
                engine.build_alone(index)
        _finish(report, using)


def _finish(report: _Report, using: str) -> None:
    """Note the words of all published statements; those of no statement are taken away."""
    report(WORDS_TABLE, 0, 0)
    count = note_all(using, forget=True)
    report(WORDS_TABLE, count, count)
    # Searches may find something else now.
    index_rebuilt.send(None, using=using)


def _copy(engine: SearchEngine, index: Index, source: IndexedTable, report: _Report) -> None:
    ((total,),) = engine.rows(f"SELECT count({source.number}) FROM {source.table}")
    done, upper, batch = 0, -1, _FIRST_BATCH
    turns = Turns(engine.using)
    report(source.table, done, total)
    while True:
        began = time.monotonic()
        with transaction.atomic(using=engine.using):
            last, size = _batch_end(engine, source, upper, batch)
            if last is None:
                # From here on, every row follows by itself.
                engine.note_progress(source, _ALL)
                return
            with connections[engine.using].cursor() as cursor:
                cursor.execute(engine.fill_sql(index, source, NEW), [upper, last])
            engine.note_progress(source, last)
        done, upper = done + size, last
        report(source.table, min(done, total), total)
        took = max(time.monotonic() - began, 0.001)
        turns.give_way()
        batch = max(_LEAST, min(_MOST, int(batch * min(2.0, TARGET / took))))


def _batch_end(
    engine: SearchEngine, source: IndexedTable, upper: int, batch: int
) -> tuple[int | None, int]:
    """The last number of the next rows, and how many they are."""
    ((last, size),) = engine.rows(
        f"SELECT max(n), count(*) FROM (SELECT {source.number} AS n FROM {source.table}"
        f" WHERE {source.number} > %s ORDER BY {source.number} LIMIT %s) batch",
        [upper, batch],
    )
    return last, size
