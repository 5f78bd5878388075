"""The documents of a record on their way into the register."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import Correction, Document, Mark, Meeting
from ..models import Passage as PassageRow
from ..models.choices import Rights
from .errors import pointer
from .nouns import Nouns
from .plain import DocumentData, Passage, RecordFile


class Sources:
    """The source documents of one file, as rows by key."""

    def __init__(self, record: RecordFile, meeting: Meeting, nouns: Nouns) -> None:
        self.nouns = nouns
        self.meeting = meeting
        self.rows: dict[str, Document] = {}
        known = {
            row.key: row
            for row in Document.objects.filter(key__in=[data.key for data in record.documents])
        }
        used = {piece.document for passage in _passages(record) for piece in passage}
        for index, data in enumerate(record.documents):
            path = pointer("documents", index)
            if data.key not in used:
                nouns.refuse(
                    path, _("no passage of this file points into it; use it, or leave it out.")
                )
            row = known.get(data.key)
            if row is None:
                self._create(path, data)
            elif row.text and self._used_by_others(row):
                self._same(path, row, data)
            else:
                self._write(row, data)

    def _used_by_others(self, row: Document) -> bool:
        return PassageRow.objects.filter(document=row).exclude(meeting=self.meeting).exists()

    def _create(self, path: str, data: DocumentData) -> None:
        taken = data.symbol and Document.objects.filter(symbol=data.symbol).first()
        if taken:
            self.nouns.refuse(
                f"{path}/symbol",
                _("the symbol %(symbol)s belongs to the document “%(key)s”; use that key.")
                % {"symbol": data.symbol, "key": taken.key},
            )
            return
        self._write(Document(key=data.key), data)

    def _same(self, path: str, row: Document, data: DocumentData) -> None:
        """Hold a document that other records use against its definition here."""
        self.nouns.same(path, row, _fields(data), _("the document “%(key)s”") % {"key": row.key})
        stored = (
            set(row.marks.values_list("kind", "start", "end")),
            set(row.corrections.values_list("start", "end", "printed", "read", "reason")),
            set(row.issuers.values_list("pk", flat=True)),
        )
        given = (
            {(mark.kind, mark.start, mark.end) for mark in data.marks},
            {(fix.start, fix.end, fix.printed, fix.read, fix.reason) for fix in data.corrections},
            {one.pk for one in self.nouns.whom(data.issuers)},
        )
        for noun, old, new in zip(("marks", "corrections", "issuers"), stored, given, strict=True):
            if old != new and not self.nouns.replace:
                self.nouns.refuse(
                    f"{path}/{noun}",
                    _(
                        "they differ from those in the register, which other records use; make "
                        "both alike, or load with --replace to let this file win."
                    ),
                )
        if stored != given and self.nouns.replace:
            self._write(row, data)
            self.nouns.changed = True
        self.rows[data.key] = row

    def _write(self, row: Document, data: DocumentData) -> None:
        for field, value in _fields(data).items():
            setattr(row, field, value)
        row.save()
        row.issuers.set(self.nouns.whom(data.issuers))
        row.marks.all().delete()
        row.corrections.all().delete()
        Mark.objects.bulk_create(
            Mark(document=row, order=order, kind=mark.kind, start=mark.start, end=mark.end)
            for order, mark in enumerate(data.marks)
        )
        Correction.objects.bulk_create(
            Correction(
                document=row,
                order=order,
                start=fix.start,
                end=fix.end,
                printed=fix.printed,
                read=fix.read,
                reason=fix.reason,
            )
            for order, fix in enumerate(data.corrections)
        )
        self.rows[data.key] = row


def _fields(data: DocumentData) -> dict[str, str]:
    return {
        "title": data.title,
        "kind": data.kind,
        "symbol": data.symbol,
        "date": data.date,
        "language": data.language,
        "origin": data.origin,
        "rights": data.rights or Rights.PASSAGES,
        "text": data.text,
        "sha256": data.sha256,
    }


def _passages(record: RecordFile) -> Iterator[Passage]:
    """The passage of every part."""
    yield record.meeting.passage
    for delegation in record.delegations:
        yield from (delegate.passage for delegate in delegation.delegates)
    for pledge in record.pledges:
        yield from (update.passage for update in pledge.updates)
    parts = (
        record.agenda,
        record.sessions,
        record.delegations,
        record.statements,
        record.pledges,
        record.figures,
        record.relations,
        record.references,
    )
    for listed in parts:
        yield from (part.passage for part in listed)
