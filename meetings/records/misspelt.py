"""Addresses of a record that its own file could not hold, as forms once took them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from participants.slugs import is_slug

from .faults import Fault, name_of
from .gathered import Gathered


def misspelt(rows: Gathered) -> Iterator[Fault]:
    """A fault for each address or key of the record itself that is no slug."""
    yield from _misspelt(_addresses(rows))


def misspelt_parts(rows: Gathered) -> Iterator[Fault]:
    """The same of its parts."""
    yield from _misspelt(_addresses_of_parts(rows))


def _misspelt(addresses: Iterator[tuple[str, Any]]) -> Iterator[Fault]:
    for address, row in addresses:
        if not is_slug(address):
            message = _(
                "%(row)s: no record file can hold the address “%(address)s”; give it lower-case "
                "Latin letters and digits, joined by single hyphens."
            )
            yield Fault("slug", message % {"row": name_of(row), "address": address}, row)


def _addresses(rows: Gathered) -> Iterator[tuple[str, Any]]:
    yield rows.meeting.slug, rows.meeting
    for former in rows.meeting.former_slugs.all():
        yield former.slug, rows.meeting
    if rows.meeting.series:
        yield rows.meeting.series.slug, rows.meeting.series
    for document in rows.documents:
        yield document.key, document
    for series in rows.series.values():
        yield series.slug, series


def _addresses_of_parts(rows: Gathered) -> Iterator[tuple[str, Any]]:
    for row in [*rows.sessions, *rows.parts["agenda"]]:
        yield row.key, row
    for relation in rows.relations:
        yield relation.other.slug, relation.other
