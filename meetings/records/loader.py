"""Record file -> rows, in one transaction: all of a file or nothing of it."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..derived.refresh import refresh_derived
from ..history.sittings import close_sitting
from ..models import FormerSlug, Meeting, OpenCorrection, RetiredNumber
from ..models.choices import Action, Layer, Status
from ..models.intake_report import forget_report
from .dumper import Dump
from .errors import RecordError, RecordErrors
from .fields.declaration import fields_of
from .fields.meeting import MeetingRecord
from .fields.record import RecordFile
from .fields.retired import RetiredRecord
from .gathered import gather
from .policy import SharedPolicy
from .revisions import store_revision
from .text_pool import TextPool
from .writer import Writer


class Outcome(Enum):
    """What loading a file came to."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class _UnchangedError(Exception):
    """Rolls back a load that changed nothing."""


def load_record(
    record: RecordFile,
    source: str,
    *,
    replace: bool = False,
    accept_spellings: bool = False,
    user: Any = None,
    why: str = "",
    tell: Callable[[str], None] | None = None,
) -> Outcome:
    """Write one record; its statements and pledges are known again by their numbers.

    With ``accept_spellings`` the register's spelling of a name stands for one that differs by
    case and accents alone. ``tell`` is called with each sentence on what the file calls by an
    address that was merged into another.

    Raises :class:`RecordErrors`, and writes nothing, where the file contradicts the register
    or the record was changed by staff since it was last loaded (unless ``replace``).
    """
    policy = SharedPolicy(
        replace=replace,
        public=record.meeting.status == Status.PUBLISHED,
        accept_spellings=accept_spellings,
    )
    try:
        with transaction.atomic():
            outcome = _load(record, source, policy, user, why)
    except _UnchangedError:
        outcome = Outcome.UNCHANGED
    if tell:
        for note, path in policy.notes.items():
            tell(f"{path}: {note}")
    return outcome


def _load(record: RecordFile, source: str, policy: SharedPolicy, user: Any, why: str) -> Outcome:
    known = _known(record.meeting, source)
    pool = TextPool.of(record)
    before = Dump.of(gather(known, pool)) if known else None
    if before and before.record == record and not policy.replace:
        raise _UnchangedError
    if known:
        close_sitting(known, dump=before)
    meeting = known or Meeting(layer=Layer.RECORD)
    write_record(meeting, record, policy, source)
    after = Dump.of(gather(meeting, pool))
    if before:
        _compare(meeting, before, after, policy, source)
    if known:
        # What was proposed is another record than what was loaded now.
        forget_report(meeting)
    meeting.loaded_digest = after.digest
    meeting.save()
    refresh_derived(meeting)
    store_revision(meeting, Action.LOAD, user, why or source, dump=after)
    return Outcome.REPLACED if known else Outcome.CREATED


def _compare(
    meeting: Meeting, before: Dump, after: Dump, policy: SharedPolicy, source: str
) -> None:
    """Go on only with a record that the file changes, and staff did not since its last load."""
    same = before.record == after.record or before.digest == after.digest
    if same and not policy.changed and not policy.replace:
        raise _UnchangedError
    if same and not policy.changed and meeting.loaded_digest == after.digest:
        raise _UnchangedError
    if policy.replace:
        return
    if before.digest not in (meeting.loaded_digest, after.digest):
        raise RecordErrors(source, [_changed_by_staff(meeting)])
    if OpenCorrection.objects.filter(record=meeting).exists():
        raise RecordErrors(source, [_is_corrected(meeting)])


def write_record(meeting: Meeting, record: RecordFile, policy: SharedPolicy, source: str) -> None:
    """Write a record over the rows of ``meeting``, inside a transaction.

    Raises :class:`RecordErrors` with what the register refuses; then all is to be rolled back.
    """
    writer = Writer(record, policy)
    if not writer.policy.errors:
        _write_meeting(meeting, record, writer, source)
        writer.write_documents(meeting)
    if not writer.policy.errors:
        writer.write_parts(meeting)
    if policy.errors:
        raise RecordErrors(source, policy.errors)


def _known(data: MeetingRecord, source: str) -> Meeting | None:
    """The record that the file is about: by its slug, else by a former one."""
    records = Meeting.objects.records().select_for_update(of=("self",))
    known = records.filter(slug=data.slug).first()
    if known is None:
        known = records.filter(slug__in=data.former_slugs).first()
    taken = FormerSlug.objects.filter(slug__in=[data.slug, *data.former_slugs])
    for former in taken.exclude(meeting=known).select_related("meeting"):
        message = _("the address “%(slug)s” belonged to “%(other)s” and stays with it.")
        values = {"slug": former.slug, "other": former.meeting.slug}
        raise RecordErrors(source, [RecordError("/meeting/slug", message % values)])
    return known


def _changed_by_staff(meeting: Meeting) -> RecordError:
    message = _(
        "the record “%(slug)s” was changed in the register since it was last loaded; dump it to "
        "see the changes, or load with --replace to overwrite them."
    )
    return RecordError("", message % {"slug": meeting.slug})


def _is_corrected(meeting: Meeting) -> RecordError:
    message = _(
        "somebody drafts a correction of the record “%(slug)s”; publish it or give it up first, or "
        "load with --replace: the correction is then compared with this file before it is "
        "published."
    )
    return RecordError("", message % {"slug": meeting.slug})


def _write_meeting(meeting: Meeting, record: RecordFile, writer: Writer, source: str) -> None:
    data = record.meeting
    former = {*data.former_slugs} | ({meeting.slug} if meeting.slug else set())
    was_withdrawn = meeting.gone or meeting.status == Status.WITHDRAWN
    for name, value in writer.meeting_columns().items():
        setattr(meeting, name, value)
    meeting.gone = was_withdrawn and meeting.status in {Status.DRAFT, Status.IN_REVIEW}
    try:
        meeting.clean_fields(exclude=["updated_by", "loaded_digest"])
    except ValidationError as refused:
        raise RecordErrors(source, _field_errors(refused)) from refused
    meeting.save()
    kept = set(meeting.former_slugs.values_list("slug", flat=True))
    FormerSlug.objects.bulk_create(
        FormerSlug(slug=slug, meeting=meeting) for slug in sorted(former - kept - {data.slug})
    )
    # A record that takes an old address of its own back answers there itself.
    meeting.former_slugs.filter(slug=data.slug).delete()
    for field in fields_of(RetiredRecord):
        for number in getattr(record.retired, field.name):
            RetiredNumber.objects.get_or_create(meeting=meeting, noun=field.kind.of, number=number)


def _field_errors(refused: ValidationError) -> list[RecordError]:
    return [
        RecordError(f"/meeting/{field}", " ".join(messages))
        for field, messages in refused.message_dict.items()
    ]
