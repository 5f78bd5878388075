"""Storing what a record was at one moment."""

from typing import Any

from django.db.models import Max

from ..models import Meeting, Revision
from ..models.choices import Action
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
