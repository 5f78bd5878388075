"""Storing what a record was at one moment."""

from typing import Any

from django.db.models import Max

from ..models import Meeting, Revision
from ..models.choices import Action
from .dumper import record_bytes


def store_revision(meeting: Meeting, action: Action, user: Any = None, why: str = "") -> Revision:
    """Store the whole record file of ``meeting`` under the next revision number.

    Call it inside the transaction of the change, after the change.
    """
    last = Revision.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        meeting=meeting,
        number=last + 1,
        action=action,
        record=record_bytes(meeting).decode(),
        user=user,
        why=why,
    )
