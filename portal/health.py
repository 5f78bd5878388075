"""Whether the portal can work: the database answers, and every migration is applied."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def state() -> dict[str, str]:
    """What works ("ok"), what does not ("failed") and what cannot be known ("unknown")."""
    try:
        applied = set(MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations())
    except Error:
        return {"database": "failed", "migrations": "unknown"}
    return {"database": "ok", "migrations": "ok" if _known() <= applied else "failed"}


@cache
def _known() -> frozenset[tuple[str, str]]:
    """App and name of each migration in the code, which does not change while a process runs."""
    return frozenset(MigrationLoader(None).disk_migrations)
