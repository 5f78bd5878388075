"""A draft made of a proposal: loaded as any record file is, with the report and the original."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.intake.writing import Json, Written
from meetings.models import (
    Delegate,
    Document,
    Finding,
    IntakeReport,
    Meeting,
    Original,
    UnknownBody,
)
from meetings.publication import stamp
from meetings.records.errors import RecordErrors
from meetings.records.fields.record import PARTS
from meetings.records.loader import load_record
from meetings.records.reader import read_record

from .proposed_file import ProposedFile

#: how often the register is asked again with what it refused left out
ATTEMPTS = 6
_BATCH = 500


@dataclass(frozen=True)
class Upload:
    """A document as it was given: its file (no name for pasted text), and what was said of it.

    ``about`` holds values of the document in the record file: url, retrieved, rights. Of a draft
    without ``proposals`` only the meeting is read from the document.
    """

    name: str
    data: bytes
    sha256: str
    about: Json
    proposals: bool = True


def drafted(written: Written, upload: Upload, user: Any) -> Meeting:
    """The draft of a proposal, with its report.

    Call it in a transaction: all of it is stored or nothing. Raises :class:`RecordErrors`.
    """
    proposed = ProposedFile.of(written)
    if not upload.proposals:
        proposed.keep_meeting_alone()
    proposed.source.update({name: value for name, value in upload.about.items() if value})
    proposed.fit()
    why = _("proposed from %s") % (upload.name or _("pasted text"))
    _load(proposed, user, why)
    loaded = Meeting.objects.records().filter(slug=proposed.record["meeting"]["slug"])
    stamp(loaded, user)
    meeting: Meeting = loaded.get()
    document = Document.objects.defer("text").get(key=proposed.source["key"])
    IntakeReport.objects.create(
        meeting=meeting,
        document=document,
        name=upload.name,
        notes=written.report.get("notes", []),
        left_out=proposed.left_out,
        user=user,
    )
    _keep_findings(meeting, proposed)
    UnknownBody.objects.bulk_create(
        UnknownBody(meeting=meeting, printed=one["exact"], start=one["start"], end=one["end"])
        for one in written.report.get("unknown", [])
        if upload.proposals
    )
    return meeting


def keep_original(meeting: Meeting, upload: Upload) -> Original | None:
    """Keep the file that a draft was proposed from; None where the text was pasted.

    Whoever takes the transaction back deletes the file as well.
    """
    if not upload.name:
        return None
    document = IntakeReport.objects.get(meeting=meeting).document
    original = Original(document=document, name=upload.name, sha256=upload.sha256)
    original.file.save(upload.sha256, ContentFile(upload.data), save=False)
    try:
        original.save()
    except BaseException:
        original.file.delete(save=False)
        raise
    return original


def _load(proposed: ProposedFile, user: Any, why: str) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        data = json.dumps(proposed.record, ensure_ascii=False).encode()
        try:
            with transaction.atomic():
                record = read_record(data, why)
                load_record(record, why, user=user, accept_spellings=True)
        except RecordErrors as refused:
            if attempt == ATTEMPTS or not proposed.leave_out(refused.errors):
                raise
        else:
            return


def _keep_findings(meeting: Meeting, proposed: ProposedFile) -> None:
    rows = dict(_placed_rows(meeting))
    found = [
        Finding(
            meeting=meeting,
            order=order,
            pointer=one["pointer"][:200],
            rule=one["rule"][:200],
            sureness=one["sureness"],
            passage=[[piece["start"], piece["end"]] for piece in one["passage"]],
            **_owner(one["pointer"], rows),
        )
        for order, one in enumerate(proposed.findings)
    ]
    Finding.objects.bulk_create(found, batch_size=_BATCH)


def _placed_rows(meeting: Meeting) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows that were made of the parts of a file, by their pointers."""
    for listed in PARTS:
        owner = listed.kind.record.NOUN.owner
        for row in getattr(meeting, listed.column).order_by("order", "pk"):
            yield f"/{listed.key}/{row.order}", {owner: row}
    for row in Delegate.objects.filter(delegation__meeting=meeting).select_related("delegation"):
        yield f"/delegations/{row.delegation.order}/delegates/{row.order}", {"delegate": row}


def _owner(pointer: str, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The part that a pointer leads to or into; nothing for the meeting and its documents."""
    while pointer:
        if pointer in rows:
            return rows[pointer]
        pointer = pointer.rpartition("/")[0]
    return {}
