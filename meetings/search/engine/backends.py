"""Which of the two databases is behind a connection."""

from types import ModuleType

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from . import postgresql, sqlite

_BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}


def backend(using: str = "default") -> ModuleType:
    """The module that knows the database. Raises ``ImproperlyConfigured`` for any other kind."""
    vendor = connections[using].vendor
    if vendor not in _BACKENDS:
        raise ImproperlyConfigured(f"There is no search on {vendor}: use SQLite or PostgreSQL.")
    return _BACKENDS[vendor]
