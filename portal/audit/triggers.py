"""The triggers by which the database refuses to change or take away what is in the log.

They are no part of a migration: one that builds the table anew on SQLite loses them. ``migrate``
makes them where they are missing (decision 9).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from portal.models import AuditEntry

TABLE = AuditEntry._meta.db_table
#: the beginning of the name of each trigger
NAME = "portal_audit"
#: what the database says to whoever tries
REFUSAL = "The audit log is only added to; manage.py prune_audit_log takes away what is old."

_SQLITE = {
    f"{NAME}_{event}": (
        f"CREATE TRIGGER {NAME}_{event} BEFORE {event.upper()} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    for event in ("update", "delete")
}
_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END"
_POSTGRESQL = {
    f"{NAME}_kept": (
        f"CREATE OR REPLACE FUNCTION {NAME}_refuse() RETURNS trigger LANGUAGE plpgsql"
        f" AS $body${_BODY}$body$;"
        f" CREATE TRIGGER {NAME}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {NAME}_refuse()"
    )
}
_EXISTING = {
    "sqlite": (
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'trigger' AND substr(name, 1, 13) = 'portal_audit_'"
    ),
    "postgresql": (
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
        " AND starts_with(t.tgname, 'portal_audit_')"
    ),
}


def restore(using: str = "default", **_signal: Any) -> None:
    """Receiver of ``post_migrate``: make the triggers that are missing."""
    if _is_there(using) and faults(using):
        _drop(using)
        _run(using, *_wanted(using).values())


def faults(using: str = "default") -> list[str]:
    """The triggers that are missing, switched off or differ, one line each; none without a log."""
    if not _is_there(using):
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(_EXISTING[_vendor(using)])
        existing = dict(cursor.fetchall())
    return [
        f"{TABLE}: the trigger {name} is missing, switched off or another one"
        for name, sql in _wanted(using).items()
        if existing.get(name) != (sql if _vendor(using) == "sqlite" else _BODY)
    ]


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Let entries be taken away inside the block, by commands that say so.

    In a transaction nobody else can: it holds the table.
    """
    _drop(using)
    try:
        yield
    finally:
        # Where the block failed inside a transaction, its rollback brings them back.
        if not connections[using].needs_rollback:
            restore(using)


def _drop(using: str) -> None:
    if _vendor(using) == "sqlite":
        _run(using, *(f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE))
    else:
        _run(using, *(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in _POSTGRESQL))


def _wanted(using: str) -> dict[str, str]:
    return _SQLITE if _vendor(using) == "sqlite" else _POSTGRESQL


def _vendor(using: str) -> str:
    """The kind of database. Raises ``ImproperlyConfigured`` for one that has no such triggers."""
    vendor = connections[using].vendor
    if vendor not in _EXISTING:
        raise ImproperlyConfigured(f"No log can be kept on {vendor}: use SQLite or PostgreSQL.")
    return vendor


def _is_there(using: str) -> bool:
    return TABLE in connections[using].introspection.table_names()


def _run(using: str, *statements: str) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
