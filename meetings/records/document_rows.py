"""The documents of a file: sources with their texts, and those that it refers to."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from participants.models.former import of_former_slugs

from ..dates import day_bounds
from ..models import Document, Meeting, Passage
from .errors import pointer
from .fields.declaration import Field, columns_of, fields_of_kind, values_of_kind
from .fields.document import DocumentRecord
from .fields.passage import OwnItems, PassageOf
from .fields.record import RecordFile
from .fields.reference import ReferenceRecord
from .former_rows import keep_former_slugs
from .gathered import model_of_noun
from .participant_rows import ParticipantRows
from .policy import SharedPolicy
from .topic_rows import slug_of

_STRETCHES = fields_of_kind(DocumentRecord, OwnItems)


class DocumentRows:
    """The source documents of one file, as rows by key."""

    def __init__(
        self,
        record: RecordFile,
        meeting: Meeting,
        policy: SharedPolicy,
        bodies: ParticipantRows,
    ) -> None:
        self.policy = policy
        self.meeting = meeting
        self.rows: dict[str, Document] = {}
        self._bodies = bodies
        known = {
            row.key: row
            for row in Document.objects.filter(key__in=[data.key for data in record.documents])
        }
        merged = of_former_slugs(Document, {row.key for row in record.documents} - known.keys())
        used = {
            piece.document
            for _path, _field, passage in values_of_kind(record, PassageOf)
            for piece in passage
        }
        for index, data in enumerate(record.documents):
            path = pointer("documents", index)
            if data.key not in used:
                policy.refuse(
                    path, _("no passage of this file points into it; use it, or leave it out.")
                )
            row = known.get(data.key)
            if data.key in merged:
                self._stand_in(path, merged[data.key], data)
                continue
            if row is None:
                self._create(path, data)
            elif row.text and self._used_by_others(row):
                self._same(path, row, data)
            else:
                self._write(row, data)
            if data.key in self.rows:
                held = self.rows[data.key]
                keep_former_slugs(policy, path, held, data.former_slugs, "key")

    def _stand_in(self, path: str, row: Document, data: DocumentRecord) -> None:
        """Take the document into which that of the file was merged, if it reads the same."""
        self.rows[data.key] = row
        self.policy.note_former(f"{path}/key", data.key, row)
        if row.text != data.text:
            message = _("the document “%(key)s”, into which it was merged, reads otherwise.")
            self.policy.refuse(f"{path}/text", message % {"key": row.key})

    def _used_by_others(self, row: Document) -> bool:
        return Passage.objects.filter(document=row).exclude(meeting=self.meeting).exists()

    def _create(self, path: str, data: DocumentRecord) -> None:
        taken = data.symbol and Document.objects.filter(symbol=data.symbol).first()
        if taken:
            self.policy.refuse(
                f"{path}/symbol",
                _("the symbol %(symbol)s belongs to the document “%(key)s”; use that key.")
                % {"symbol": data.symbol, "key": taken.key},
            )
            return
        self._write(Document(key=data.key), data)

    def _same(self, path: str, row: Document, data: DocumentRecord) -> None:
        """Hold a document that other records use against its definition here."""
        what = _("the document “%(key)s”") % {"key": row.key}
        self.policy.same(path, row, columns_of(data, self._bodies), what)
        differing = [field.key for field in _STRETCHES if _differ(field, row, data)]
        issuers = set(row.issuers.values_list("pk", flat=True))
        if issuers != {issuer.pk for issuer in self._issuers(data)}:
            differing.append("issuers")
        if differing and self.policy.replace:
            self._write(row, data)
            self.policy.changed = True
        elif differing:
            for noun in differing:
                self.policy.refuse(
                    f"{path}/{noun}",
                    _(
                        "they differ from those in the register, which other records use; make "
                        "both alike, or load with --replace to let this file win."
                    ),
                )
        self.rows[data.key] = row

    def _issuers(self, data: DocumentRecord) -> list[Any]:
        return list(filter(None, map(self._bodies.participant, data.issuers)))

    def _write(self, row: Document, data: DocumentRecord) -> None:
        for name, value in columns_of(data, self._bodies).items():
            setattr(row, name, value)
        row.save()
        row.issuers.set(self._issuers(data))
        for field in _STRETCHES:
            getattr(row, field.column).all().delete()
            model = model_of_noun(field.kind.record)
            model.objects.bulk_create(
                model(document=row, order=order, **columns_of(part, self))
                for order, part in enumerate(getattr(data, field.name))
            )
        self.rows[data.key] = row

    def reference(self, data: ReferenceRecord, path: str) -> Document | None:
        """The document referred to, once in the register whoever refers to it."""
        key = slug_of(data.title, "document")
        row = (
            Document.objects.filter(
                Q(symbol=data.symbol) & ~Q(symbol="")
                if data.symbol
                else Q(key=key) | Q(title=data.title)
            ).first()
            or Document.objects.filter(key=key).first()
        )
        if row is None and (merged := of_former_slugs(Document, [key]).get(key)):
            self.policy.note_former(f"{path}/title", data.title, merged)
            return merged
        if row is None:
            return Document.objects.create(
                key=key, title=data.title, symbol=data.symbol, date=data.date
            )
        for name in ("symbol", "date"):
            given = getattr(data, name)
            if given and not getattr(row, name):
                self.policy.fill(f"{path}/{name}", row, {name: given}, _("the document"))
        values = {"title": data.title}
        if data.date and row.date and not _within(row, data.date):
            values["date"] = data.date
        self.policy.same(path, row, values, _("the document"))
        return row


def _within(row: Document, date: str) -> bool:
    """Whether the document's date is the one printed with a reference, or more exact."""
    (first, last), (own_first, own_last) = day_bounds(date), day_bounds(row.date)
    return (not first or bool(own_first and own_first >= first)) and (
        not last or bool(own_last and own_last <= last)
    )


def _differ(field: Field, row: Document, data: DocumentRecord) -> bool:
    """Whether marks or corrections are not those of the row."""
    given = {tuple(columns_of(part, None).items()) for part in getattr(data, field.name)}
    names = [name for name, _value in next(iter(given), ())]
    stored = getattr(row, field.column).all()
    return given != {tuple((name, getattr(part, name)) for name in names) for part in stored}
