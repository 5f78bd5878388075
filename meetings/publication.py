"""The life of a record: draft → in review → published → withdrawn, and back to draft.

Each step is one transaction: it locks the record, checks that the user may take the step
and that the record stands where the step begins, and derives the keys anew. A correction of a
published record goes the same way; published, it becomes that record.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.corrections.publishing import Correction
from meetings.derived.refresh import refresh_derived
from meetings.history.sittings import close_sitting
from meetings.models import Meeting, OpenCorrection, StepTaken
from meetings.models.choices import Action, Layer, Status, Step
from meetings.models.intake_report import forget_report
from meetings.records.checks import Fault, faults_of
from meetings.records.dumper import Dump
from meetings.records.errors import RecordErrors
from meetings.records.gathered import gather
from meetings.records.revisions import store_revision
from meetings.review import authors, mail
from meetings.review.mail import Mailing
from meetings.review.opening import forget_opening, stands_against_taking_back
from meetings.review.staff import PUBLISH
from meetings.workflow_steps import STEPS, WorkflowStep


class StepError(Exception):
    """A step that cannot be taken; the text says why, for the person who tried."""


class Refused(StepError):  # noqa: N818  (it is an answer, not an error)
    """The record has faults and is not published."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(_("The record has faults and was not published."))
        self.faults = list(faults)


class Overtaken(StepError):  # noqa: N818  (it is an answer, not an error)
    """The record was changed while its correction was drafted, and is not replaced unseen."""

    def __init__(self, changed: Sequence[str]) -> None:
        super().__init__(
            _("The published record was changed since; nothing was published. Look at the changes.")
        )
        self.changed = list(changed)


def open_steps(meeting: Meeting, user: Any) -> list[WorkflowStep]:
    """The steps that ``user`` may take with the record as it stands."""
    if meeting.is_stub:
        return []
    return [
        step
        for step in STEPS.values()
        if meeting.status in step.begins
        and user.has_perm(step.permission)
        and not _stands_against(step, meeting, user)
    ]


def submit(meeting: Meeting, user: Any, why: str = "", *, whole: bool = False) -> Mailing:
    """Hand a draft to a Publisher; from then on Editors only read it.

    Gives who is told of it by mail, as every step does. Raises ``PermissionDenied``,
    ``StepError`` where the record is no draft, and ``Refused`` where it is to be ``whole`` and
    could not be published.
    """
    return _take(STEPS["submit"], meeting, user, why, whole=whole)


def take_back(meeting: Meeting, user: Any, why: str = "") -> Mailing:
    """Take a record that one submitted back from review, while nobody has opened it there.

    Raises as ``submit``, and ``StepError`` where somebody else submitted or opened it.
    """
    return _take(STEPS["take_back"], meeting, user, why)


def send_back(meeting: Meeting, user: Any, why: str) -> Mailing:
    """Return a record from review to its Editors, with a reason, which they read with it.

    Raises as ``submit``, and ``StepError`` without a reason.
    """
    return _take(STEPS["send_back"], meeting, user, why)


def publish(meeting: Meeting, user: Any, why: str = "") -> Mailing:
    """Make a record public, store the revision, and forget how its draft was proposed.

    A correction becomes its record, with the reason given here or where it was begun; ``meeting``
    is no longer stored then. Raises as ``submit``, ``StepError`` for who wrote the record
    themselves, ``Refused`` with the faults that ``check_records`` finds, and ``Overtaken`` where
    the record of a correction was changed since.
    """
    return _take(STEPS["publish"], meeting, user, why)


def withdraw(meeting: Meeting, user: Any, why: str) -> Mailing:
    """Take a published record from the public, with a reason, and store the revision.

    Raises as ``submit``, and ``StepError`` without a reason.
    """
    return _take(STEPS["withdraw"], meeting, user, why)


def reopen(meeting: Meeting, user: Any, why: str) -> Mailing:
    """Make a withdrawn record a draft again, with a reason, and store the revision.

    Its address goes on saying that it was withdrawn until it is published. Raises as ``submit``,
    and ``StepError`` without a reason, or while a correction of it is open.
    """
    return _take(STEPS["reopen"], meeting, user, why)


@transaction.atomic
def correct_record(meeting: Meeting, user: Any, why: str = "") -> list[Fault]:
    """Keep a published record in order after a change in place: keys and a revision.

    Returns the faults that the record now has; it stays published with them.
    Raises ``PermissionDenied``, and ``StepError`` where the record is not published.
    """
    _require(user, PUBLISH)
    _lock(meeting, frozenset({Status.PUBLISHED}))
    refresh_derived(meeting)
    rows = gather(meeting)
    dump = Dump.of(rows)
    store_revision(meeting, Action.CORRECT, user, why, dump=dump)
    return faults_of(rows, dump)


