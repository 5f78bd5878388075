"""Making the indexes after the first migration, and keeping what keeps them.

Triggers write each change of a row to its index, in the transaction of the change, whoever
makes it. Django's table rebuilds on SQLite drop triggers without a word, so they are restored
after every migration. What a migration changed between the two, ``check_index`` finds.
"""

import logging
from typing import Any

from django.db import connections, transaction

from participants.words.indexing import FOLDING

from . import ENGINES, search_engine
from .definition import INDEXES
from .limits import without_time_limit

logger = logging.getLogger(__name__)


def create(using: str = "default") -> None:
    """Make the indexes with their triggers, and index the rows there are."""
    engine = search_engine(using)
    engine.execute(*engine.tables_sql())
    for index in INDEXES:
        engine.execute(*engine.create_sql(index))
    engine.restore_triggers(INDEXES)
    with without_time_limit(using):
        for index in INDEXES:
            for source in index.sources:
                engine.fill(index, source)
    engine.note_folding()


def drop(using: str = "default") -> None:
    """Take away all that :func:`create` made."""
    engine = search_engine(using)
    engine.execute(*engine.drop_sql(INDEXES))


def follow_migrations(using: str = "default", **_signal: Any) -> None:
    """Receiver of ``post_migrate``: make the indexes, or the triggers that a migration dropped.

    Where the tables themselves were taken away, the indexes follow.
    """
    if connections[using].vendor not in ENGINES:
        return
    tables = set(connections[using].introspection.table_names())
    if not {source.table for index in INDEXES for source in index.sources} <= tables:
        if indexes_exist(using):
            drop(using)
        return
    if not _columns_exist(using):
        return
    if not indexes_exist(using):
        with transaction.atomic(using=using):
            create(using)
        return
    engine = search_engine(using)
    if engine.folding() != FOLDING:
        engine.follow_release(INDEXES)
    restored = engine.restore_triggers(INDEXES)
    if restored:
        logger.warning(
            "Search triggers had been dropped and were made again (%s). Run check_index.",
            ", ".join(restored),
        )


def _columns_exist(using: str) -> bool:
    """Whether every table has what the index reads: not after the first migrations alone."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return all(
            source.watched[-1]
            in {
                column.name
                for column in connection.introspection.get_table_description(cursor, source.table)
            }
            for index in INDEXES
            for source in index.sources
        )


def texts_of_another_release(using: str = "default") -> bool:
    """Whether words of the index are folded in another way than those that are sought.

    So they are from a migration on until ``rebuild_index`` came to its end.
    """
    return indexes_exist(using) and search_engine(using).folding() != FOLDING


def indexes_exist(using: str = "default") -> bool:
    """Whether the indexes are there: not before all migrations ran."""
    connection = connections[using]
    if connection.vendor not in ENGINES:
        return False
    with connection.cursor() as cursor:
        tables = {table.name for table in connection.introspection.get_table_list(cursor)}
    return all(index.name in tables for index in INDEXES)
