"""Storing what a record was at one moment; forgetting it of a draft that is given up."""

import json
from typing import Any

from django.db.models import Max

from ..models import Meeting, Revision, SourceText
from ..models.choices import Action, Status
from .dumper import Dump, encoded
from .gathered import gather
from .revision_texts import keep_texts, take_out


def store_revision(
    meeting: Meeting, action: Action, user: Any = None, why: str = "", *, dump: Dump | None = None
) -> Revision:
    """Store the whole record file of ``meeting`` under the next revision number.

    Call it inside the transaction of the change, after the change; with the ``dump`` of the
    record as it is now, where there is one.
    """
    last = Revision.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    dump = dump or Dump.of(gather(meeting))
    record, texts = take_out(dump.data)
    revision = Revision.objects.create(
        meeting=meeting,
        number=last + 1,
        action=action,
        record=b"".join(encoded(record)).decode(),
        user=user,
        why=why,
    )
    keep_texts(revision, texts)
    return revision


def is_of_draft(revision: Revision) -> bool:
    """Whether a revision holds a draft as it was loaded or proposed, which nobody outside saw."""
    if revision.action != Action.LOAD:
        return False
    try:
        status = json.loads(revision.record)["meeting"]["status"]
    except (ValueError, TypeError, KeyError):
        return False
    return bool(status == Status.DRAFT)


def forget_drafts(meeting: Meeting) -> None:
    """Delete the revisions of a draft that never was anything else, with texts of theirs alone."""
    revisions = [row.pk for row in meeting.revisions.all() if is_of_draft(row)]
    texts = [*SourceText.objects.filter(revisions__in=revisions).values_list("pk", flat=True)]
    Revision.objects.filter(pk__in=revisions).delete()
    SourceText.objects.filter(pk__in=texts, revisions=None).delete()
