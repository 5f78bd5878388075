"""Building the indexes anew beside the old ones, and swapping.

Reads go on with the old index until the swap. Rows are copied in small transactions, and
from its first moment on the new index follows every change: on SQLite by triggers that take
rows up to where the copying has come, on PostgreSQL by functions that write to both.

Before that, the column ``search_text`` of every row is filled where it is stale.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connections, transaction

from meetings.derived.turns import Turns
from participants.models.search_text import fill_search_text

from ..signals import index_rebuilt
from . import search_engine
from .base import NEW, SearchEngine
from .definition import INDEXES, WORDS_TABLE, Index, IndexedTable
from .limits import without_time_limit
from .vocabulary import note_all

_Report = Callable[[str, int, int], None]
#: what is done to rows with numbers above one and up to another, which is None at the end
_Work = Callable[[int, int | None], None]

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
            _fill_texts(engine, index, report)
            engine.clear(index)
            engine.begin_copy(index)
            for source in index.sources:
                _copy(engine, index, source, report)
            engine.swap(index)
            engine.clear(index)
        _finish(report, using)


def build_alone(
    report: _Report = _silent, using: str = "default", *, texts_are_new: bool = False
) -> None:
    """Build every index anew, each in one transaction, in a quarter of the time.

    For a register that nobody else writes to: whoever does waits until the index is there.
    ``texts_are_new``: this release wrote every row just now, with its words.
    """
    engine = search_engine(using)
    with without_time_limit(using):
        for index in INDEXES:
            if not texts_are_new:
                _fill_texts(engine, index, report)
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
    search_engine(using).note_folding()
    # Searches may find something else now.
    index_rebuilt.send(None, using=using)


def _fill_texts(engine: SearchEngine, index: Index, report: _Report) -> None:
    for source in index.sources:
        rows = source.model._base_manager.using(engine.using)

        def fill(above: int, last: int | None, rows: Any = rows) -> None:
            if last is not None:
                fill_search_text(rows.filter(pk__gt=above, pk__lte=last))

        _in_batches(engine, source, "id", fill, partial(report, f"search_text of {source.table}"))


def _copy(engine: SearchEngine, index: Index, source: IndexedTable, report: _Report) -> None:
    def copy(above: int, last: int | None) -> None:
        if last is not None:
            with connections[engine.using].cursor() as cursor:
                cursor.execute(engine.fill_sql(index, source, NEW), [above, last])
        # From the end on, every row follows by itself.
        engine.note_progress(source, _ALL if last is None else last)

    _in_batches(engine, source, source.number, copy, partial(report, source.table))


def _in_batches(
    engine: SearchEngine,
    source: IndexedTable,
    number: str,
    work: _Work,
    report: Callable[[int, int], None],
) -> None:
    """Do work on all rows of a table in order of a number, some in each transaction."""
    ((total,),) = engine.rows(f"SELECT count({number}) FROM {source.table}")
    done, upper, batch = 0, -1, _FIRST_BATCH
    turns = Turns(engine.using)
    report(done, total)
    while True:
        began = time.monotonic()
        with transaction.atomic(using=engine.using):
            last, size = _batch_end(engine, source.table, number, upper, batch)
            work(upper, last)
            if last is None:
                return
        done, upper = done + size, last
        report(min(done, total), total)
        took = max(time.monotonic() - began, 0.001)
        turns.give_way()
        batch = max(_LEAST, min(_MOST, int(batch * min(2.0, TARGET / took))))


def _batch_end(
    engine: SearchEngine, table: str, number: str, upper: int, batch: int
) -> tuple[int | None, int]:
    """The last number of the next rows, and how many they are."""
    ((last, size),) = engine.rows(
        f"SELECT max(n), count(*) FROM (SELECT {number} AS n FROM {table}"
        f" WHERE {number} > %s ORDER BY {number} LIMIT %s) batch",
        [upper, batch],
    )
    return last, size
