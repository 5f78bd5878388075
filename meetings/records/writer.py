"""Plain record -> rows, by the field lists; statements and pledges keep their rows by number."""

from collections.abc import Sequence
from typing import Any

from participants.models import Participant, Person

from ..models import Document, Inference, Meeting, Passage, Relation, Series
from .document_rows import DocumentRows
from .fields.declaration import Field, columns_of, fields_of, fields_of_kind
from .fields.inferred import InferredRecord
from .fields.keys import EntryKey
from .fields.kinds import PermanentNumber
from .fields.objects import Items
from .fields.passage import PassageOf
from .fields.record import INNER_PARTS, PARTS, RecordFile
from .fields.reference import ReferenceRecord
from .fields.relation import StubRecord
from .fields.series import SeriesRecord
from .gathered import model_of_noun
from .inferences import InferredPart
from .participant_rows import ParticipantRows, PersonRows
from .policy import SharedPolicy
from .stub_rows import StubRows, describe_named
from .topic_rows import TopicRows

#: the file's list -> the field of an inference that leads to its rows
_OWNERS = {listed.key: listed.kind.record.NOUN.owner for listed in (*PARTS, *INNER_PARTS.values())}
_BATCH = 500


class Writer:
    """One record on its way into the register: what it refers to first, then its parts.

    ``policy.errors`` holds what the register refuses; then no part is to be written.
    """

    def __init__(self, record: RecordFile, policy: SharedPolicy) -> None:
        self.record = record
        self.policy = policy
        self._bodies = ParticipantRows(record, policy)
        self._people = PersonRows(record, policy)
        self._topics = TopicRows(record, policy)
        self._stubs = StubRows(record, policy, self._bodies)
        self._documents: DocumentRows
        self._meeting: Meeting
        #: rows by what the file calls them, by list
        self._known: dict[str, dict[Any, Any]] = {"topics": self._topics.topics}
        #: rows by their places in the file, by list
        self._placed: dict[str, dict[Any, Any]] = {}
        self._passages: list[Passage] = []

    def meeting_columns(self) -> dict[str, Any]:
        """What the columns of the meeting's own row hold."""
        return columns_of(self.record.meeting, self, "/meeting")

    def write_documents(self, meeting: Meeting) -> None:
        """Write the sources of ``meeting``."""
        self._documents = DocumentRows(self.record, meeting, self.policy, self._bodies)

    def write_parts(self, meeting: Meeting) -> None:
        """Write all parts of ``meeting`` as the record has them, and remove all others."""
        self._meeting = meeting
        named = set(Relation.objects.filter(meeting=meeting).values_list("other", flat=True))
        self._clear()
        self._cite("", self.record.meeting, None)
        for listed in PARTS:
            self._write(listed)
        describe_named(named)
        Passage.objects.bulk_create(self._passages, batch_size=_BATCH)
        Inference.objects.bulk_create(map(self._inference, self.record.inferred))

    def delete_meeting(self, meeting: Meeting) -> None:
        """Delete ``meeting`` with all its parts, and the stubs that it alone named."""
        self._meeting = meeting
        named = set(Relation.objects.filter(meeting=meeting).values_list("other", flat=True))
        # What else refers to agenda items and sessions keeps these; numbers go with their meeting.
        self._clear_all_parts()
        meeting.delete()
        describe_named(named)

    # What the kinds of fields ask for

    def participant(self, name: str) -> Participant | None:
        """The participant that the file names so; nobody for ""."""
        return self._bodies.participant(name)

    def person(self, key: str) -> Person | None:
        """The person of that key; nobody for ""."""
        return self._people.person(key)

    def entry(self, noun: str, key: Any) -> Any:
        """The row of an entry of a list, by its key or number; nothing where it has none yet."""
        return self._known.get(noun, {}).get(key)

    def series(self, series: SeriesRecord | None, path: str) -> Series | None:
        """The series, made where it is new."""
        return self._stubs.series(series, path)

    def stub(self, stub: StubRecord, path: str) -> dict[str, Any]:
        """The columns of a relation that lead to a stub and say what this record says of it."""
        return self._stubs.columns(stub, path)

    def reported_at(self, slug: str) -> Meeting | None:
        """The stub of a meeting that reports an update; nothing for ""."""
        return self._stubs.bare_stub(slug) if slug else None

    def referred(self, reference: ReferenceRecord, path: str) -> Document | None:
        """The document referred to."""
        return self._documents.reference(reference, path)

    # Parts

    def _clear(self) -> None:
        """Remove what is written anew: all rows but those that are known by their number."""
        self._clear_all_parts()
        for listed in reversed(PARTS):
            if _numbered(listed):
                kept = [part.number for part in getattr(self.record, listed.name)]
                self._rows(listed).exclude(number__in=kept).delete()

    def _clear_all_parts(self) -> None:
        for model in (Passage, Inference):
            model.objects.filter(meeting=self._meeting).delete()
        for listed in reversed(PARTS):
            self._clear_part(listed)

    def _clear_part(self, listed: Field) -> None:
        record = listed.kind.record
        columns = [field.column for field in fields_of_kind(record, EntryKey)]
        if columns:
            self._rows(listed).update(**dict.fromkeys(columns))
        if not _numbered(listed):
            self._rows(listed).delete()
            return
        model = model_of_noun(record)
        for field in fields_of(record):
            if field.kind.joined:
                relation = model._meta.get_field(field.column)
                of = {f"{relation.m2m_field_name()}__meeting": self._meeting}
                relation.remote_field.through.objects.filter(**of).delete()
            elif isinstance(field.kind, Items):
                of = {f"{_parent(model, field)}__meeting": self._meeting}
                model_of_noun(field.kind.record).objects.filter(**of).delete()

    def _rows(self, listed: Field) -> Any:
        return model_of_noun(listed.kind.record).objects.filter(meeting=self._meeting)

    def _write(self, listed: Field) -> None:
        """Write one list of parts with all that hangs on them."""
        record, path = listed.kind.record, f"/{listed.key}"
        parts = getattr(self.record, listed.name)
        held = [
            columns_of(part, self, f"{path}/{index}") | {"order": index}
            for index, part in enumerate(parts)
        ]
        if record.NOUN.shared_row:
            for index, part in enumerate(parts):
                held[index][record.NOUN.shared_row] = self.referred(part, f"{path}/{index}")
        rows = self._upserted(listed, held) if _numbered(listed) else self._created(listed, held)
        self._placed[listed.key] = dict(enumerate(rows))
        for field in fields_of(record):
            if field.kind.unique:
                names = [getattr(part, field.name) for part in parts]
                self._known[listed.key] = dict(zip(names, rows, strict=True))
        self._link_to_own_list(listed, parts, rows)
        self._attach(listed, parts, rows)

    def _created(self, listed: Field, held: list[dict[str, Any]]) -> list[Any]:
        model = model_of_noun(listed.kind.record)
        rows = [model(meeting=self._meeting, **columns) for columns in held]
        return list(model.objects.bulk_create(rows, batch_size=_BATCH))

    def _upserted(self, listed: Field, held: list[dict[str, Any]]) -> list[Any]:
        """Update rows known by number where they differ, create the others."""
        model = model_of_noun(listed.kind.record)
        known = {row.number: row for row in self._rows(listed)}
        rows, fresh = [], []
        for columns in held:
            row = known.get(columns["number"])
            if row is None:
                fresh.append(model(meeting=self._meeting, **columns))
                rows.append(fresh[-1])
                continue
            rows.append(row)
            if all(getattr(row, name) == value for name, value in columns.items()):
                continue
            for name, value in columns.items():
                setattr(row, name, value)
            row.save()
        model.objects.bulk_create(fresh, batch_size=_BATCH)
        return rows

    def _link_to_own_list(self, listed: Field, parts: Sequence[Any], rows: Sequence[Any]) -> None:
        """Set the links of entries to others of their list, all of which now have a row."""
        for field in fields_of_kind(listed.kind.record, EntryKey):
            for part, row in zip(parts, rows, strict=True):
                value = getattr(part, field.name)
                if value and field.kind.of == listed.key:
                    setattr(row, field.column, self.entry(listed.key, value))
                    row.save()

    def _attach(self, listed: Field, parts: Sequence[Any], rows: Sequence[Any]) -> None:
        """Write what hangs on the rows of parts: joined rows, rows below them, passages."""
        for field in fields_of(listed.kind.record):
            if field.kind.joined:
                self._join(listed, field, parts, rows)
            elif isinstance(field.kind, Items):
                self._write_inner(listed, field, parts, rows)
            elif isinstance(field.kind, PassageOf):
                for part, row in zip(parts, rows, strict=True):
                    self._cite(listed.kind.record.NOUN.owner, part, row)

    def _join(self, listed: Field, field: Field, parts: Sequence[Any], rows: Sequence[Any]) -> None:
        relation = model_of_noun(listed.kind.record)._meta.get_field(field.column)
        through = relation.remote_field.through
        source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        links = []
        for part, row in zip(parts, rows, strict=True):
            others = field.kind.stored(getattr(part, field.name), self, "")
            for order, other in enumerate(dict.fromkeys(others)):
                # A table that is a model of ours keeps the order too.
                kept = {} if through._meta.auto_created else {"order": order}
                links.append(through(**{source: row, target: other}, **kept))
        through.objects.bulk_create(links, batch_size=_BATCH)

    def _write_inner(
        self, listed: Field, field: Field, parts: Sequence[Any], parents: Sequence[Any]
    ) -> None:
        record = field.kind.record
        parent = _parent(model_of_noun(listed.kind.record), field)
        inner, rows, places = [], [], []
        for n, (part, row) in enumerate(zip(parts, parents, strict=True)):
            for m, child in enumerate(getattr(part, field.name)):
                path = f"/{listed.key}/{n}/{field.key}/{m}"
                held = columns_of(child, self, path) | {parent: row, "order": m}
                rows.append(model_of_noun(record)(**held))
                inner.append(child)
                places.append((n, m))
        created = model_of_noun(record).objects.bulk_create(rows, batch_size=_BATCH)
        self._placed[field.key] = dict(zip(places, created, strict=True))
        self._attach(field, inner, created)

    def _cite(self, owner: str, part: Any, row: Any) -> None:
        """Note the ranges of a part's passage; without an ``owner`` it is the meeting's."""
        leads = {owner: row} if owner else {}
        for order, piece in enumerate(part.passage):
            self._passages.append(
                Passage(
                    meeting=self._meeting,
                    document=self._documents.rows[piece.document],
                    order=order,
                    start=piece.start,
                    end=piece.end,
                    # A statement is the words of its passages.
                    exact=None if owner == "statement" else piece.exact,
                    **leads,
                )
            )

    def _inference(self, inferred: InferredRecord) -> Inference:
        part = InferredPart.of(inferred.path)
        row = Inference(meeting=self._meeting, field=part.field, reason=inferred.reason)
        if part.noun == "documents":
            row.document = self._documents.rows[self.record.documents[part.index].key]
        elif part.noun != "meeting":
            index = part.index if part.inner is None else (part.index, part.inner)
            setattr(row, _OWNERS[part.noun], self._placed[part.noun][index])
        return row


def _numbered(listed: Field) -> bool:
    return bool(fields_of_kind(listed.kind.record, PermanentNumber))


def _parent(model: Any, field: Field) -> str:
    """The foreign key of rows below a part that leads to it."""
    return str(model._meta.get_field(field.column).field.name)
