"""Storing what a record was at one moment; forgetting it of a draft that is given up."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..history.storage import WHOLE_EVERY, BrokenRevisionError, changes, is_whole, texts_of, whole
from ..history.versions import keep_version
from ..models import Meeting, Revision, SourceText
from ..models.choices import Action, Status
from .dumper import Dump, encoded
from .gathered import gather
from .revision_texts import keep_texts, stored_text, text_of

#: states in which nobody outside has seen a record, unless it was withdrawn before
_UNSEEN = (Status.DRAFT, Status.IN_REVIEW)
#: what is done with a record that is or was public
_PUBLIC = (Action.PUBLISH, Action.CORRECT, Action.WITHDRAW, Action.REOPEN)


def store_revision(
    meeting: Meeting,
    action: Action,
    user: Any = None,
    why: str = "",
    *,
    dump: Dump | None = None,
    when: datetime | None = None,
) -> Revision:
    """Store the whole record file of ``meeting`` under the next revision number.

    Call it inside the transaction of the change, after the change, with the record locked; with
    the ``dump`` of the record as it is now, where there is one. ``when`` it became so is now,
    unless that was earlier.
    """
    last = meeting.revisions.order_by("-number").first()
    dump = dump or Dump.of(gather(meeting))
    text, texts = text_of(dump.data)
    revision = Revision(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        action=action,
        status=dump.record.meeting.status,
        sha256=sha256_of(dump),
        user=user,
        why=why,
        when=when or timezone.now(),
    )
    try:
        _pack(revision, text, last, stored_text(last) if last else "")
    except BrokenRevisionError:
        # The damage is told where that one is read; nothing is to build on it.
        _pack(revision, text, None, "")
    revision.save()
    keep_texts(revision, texts)
    keep_version(revision, dump.record.meeting.status, dump.data)
    return revision


def sha256_of(dump: Dump) -> str:
    """The SHA-256 of a record file, by which revisions are told apart."""
    digest = hashlib.sha256()
    for piece in encoded(dump.data):
        digest.update(piece)
    return digest.hexdigest()


def _pack(revision: Revision, text: str, before: Revision | None, earlier: str) -> None:
    """Give a revision its payload: what changed since the one before, or all of it."""
    if before is None or revision.number - before.base >= WHOLE_EVERY:
        revision.payload = whole(text)
    else:
        revision.payload = changes(earlier, text)
    builds = before is not None and not is_whole(revision.payload)
    revision.base = before.base if before and builds else revision.number


def is_of_draft(revision: Revision) -> bool:
    """Whether a revision holds a draft, which nobody outside saw."""
    return revision.status in _UNSEEN and revision.action not in _PUBLIC


def forget_drafts(meeting: Meeting) -> None:
    """Delete the revisions of a draft that never was anything else, with texts of theirs alone."""
    rows = list(meeting.revisions.order_by("number"))
    gone = [row.pk for row in rows if is_of_draft(row)]
    if len(gone) < len(rows):
        _pack_without(gone, rows)
    texts = [*SourceText.objects.filter(revisions__in=gone).values_list("pk", flat=True)]
    Revision.objects.filter(pk__in=gone).delete()
    SourceText.objects.filter(pk__in=texts, revisions=None).delete()


def _pack_without(gone: Sequence[int], rows: Sequence[Revision]) -> None:
    """Have the revisions that stay build on each other alone."""
    before: Revision | None = None
    earlier = ""
    for row, text in zip(rows, texts_of([row.payload for row in rows]), strict=True):
        if row.pk not in gone:
            _pack(row, text, before, earlier)
            row.save(update_fields=["payload", "base"])
            before, earlier = row, text
