"""Beginning a correction beside a published record; giving it up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..derived.refresh import refresh_derived
from ..history.sittings import close_sitting
from ..models import Meeting, OpenCorrection, StepTaken
from ..models.choices import Layer, Status, Step
from ..publication import PUBLISH, StepError, reason_given, stamp
from ..records.dumper import Dump
from ..records.gathered import gather
from .copying import delete_record, with_address, write_record
from .publishing import Correction, base_of, hand_over

CHANGE = "meetings.change_meeting"


def may_begin(meeting: Meeting, user: Any) -> bool:
    """Whether the user may begin a correction of a record as it stands, unless one is open."""
    return meeting.is_published and bool(user.has_perm(CHANGE))


def open_correction(record: Meeting) -> OpenCorrection | None:
    """The correction that somebody drafts of a record; None where nobody does."""
    rows = OpenCorrection.objects.select_related("meeting__updated_by", "meeting__series", "user")
    found: OpenCorrection | None = rows.filter(record=record.pk).first()
    return found


def correction_of(meeting: Meeting) -> OpenCorrection | None:
    """What a draft is a correction of; None where it is none."""
    if not meeting.is_correction:
        return None
    rows = OpenCorrection.objects.select_related("record__series", "user")
    found: OpenCorrection | None = rows.filter(meeting=meeting.pk).first()
    return found


def begin_correction(meeting: Meeting, user: Any, why: str = "") -> Meeting:
    """Make a draft of a published record, with a copy of all its parts under the same numbers.

    Editors may do so as Publishers may; ``why`` says what for. Raises ``PermissionDenied``, and
    ``StepError`` where the record is not published or a correction of it is open.
    """
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    why = reason_given(why)
    try:
        with transaction.atomic():
            return _begin(meeting, user, why)
    except IntegrityError as twice:
        raise StepError(_("Somebody began a correction of this record just now.")) from twice


def _begin(meeting: Meeting, user: Any, why: str) -> Meeting:
    record = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not record.is_published:
        raise StepError(_("Only a published record is corrected; this one is changed itself."))
    if open_correction(record) is not None:
        raise StepError(_("A correction of this record is open already; go on with that one."))
    dump = Dump.of(gather(record))
    draft = Meeting(layer=Layer.CORRECTION, updated_by=user)
    write_record(draft, with_address(dump.record, record.slug, Status.DRAFT))
    refresh_derived(draft)
    OpenCorrection.objects.create(
        meeting=draft, record=record, base=base_of(record, dump), why=why, user=user
    )
    StepTaken.objects.create(meeting=record, step=Step.BEGIN_CORRECTION, user=user, why=why)
    return draft


@transaction.atomic
def give_up(meeting: Meeting, user: Any, why: str = "") -> Meeting:
    """Delete a correction; what was done with it is told of its record, which is returned.

    An Editor may do so while it is a draft. Raises ``PermissionDenied``, and ``StepError`` where
    it is no correction any more.
    """
    correction = held(meeting)
    state = correction.meeting.status
    if not user.has_perm(PUBLISH if state != Status.DRAFT else CHANGE):
        raise PermissionDenied
    record = correction.record
    close_sitting(correction.meeting)
    hand_over(correction.meeting, record)
    delete_record(correction.meeting)
    StepTaken.objects.create(meeting=record, step=Step.GIVE_UP, user=user, why=reason_given(why))
    return record


@transaction.atomic
def take_note(meeting: Meeting, user: Any) -> list[str]:
    """Go on with a correction though its record was changed; gives what was changed, in words.

    What the correction says then replaces it. Raises as :func:`give_up`.
    """
    correction = held(meeting)
    if not user.has_perm(PUBLISH if correction.meeting.status != Status.DRAFT else CHANGE):
        raise PermissionDenied
    changed = correction.changed_since()
    correction.opened.base = base_of(correction.record)
    correction.opened.save(update_fields=["base"])
    stamp([correction.meeting], user)
    return changed


def held(meeting: Meeting) -> Correction:
    """A correction and its record, held until the transaction ends. Raises ``StepError``."""
    try:
        return Correction.held(meeting)
    except OpenCorrection.DoesNotExist as gone:
        raise StepError(_("This correction was published or given up meanwhile.")) from gone
