"""A number that was retired by mistake, given back to the statement or pledge that it was of."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from ..models import Meeting, Pledge, RetiredNumber, Revision, Statement
from ..models.choices import Noun, Status
from ..publication import PUBLISH, StepError, stamp
from ..records.revision_texts import record_file
from .beginning import CHANGE, correction_of

#: ``meeting``, what was done in ``words``, the ``user`` and ``why``; the audit log listens
number_given_back = Signal()
_MODELS: dict[str, Any] = {Noun.STATEMENT: Statement, Noun.PLEDGE: Pledge}


def give_back(meeting: Meeting, noun: str, number: int, to: int, user: Any, why: str = "") -> None:
    """Let the statement or pledge ``to`` have a retired ``number`` of its meeting again.

    Its own number is retired then, or free where the public never saw it. In a published record
    this is done by a correction of it. Raises ``PermissionDenied``, and ``StepError`` where
    another has the number, it was never retired, or the record is not open to the user.
    """
    with transaction.atomic():
        row = _held(meeting, user)
        model = _MODELS[Noun(noun)]
        part = model.objects.select_for_update().filter(meeting=row, number=to).first()
        if part is None:
            raise StepError(_("This record has no number %d.") % to)
        if model.objects.filter(meeting=row, number=number).exists():
            raise StepError(_("Another has the number %d; it is not given twice.") % number)
        retired = RetiredNumber.objects.filter(meeting=row, noun=noun, number=number)
        if not retired.exists():
            raise StepError(_("The number %d was not retired in this record.") % number)
        retired.delete()
        model.objects.filter(pk=part.pk).update(number=number)
        if was_published(row, noun, to):
            RetiredNumber.objects.get_or_create(meeting=row, noun=noun, number=to)
        stamp([row], user)
        words = f"{Noun(noun).label} {to} → {number}"
        number_given_back.send(sender=Meeting, meeting=row, words=words, user=user, why=why)


def _held(meeting: Meeting, user: Any) -> Meeting:
    row = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if row is None or row.is_stub:
        raise StepError(_("This record is no longer there."))
    if not user.has_perm(CHANGE if row.status == Status.DRAFT else PUBLISH):
        raise PermissionDenied
    if row.status not in {Status.DRAFT, Status.IN_REVIEW}:
        raise StepError(_("The record is public: begin a correction, and give the number there."))
    return row


def was_published(meeting: Meeting, noun: str, number: int) -> bool:
    """Whether the public ever saw a number of a record: in what is published, or was."""
    opened = correction_of(meeting)
    record = opened.record if opened else meeting
    model = _MODELS[Noun(noun)]
    if record.is_published and model.objects.filter(meeting=record, number=number).exists():
        return True
    listed = f"{noun}s"
    for revision in Revision.objects.filter(meeting=record, status=Status.PUBLISHED):
        parts = json.loads(record_file(revision)).get(listed, ())
        if any(part.get("number") == number for part in parts):
            return True
    return False