@transaction.atomic
def _take(
    step: WorkflowStep, meeting: Meeting, user: Any, why: str, *, whole: bool = False
) -> Mailing:
    _require(user, step.permission)
    _lock(meeting, step.begins)
    if against := _stands_against(step, meeting, user):
        raise StepError(against)
    why = reason_given(why, needed=step.needs_reason)
    if step.ends == Status.PUBLISHED and meeting.is_correction:
        return _publish_correction(meeting, user, why)
    if step.action == Action.REOPEN and OpenCorrection.objects.filter(record=meeting.pk).exists():
        raise StepError(_("A correction of this record is open; give it up first."))
    rows = gather(meeting)
    dump = Dump.of(rows)
    whole = whole or step.ends == Status.PUBLISHED
    if whole and (faults := faults_of(rows, dump)):
        raise Refused(faults)
    wrote = authors.author_numbers([meeting])[meeting.pk]
    close_sitting(meeting, dump=dump)
    dump = dump.with_status(step.ends)
    meeting.status = step.ends
    meeting.gone = (meeting.gone or step.action == Action.REOPEN) and not step.is_public
    _touch([meeting.pk], user)
    Meeting.objects.filter(pk=meeting.pk).update(status=step.ends, gone=meeting.gone)
    refresh_derived(meeting)
    StepTaken.objects.create(meeting=meeting, step=step.name, user=user, why=why)
    forget_opening(meeting)
    if step.name == Step.SUBMIT:
        authors.note_author([meeting.pk], user)
    if step.ends == Status.PUBLISHED:
        forget_report(meeting)
        authors.forget_authors(meeting)
    if step.action:
        store_revision(meeting, step.action, user, why, dump=dump)
    return mail.tell_of_step(step.name, meeting, user, why, wrote)


def _publish_correction(meeting: Meeting, user: Any, why: str) -> Mailing:
    """Let the published record become what its correction holds."""
    correction = Correction.held(meeting)
    why = reason_given(why or correction.opened.why, needed=True)
    if not correction.record.is_published:
        raise StepError(
            _("The record is not published any more: publish it again, or give the correction up.")
        )
    wrote = authors.author_numbers([meeting])[meeting.pk]
    rows = gather(meeting)
    dump = Dump.of(rows)
    if faults := faults_of(rows, dump):
        raise Refused(faults)
    if changed := correction.changed_since(dump):
        raise Overtaken(changed)
    close_sitting(meeting, dump=dump)
    try:
        dump = correction.come_true(dump)
    except RecordErrors as refused:
        raise StepError(str(refused)) from refused
    record = correction.record
    _touch([record.pk], user)
    refresh_derived(record)
    StepTaken.objects.create(meeting=record, step=Step.CORRECT, user=user, why=why)
    authors.forget_authors(record)
    store_revision(record, Action.CORRECT, user, why, dump=dump)
    return mail.tell_of_step(Step.PUBLISH, record, user, why, wrote)


def reason_given(why: str, *, needed: bool = False) -> str:
    """A reason as it is kept. Raises ``StepError`` where it cannot be, or is needed and missing."""
    if needed and not why.strip():
        raise StepError(_("Give the reason; it is kept and shown with the record."))
    if "\0" in why:
        raise StepError(_("The reason holds a NUL character; type it again."))
    return why.strip()


def stamp(meetings: Iterable[Meeting], user: Any) -> None:
    """Note who changed the records last, and when; and that they wrote them."""
    pks = [meeting.pk for meeting in meetings]
    _touch(pks, user)
    authors.note_author(pks, user)


def _touch(pks: list[int], user: Any) -> None:
    Meeting.objects.filter(pk__in=pks).update(updated_by=user, updated_at=timezone.now())


def _stands_against(step: WorkflowStep, meeting: Meeting, user: Any) -> str:
    """Why a user who has the right for a step does not take it with this record; "" if they may."""
    if step.name == Step.TAKE_BACK:
        return stands_against_taking_back(meeting, user)
    if step.name == Step.PUBLISH and authors.is_own_work(meeting, user):
        return authors.own_work(meeting)
    return ""


def _require(user: Any, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied


def _lock(meeting: Meeting, begins: frozenset[Status]) -> None:
    """Lock the row until the transaction ends, and judge the state that it is in now."""
    rows = Meeting.objects.select_for_update(of=("self",)).order_by("pk")
    if meeting.is_correction:
        # Its record with it, and first, as every change of both holds them.
        rows = rows.filter(Q(pk=meeting.pk) | Q(correction_of_it__meeting=meeting.pk))
    else:
        rows = rows.filter(pk=meeting.pk)
    row = next((row for row in rows if row.pk == meeting.pk), None)
    if row is None:
        raise StepError(_("This is no longer there: it was published, deleted or given up."))
    meeting.status, meeting.gone = row.status, row.gone
    if row.layer == Layer.STUB or row.status not in begins:
        raise StepError(
            _("This cannot be done: the record is now “%(status)s”.")
            % {"status": row.get_status_display()}
        )
