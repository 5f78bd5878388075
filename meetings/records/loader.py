"""Record file -> rows, in one transaction: all of a file or nothing of it."""

from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..derived.refresh import refresh_derived
from ..models import FormerSlug, Meeting, RetiredNumber
from ..models.choices import Action, Attendance, Layer, Mode, Noun, Stage, Status
from .dumper import record_digest
from .errors import RecordError, RecordErrors
from .nouns import Nouns
from .plain import MeetingData, RecordFile
from .revisions import store_revision
from .sources import Sources
from .writing import write_parts


class Outcome(Enum):
    """What loading a file came to."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class _UnchangedError(Exception):
    """Rolls back a load that changed nothing."""


def load_record(
    record: RecordFile, source: str, *, replace: bool = False, user: Any = None, why: str = ""
) -> Outcome:
    """Write one record; its statements and pledges are known again by their numbers.

    Raises :class:`RecordErrors`, and writes nothing, where the file contradicts the register
    or the record was changed by staff since it was last loaded (unless ``replace``).
    """
    try:
        with transaction.atomic():
            return _load(record, source, replace, user, why)
    except _UnchangedError:
        return Outcome.UNCHANGED


def _load(record: RecordFile, source: str, replace: bool, user: Any, why: str) -> Outcome:
    known = _known(record.meeting, source)
    before = record_digest(known) if known else ""
    nouns = Nouns(record, replace=replace)
    meeting = known or Meeting(layer=Layer.RECORD)
    if not nouns.errors:
        _write_meeting(meeting, record, nouns, source)
        sources = Sources(record, meeting, nouns)
        write_parts(meeting, record, nouns, sources)
    if nouns.errors:
        raise RecordErrors(source, nouns.errors)
    after = record_digest(meeting)
    same = before == after and not nouns.changed
    if known and same and (not replace or meeting.loaded_digest == after):
        raise _UnchangedError
    if known and before not in (known.loaded_digest, after) and not replace:
        raise RecordErrors(source, [_changed_by_staff(known)])
    meeting.loaded_digest = after
    meeting.save()
    refresh_derived(meeting)
    store_revision(meeting, Action.LOAD, user, why or source)
    return Outcome.REPLACED if known else Outcome.CREATED


def _known(data: MeetingData, source: str) -> Meeting | None:
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


def _write_meeting(meeting: Meeting, record: RecordFile, nouns: Nouns, source: str) -> None:
    data = record.meeting
    former = {*data.former_slugs} | ({meeting.slug} if meeting.slug else set())
    meeting.slug = data.slug
    meeting.title = data.title
    meeting.title_printed = data.title_printed
    meeting.series = nouns.series(data.series, "/meeting/series")
    meeting.ordinal = data.ordinal
    meeting.theme = data.theme
    meeting.date = data.date
    meeting.city = data.place.city
    meeting.country = nouns.who(data.place.country)
    meeting.venue = data.place.venue
    meeting.mode = data.mode or Mode.NOT_STATED
    meeting.stage = data.stage or Stage.HELD
    meeting.status = data.status or Status.DRAFT
    meeting.summary = data.summary
    meeting.attendance = data.attendance or Attendance.NOT_RECORDED
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
    for noun, numbers in (
        (Noun.STATEMENT, record.retired.statements),
        (Noun.PLEDGE, record.retired.pledges),
    ):
        for number in numbers:
            RetiredNumber.objects.get_or_create(meeting=meeting, noun=noun, number=number)


def _field_errors(refused: ValidationError) -> list[RecordError]:
    return [
        RecordError(f"/meeting/{field}", " ".join(messages))
        for field, messages in refused.message_dict.items()
    ]
