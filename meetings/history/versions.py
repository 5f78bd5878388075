"""Versions: which revisions the public could read, and one of them taken from it or given back."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting, Revision, Version
from meetings.models.choices import Action, Status
from meetings.records.fields.declaration import Json
from meetings.records.revision_texts import record_file

from .changed_parts import Changes, changed_parts
from .storage import BrokenRevisionError

#: the right to decide what is public
PUBLISH = "meetings.publish_meeting"
#: what leaves a published record in another state than before
_PUBLISHING = (Action.PUBLISH, Action.CORRECT, Action.LOAD)


class VersionError(Exception):
    """A version that cannot be withdrawn or given back; the text says why, for who tried."""


def keep_version(revision: Revision, status: str, file: Json) -> None:
    """Number what a revision holds as a version, where the record is published in that state.

    ``file`` is the record file. Call it inside the transaction that stored the revision.
    """
    if status != Status.PUBLISHED or revision.action not in _PUBLISHING:
        return
    rows = Version.objects.filter(meeting=revision.meeting_id).select_related("revision")
    last = rows.order_by("-number").first()
    Version.objects.create(
        meeting_id=revision.meeting_id,
        revision=revision,
        number=last.number + 1 if last else 1,
        changes=_changes(last, revision, file),
    )


def _changes(last: Version | None, revision: Revision, file: Json) -> Changes | None:
    """What differs from the last version; None where all is new, or that one is damaged.

    A record that was withdrawn in between is new as a whole.
    """
    if last is None or revision.action == Action.PUBLISH:
        return None
    try:
        return changed_parts(json.loads(record_file(last.revision)), file)
    except (BrokenRevisionError, ValueError):
        return None


def is_newest(version: Version) -> bool:
    """Whether it is what the page of its record shows, or would show."""
    rows = Version.objects.filter(meeting=version.meeting_id)
    return not rows.filter(number__gt=version.number).exists()


@transaction.atomic
def withdraw_version(version: Version, user: Any, why: str) -> None:
    """Take one earlier version from the public; its address says so from then on.

    Raises ``PermissionDenied``, and :class:`VersionError` for the newest one, for one that is
    withdrawn already, and without a reason.
    """
    row = _held(version, user)
    if not why.strip():
        raise VersionError(_("Give the reason; it is kept for staff and never shown to others."))
    if "\0" in why:
        raise VersionError(_("The reason holds a NUL character; type it again."))
    if row.withdrawn:
        raise VersionError(_("This version is withdrawn already."))
    if is_newest(row):
        raise VersionError(
            _("This is the current version: correct the record, or withdraw it as a whole.")
        )
    _store(version, timezone.now(), user, why.strip())


@transaction.atomic
def give_version_back(version: Version, user: Any) -> None:
    """Show a withdrawn version again.

    Raises ``PermissionDenied``, and :class:`VersionError` for one that is not withdrawn.
    """
    row = _held(version, user)
    if not row.withdrawn:
        raise VersionError(_("This version is not withdrawn."))
    _store(version, None, None, "")


def _held(version: Version, user: Any) -> Version:
    """The version as it is now, its record locked."""
    if not user.has_perm(PUBLISH):
        raise PermissionDenied
    Meeting.objects.select_for_update().get(pk=version.meeting_id)
    return Version.objects.get(pk=version.pk)


def _store(version: Version, when: Any, user: Any, why: str) -> None:
    version.withdrawn, version.withdrawn_by, version.withdrawn_why = when, user, why
    version.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
