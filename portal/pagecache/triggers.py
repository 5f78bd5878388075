"""The counter's table and the triggers that count, kept in step with the models.

Triggers look up the meeting of a row in other tables. SQLite refuses to rename a table while a
trigger names one that is gone for a moment, as it is when Django builds a table anew; so on
SQLite the triggers are taken away before migrations and made again after them.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections

from . import sqlite
from .counter import count_change, engine
from .tables import COUNTER, Trigger, followed_tables


def restore(using: str = "default", **_signal: Any) -> None:
    """Receiver of ``post_migrate``: make what is missing or differs, and count on.

    The table is none of a model, so that no dump or flush takes it along.
    """
    database = engine(using)
    if not counter_exists(using):
        _run(using, *database.create_sql())
    existing = _existing(using)
    triggers = {trigger.name: trigger for trigger in _wanted(using)}
    wrong = [trigger for trigger in triggers.values() if existing.get(trigger.name) != trigger.text]
    old = [name for name in existing if name not in triggers]
    if wrong or old:
        _run(using, *map(database.drop_trigger_sql, [*old, *(trigger.name for trigger in wrong)]))
        _run(using, *(statement for trigger in wrong for statement in trigger.statements))
        count_change(using)


def suspend(using: str = "default", plan: Any = (), **_signal: Any) -> None:
    """Receiver of ``pre_migrate``: make way for migrations that build tables anew."""
    if plan and engine(using) is sqlite and counter_exists(using):
        _run(using, *map(sqlite.drop_trigger_sql, _existing(using)))


def faults(using: str = "default") -> list[str]:
    """The triggers that are missing, switched off or differ, one line each."""
    if not counter_exists(using):
        return [f"{COUNTER}: the table is missing"]
    existing = _existing(using)
    return [
        f"{trigger.table}: the trigger {trigger.name} is missing, switched off or another one"
        for trigger in _wanted(using)
        if existing.get(trigger.name) != trigger.text
    ]


def counter_exists(using: str = "default") -> bool:
    """Whether the table is there: not before the first migration ended."""
    if connections[using].vendor not in ("sqlite", "postgresql"):
        return False
    return COUNTER in _tables(using)


def _wanted(using: str) -> Iterator[Trigger]:
    tables = _tables(using)
    for table in followed_tables():
        if table.table in tables:
            yield from engine(using).triggers(table)


def _tables(using: str) -> set[str]:
    """The tables there are: fewer than the models, where later migrations were not run."""
    with connections[using].cursor() as cursor:
        return set(connections[using].introspection.table_names(cursor))


def _existing(using: str) -> dict[str, str]:
    with connections[using].cursor() as cursor:
        cursor.execute(engine(using).TRIGGERS)
        return dict(cursor.fetchall())


def _run(using: str, *statements: str) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
