"""Addresses of a record that its own file could not hold, as forms once took them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from participants.slugs import is_slug

from .faults import Fault, name_of
from .gathered import Gathered


def misspelt(rows: Gathered) -> Iterator[Fault]:
    """A fault for each address or key that is no slug."""
    for address, row in _addresses(rows):
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
    for row in [*rows.documents, *rows.sessions, *rows.parts["agenda"]]:
        yield row.key, row
    for relation in rows.relations:
        yield relation.other.slug, relation.other
    for series in rows.series.values():
        yield series.slug, series
