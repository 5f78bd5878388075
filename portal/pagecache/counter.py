"""The change counter: a number that every change of public records makes another."""

from types import ModuleType
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from . import postgresql, sqlite

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


class Version(NamedTuple):
    """Equal as long as no public record changed; a later one has a higher number.

    ``changed``: microseconds since 1970 of the latest change. ``inside``: how far the
    transaction that asks has counted by itself, empty for all others. ``texts``: the keys of the
    register's own pages that have words, with spaces between; every page links to those.
    """

    number: int
    changed: int
    inside: str
    texts: str = ""


def engine(using: str = "default") -> ModuleType:
    """The module that knows the database. Raises ``ImproperlyConfigured`` for any other kind."""
    vendor = connections[using].vendor
    if vendor not in _ENGINES:
        raise ImproperlyConfigured(f"No changes are counted on {vendor}: use SQLite or PostgreSQL.")
    return _ENGINES[vendor]


def read_version(using: str = "default") -> Version:
    """The version that this connection sees; one query. Raises ``django.db.Error``."""
    with connections[using].cursor() as cursor:
        cursor.execute(engine(using).READ)
        return Version(*cursor.fetchone())


def count_change(using: str = "default", **_signal: Any) -> None:
    """Count on by hand, as for work that switches triggers off or changes what is found.

    Receiver of ``index_rebuilt``, too.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(engine(using).BUMP)
