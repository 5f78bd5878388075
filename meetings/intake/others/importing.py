"""From what was mapped to a record that can be loaded; what is refused is told by its place."""

import json

from ...models import Meeting
from ...records.errors import RecordErrors
from ...records.fields.record import RecordFile
from ...records.reader import read_record
from .mapping import Mapped


class AddressTakenError(Exception):
    """The register has a record at the address of an import already; ``slug`` is that address."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def importable(mapped: Mapped, source: str) -> RecordFile:
    """The record that an import becomes, read but not stored.

    Raises :class:`RecordErrors` for what no record can hold, and :class:`AddressTakenError`.
    """
    record = read_record(json.dumps(mapped.record).encode(), source)
    if Meeting.objects.records().filter(slug=record.meeting.slug).exists():
        raise AddressTakenError(record.meeting.slug)
    return record


def told(errors: RecordErrors, mapped: Mapped) -> list[str]:
    """What is refused, each by its place in the file where that is known."""
    sentences = []
    for error in errors.errors:
        place = mapped.place(error.path)
        sentences.append(f"{place}: {error.message}" if place else f"{errors.source}: {error}")
    return sentences
