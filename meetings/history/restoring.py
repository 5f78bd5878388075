"""A revision restored: a draft is replaced by what its record was then.

Of a published record that is a correction, which the restoring begins.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant

from ..corrections.beginning import begin_correction
from ..derived.refresh import refresh_derived
from ..models import Document, Meeting, Revision
from ..models.choices import Action, Status
from ..models.intake_report import forget_report
from ..publication import StepError, stamp
from ..records.dumper import Dump
from ..records.fields.record import PARTS, RecordFile
from ..records.gathered import gather, model_of_noun
from ..records.loader import write_record
from ..records.policy import SharedPolicy
from ..records.reader import read_record
from ..records.revision_texts import record_file
from ..records.revisions import store_revision
from .sittings import close_sitting

CHANGE = "meetings.change_meeting"


class RegisterStands(SharedPolicy):
    """What records share stays as the register has it by now; a revision defines only what is gone.

    A source that other records quote has to read as it did.
    """

    def __init__(self) -> None:
        super().__init__(replace=False, public=False, accept_spellings=True)

    def same(self, path: str, row: Any, values: dict[str, Any], what: str) -> None:
        """Let the register stand, but for a text that passages of the revision point into."""
        if isinstance(row, Document) and values.get("text", row.text) != row.text:
            self.refuse(
                f"{path}/text",
                _(
                    "the document “%(key)s” reads otherwise by now, and other records quote it; "
                    "the revision cannot be restored as long as they do."
                )
                % {"key": row.key},
            )

    def fill(self, path: str, row: Any, values: dict[str, Any], what: str) -> None:
        """Let the register stand."""

    def refuse_fill(self, path: str, what: str) -> None:
        """Let the register stand."""

    def may_fill(self, row: Any) -> bool:
        """Never."""
        return False


def restore(revision: Revision, user: Any, why: str = "") -> Meeting:
    """Replace the draft of a record by what a revision of it holds; gives the draft.

    What the draft was before is stored first, so that this can be undone in the same way. Numbers
    of statements and pledges that come back are theirs again; addresses stay as they are. A
    published record stays as it is: a correction of it is begun, which holds the revision.

    Raises ``PermissionDenied``; ``StepError`` where the record is in review, withdrawn, or has an
    open correction; ``RecordErrors``, with nothing written, where the register no longer takes
    what the revision says; and ``BrokenRevisionError``.
    """
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    if "\0" in why:
        raise StepError(_("The reason holds a NUL character; type it again."))
    file = json.loads(record_file(revision))
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=revision.meeting_id)
        said = _("revision %(number)d") % {"number": revision.number}
        told = f"{said}: {why.strip()}" if why.strip() else said
        if meeting.is_published:
            meeting = begin_correction(meeting, user, told)
        _require_draft(meeting)
        close_sitting(meeting)
        record = _read(_of_now(file, meeting), said)
        _give_numbers_back(meeting, record)
        write_record(meeting, _without_known(record), RegisterStands(), said)
        forget_report(meeting)
        stamp([meeting], user)
        refresh_derived(meeting)
        store_revision(meeting, Action.RESTORE, user, told, dump=Dump.of(gather(meeting)))
    return meeting


def _read(file: Any, source: str) -> RecordFile:
    """The record of a file, its statements worded as there: a draft may lack their passages."""
    texts = [row.get("text", "") for row in file.get("statements", ())]
    rows = [{key: row[key] for key in row if key != "text"} for row in file.get("statements", ())]
    data = json.dumps(file | {"statements": rows}, ensure_ascii=False).encode()
    record = read_record(data, source)
    pairs = zip(record.statements, texts, strict=True)
    return replace(record, statements=tuple(replace(row, text=text) for row, text in pairs))


def _require_draft(meeting: Meeting) -> None:
    """Raise ``StepError`` where the record is no draft."""
    if meeting.status == Status.DRAFT:
        return
    message = {
        Status.IN_REVIEW: _("The record is in review. Have it sent back, then restore."),
        Status.WITHDRAWN: _("The record is withdrawn. Take it back to draft first, then restore."),
    }
    raise StepError(message[Status(meeting.status)])


def _of_now(file: Any, meeting: Meeting) -> Any:
    """The file as that of a draft at the present address, whatever it was called then."""
    former = sorted(meeting.former_slugs.values_list("slug", flat=True))
    own = {"slug": meeting.slug, "former_slugs": former, "status": Status.DRAFT.value}
    return file | {"meeting": file["meeting"] | own}


def _without_known(record: RecordFile) -> RecordFile:
    """The record without what it says of shared nouns that the register knows by itself."""
    slugs = [row.slug for row in record.participants]
    known = set(Participant.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    return replace(
        record,
        participants=tuple(row for row in record.participants if row.slug not in known),
        people=_plain(record.people),
        topics=_plain(record.topics),
        documents=_plain(record.documents),
    )


def _plain(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Definitions without former addresses, which stay as the register has them."""
    return tuple(replace(row, former_slugs=()) for row in rows)


def _give_numbers_back(meeting: Meeting, record: RecordFile) -> None:
    """Retire no longer the numbers of what comes back."""
    for listed in PARTS:
        model: Any = model_of_noun(listed.kind.record)
        numbers = [getattr(part, "number", None) for part in getattr(record, listed.name)]
        retired = meeting.retired_numbers.filter(noun=model._meta.model_name)
        retired.filter(number__in=[number for number in numbers if number]).delete()
