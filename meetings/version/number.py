"""Reading the version, and counting on by hand where no row changes."""

from typing import NamedTuple

from django.db import connections

TABLE = "meetings_version"


class Version(NamedTuple):
    """Equal as long as no public record changed; a later one has a higher number.

    ``changed``: microseconds since 1970 of the latest change. ``inside``: how far the
    transaction that asks has counted by itself, empty for all others.
    """

    number: int
    changed: int
    inside: str


def read(using: str = "default") -> Version:
    """The version that this connection sees; one query. Raises ``django.db.Error``."""
    from .backends import backend  # it knows this module

    with connections[using].cursor() as cursor:
        cursor.execute(backend(using).READ)
        return Version(*cursor.fetchone())


def bump(using: str = "default") -> None:
    """Count on, as for work that switches triggers off or changes what is found."""
    from .backends import backend

    with connections[using].cursor() as cursor:
        cursor.execute(backend(using).BUMP)
