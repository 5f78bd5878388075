"""Rows -> plain record, by the field lists."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from participants.models import Participant, Person

from ..models import Meeting, Relation, Topic, Update
from .fields.declaration import fields_of
from .fields.document import DocumentRecord
from .fields.inferred import InferredRecord
from .fields.meeting import MeetingRecord, PlaceRecord
from .fields.participant import ParticipantRecord
from .fields.passage import Passage, PassageRange
from .fields.person import PersonRecord
from .fields.record import INNER_PARTS, PARTS, RecordFile
from .fields.relation import StubDelegationRecord, StubRecord
from .fields.retired import RetiredRecord
from .fields.series import SeriesRecord
from .fields.topic import TopicRecord
from .gathered import Gathered
from .inferences import path_order, pointer_into
from .stub_rows import PLAIN_FACTS

#: the field of a passage that leads to the rows of a model
_OWNERS = {
    record.NOUN.model: record.NOUN.owner
    for record in [
        MeetingRecord,
        *(listed.kind.record for listed in PARTS),
        *(inner.kind.record for inner in INNER_PARTS.values()),
    ]
}


#: what is read with each participant and person
_NAMES = ("names", "former_slugs")


def stored_record(rows: Gathered, *, public: bool = False) -> RecordFile:
    """The plain record that the rows hold.

    For the ``public``, without topics and meetings that the public does not see.
    """
    return _Rows(rows, public).whole()


class _Rows:
    """The rows of one record on their way out: what they refer to is noted as it is met."""

    def __init__(self, rows: Gathered, public: bool) -> None:
        self._rows = rows
        self._public = public
        self._keys = {row.pk: row.key for row in rows.documents}
        self._participants: set[str] = set()
        self._people: set[str] = set()
        self._topics: set[int] = set()
        self._reports = self._public_reports() if public else None

    def whole(self) -> RecordFile:
        """The record, and what it refers to."""
        meeting = self.record(MeetingRecord, self._rows.meeting)
        parts = {
            listed.name: self._records(listed.kind.record, self._rows.parts[listed.name])
            for listed in PARTS
        }
        documents = self._records(DocumentRecord, self._rows.documents)
        return RecordFile(
            meeting=meeting,
            participants=self._records(ParticipantRecord, self._defined_participants()),
            people=self._records(PersonRecord, self._defined_people()),
            topics=tuple(self._defined_topics()),
            documents=documents,
            inferred=tuple(self._inferred()),
            retired=self.record(RetiredRecord, self._rows.meeting),
            **parts,
        )

    def _records(self, record: Any, rows: Any) -> tuple[Any, ...]:
        return tuple(self.record(record, row) for row in rows)

    # What the kinds of fields ask for

    def record(self, record: Any, row: Any) -> Any:
        """The plain record of a row."""
        return record(
            **{
                field.name: field.kind.of_row(row, field.column, self)
                for field in fields_of(record)
            }
        )

    def participant(self, row: Participant | None) -> str:
        """How a file names a participant: by code where there is one, else by slug."""
        if row is None:
            return ""
        if not row.shipped:
            self._participants.add(row.slug)
        return row.code or row.slug

    def person(self, row: Person | None) -> str:
        """The key of a person."""
        if row is None:
            return ""
        self._people.add(row.key)
        return str(row.key)

    def topic(self, row: Topic) -> str:
        """The name of a topic."""
        self._topics.add(row.pk)
        return row.name

    def passage(self, row: Any) -> Passage:
        """The ranges that a part comes from."""
        owner = _OWNERS[row._meta.label]
        return tuple(
            PassageRange(self._keys[piece.document_id], piece.start, piece.end, self._words(piece))
            for piece in self._rows.passages.get((owner, row.pk), ())
        )

    def _words(self, piece: Any) -> str:
        return self._rows.pool.once(piece.words)

    def reported_at(self, row: Meeting | None) -> str:
        """The meeting that reports an update; to the public, while it is public itself."""
        if row is None or (self._reports is not None and row.slug not in self._reports):
            return ""
        return row.slug

    def stub(self, row: Relation) -> StubRecord:
        """What this record says of the other meeting, whatever others say."""
        facts = row.described
        series = self._rows.series.get(facts.get("series", ""))
        country = self._rows.bodies.get(facts.get("country", ""))
        return StubRecord(
            slug=row.other.slug,
            former_slugs=tuple(sorted(former.slug for former in row.other.former_slugs.all())),
            series=self.record(SeriesRecord, series) if series else None,
            place=PlaceRecord(
                city=facts.get("city", ""),
                country=self.participant(country),
                venue=facts.get("venue", ""),
            ),
            delegations=tuple(
                StubDelegationRecord(
                    participant=self.participant(self._rows.bodies[delegation["participant"]]),
                    roles=tuple(delegation["roles"]),
                )
                for delegation in facts.get("delegations", [])
            ),
            **{name: facts[name] for name in PLAIN_FACTS if name in facts},
        )

    # What the file defines beside the parts

    def _public_reports(self) -> set[str]:
        reports = Update.objects.filter(pledge__meeting=self._rows.meeting)
        slugs = reports.values("meeting__slug")
        return set(Meeting.objects.public().filter(slug__in=slugs).values_list("slug", flat=True))

    def _defined_participants(self) -> list[Participant]:
        """Those that are not shipped, with all that they are part of."""
        rows = Participant.objects.select_related("part_of").prefetch_related(*_NAMES)
        slugs = set(self._participants)
        defined: dict[str, Participant] = {}
        while slugs:
            participants = list(rows.filter(slug__in=slugs))
            defined |= {row.slug: row for row in participants}
            above = {
                row.part_of.slug for row in participants if row.part_of and not row.part_of.shipped
            }
            slugs = above - defined.keys()
        return [defined[slug] for slug in sorted(defined)]

    def _defined_people(self) -> list[Person]:
        rows = Person.objects.filter(key__in=self._people).prefetch_related(*_NAMES)
        return sorted(rows, key=lambda row: row.key)

    def _defined_topics(self) -> Iterator[TopicRecord]:
        """Topics with all that are broader, as a broader topic is part of what a topic is."""
        defined: dict[int, Topic] = {}
        numbers = set(self._topics)
        while numbers:
            topics = Topic.objects.filter(pk__in=numbers).select_related("broader")
            defined |= {row.pk: row for row in topics.prefetch_related("former_slugs")}
            numbers = {row.broader_id for row in defined.values() if row.broader_id} - set(defined)
        shown = set(defined)
        if self._public:
            shown = set(Topic.objects.public().values_list("pk", flat=True))
        for row in sorted(defined.values(), key=lambda row: row.name):
            if row.pk in shown:
                record = self.record(TopicRecord, row)
                yield record if row.broader_id in shown else replace(record, broader="")

    def _inferred(self) -> list[InferredRecord]:
        paths = dict(self._paths())
        inferred = []
        for row in self._rows.inferences:
            field = row.owner_field
            owner = paths.get((field, getattr(row, f"{field}_id")))
            if owner is not None:
                path = pointer_into(field, owner, row.field)
                inferred.append(InferredRecord(path=path, reason=row.reason))
        return sorted(inferred, key=lambda value: path_order(value.path))

    def _paths(self) -> Iterator[tuple[tuple[str, int], str]]:
        """Where each row stands in the file, by owner field and row number."""
        yield ("meeting", self._rows.meeting.pk), "/meeting"
        for n, document in enumerate(self._rows.documents):
            yield ("document", document.pk), f"/documents/{n}"
        for listed in PARTS:
            for n, row in enumerate(self._rows.parts[listed.name]):
                yield (listed.kind.record.NOUN.owner, row.pk), f"/{listed.key}/{n}"
        for key, inner in INNER_PARTS.items():
            for n, row in enumerate(self._rows.parts[key]):
                for m, child in enumerate(getattr(row, inner.column).all()):
                    path = f"/{key}/{n}/{inner.key}/{m}"
                    yield (inner.kind.record.NOUN.owner, child.pk), path
