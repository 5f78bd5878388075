"""Runs of changes by one person, each of which becomes a revision; nobody has to end one.

Whoever changes a record calls :func:`note_change` inside the transaction of the change, with the
record locked and before anything is written; whoever takes a step calls :func:`close_sitting`. A
published record has no sittings: each correction of it stores its revision itself.
"""

from typing import Any

from django.utils import timezone

from participants.queries.prepared_rows import PreparedRows

from ..models import Meeting, Revision, Sitting
from ..models.choices import Action, Status
from ..records.dumper import Dump
from ..records.gathered import gather
from ..records.revisions import sha256_of, store_revision

# Asked before every change: put into SQL once.
_SITTING = PreparedRows(
    Sitting, lambda meeting: Sitting.objects.filter(meeting=meeting).order_by("pk")
)


def note_change(meeting: Meeting, user: Any) -> None:
    """Note that ``user`` is about to change a record; two queries while a sitting goes on.

    What somebody else made of it before, or the same person before a pause, is stored first.
    """
    if not _has_sittings(meeting):
        return
    now = timezone.now()
    sitting = next(iter(_SITTING.rows(meeting.pk)), None)
    if sitting is None or not sitting.goes_on(user.pk, now):
        _store(meeting, sitting, None)
        began = {"user": user, "began": now, "changed": now}
        Sitting.objects.update_or_create(meeting=meeting, defaults=began)
        return
    Sitting.objects.filter(pk=sitting.pk).update(changed=now)


def close_sitting(meeting: Meeting, *, dump: Dump | None = None) -> Revision | None:
    """End the sitting of a record, if one goes on; gives the revision if anything was changed.

    Call it as :func:`note_change`; with the ``dump`` of the record as it is, where there is one.
    """
    if not _has_sittings(meeting):
        return None
    sitting = Sitting.objects.filter(meeting=meeting).first()
    if sitting is None and not meeting.revisions.exists():
        # The step that follows stores what it finds.
        return None
    revision = _store(meeting, sitting, dump)
    if sitting is not None:
        sitting.delete()
    return revision


def _has_sittings(meeting: Meeting) -> bool:
    return not meeting.is_stub and meeting.status != Status.PUBLISHED


def _store(meeting: Meeting, sitting: Sitting | None, dump: Dump | None) -> Revision | None:
    """Store the record as it is, unless its last revision says the same."""
    stored = Meeting.objects.select_related("updated_by").get(pk=meeting.pk)
    last = meeting.revisions.order_by("-number").defer("payload").first()
    if sitting is None and last is not None and last.when >= stored.updated_at:
        return None
    dump = dump or Dump.of(gather(stored))
    if last is not None and last.sha256 == sha256_of(dump):
        return None
    # Without a sitting: what was changed before there were any, or beside them.
    user = sitting.user if sitting else stored.updated_by
    when = max(stored.updated_at, sitting.changed) if sitting else stored.updated_at
    return store_revision(meeting, Action.EDIT, user, dump=dump, when=when)
