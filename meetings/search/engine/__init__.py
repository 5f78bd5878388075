"""The full-text indexes: what they hold, how each database keeps them, what they are asked.

Nothing here knows the query language or what a search answers: ``query`` and ``results`` build
on it, in this order.
"""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from .base import SearchEngine
from .postgresql import PostgreSQLEngine
from .sqlite import SQLiteEngine

ENGINES: dict[str, type[SearchEngine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}


@cache
def search_engine(using: str = "default") -> SearchEngine:
    """The engine of a database. Raises ``ImproperlyConfigured`` for any other kind of database."""
    vendor = connections[using].vendor
    if vendor not in ENGINES:
        raise ImproperlyConfigured(f"There is no search on {vendor}: use SQLite or PostgreSQL.")
    return ENGINES[vendor](using)
