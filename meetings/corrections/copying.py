"""A plain record written onto the row of a meeting: a copy for a draft, or a correction come true.

What records share stays as it is: the plain record was read from the register itself.
"""

from dataclasses import replace
from typing import Any

from ..models import Meeting, RetiredNumber
from ..records.errors import RecordErrors
from ..records.fields.declaration import fields_of
from ..records.fields.meeting import MeetingRecord
from ..records.fields.record import RecordFile
from ..records.fields.retired import RetiredRecord
from ..records.policy import SharedPolicy
from ..records.writer import Writer


def with_address(record: RecordFile, slug: str, status: str) -> RecordFile:
    """The record under an address and in a state of its life; former addresses are no part of it.

    They belong to the row that has them.
    """
    own = replace(record.meeting, slug=slug, status=status, former_slugs=())
    return replace(record, meeting=own)


def write_record(meeting: Meeting, record: RecordFile) -> None:
    """Let a meeting hold what a plain record says, and nothing else; nothing is derived.

    Statements and pledges that are there keep their rows. Raises :class:`RecordErrors` where the
    register says otherwise by now of what the record refers to; call it in a transaction.
    """
    policy = SharedPolicy(replace=False, public=True)
    writer = Writer(record, policy)
    for name, value in writer.meeting_columns().items():
        setattr(meeting, name, value)
    meeting.save()
    if not policy.errors:
        writer.write_documents(meeting)
    if not policy.errors:
        writer.write_parts(meeting)
    if policy.errors:
        raise RecordErrors(record.meeting.slug, policy.errors)
    _write_retired(meeting, record.retired)


def delete_record(meeting: Meeting) -> None:
    """Delete a meeting with its parts, and the meetings that it alone named."""
    nothing = RecordFile(meeting=MeetingRecord(slug=meeting.slug))
    Writer(nothing, SharedPolicy(replace=False, public=False)).delete_meeting(meeting)


def _write_retired(meeting: Meeting, retired: RetiredRecord) -> None:
    """Exactly these numbers are retired: one may have been given back."""
    held: dict[tuple[Any, int], RetiredNumber] = {
        (row.noun, row.number): row for row in meeting.retired_numbers.all()
    }
    wanted = {
        (field.kind.of, number)
        for field in fields_of(RetiredRecord)
        for number in getattr(retired, field.name)
    }
    gone = [row.pk for key, row in held.items() if key not in wanted]
    RetiredNumber.objects.filter(pk__in=gone).delete()
    RetiredNumber.objects.bulk_create(
        RetiredNumber(meeting=meeting, noun=noun, number=number)
        for noun, number in sorted(wanted - held.keys())
    )
