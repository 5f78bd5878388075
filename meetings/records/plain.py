"""A record file read and checked, as plain immutable data; no database behind it.

Texts that the file leaves out are "", numbers ``None``, lists empty tuples. Participants
stand as the file names them (ISO alpha-3 code, slug or name); people, topics, documents,
agenda items, sessions and statements by the key that the file itself defines.
Passages are resolved to ranges. The order of every tuple is that of the file.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """Code points ``start`` to ``end`` (excluded) of a document's text, and the words there."""

    document: str
    start: int
    end: int
    exact: str


#: Several ranges where a page break or the layout cuts a passage.
Passage = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class NameData:
    """A further name; ``kind`` is "other", "former" or "abbreviation"."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeriesData:
    slug: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceData:
    """Each may be unknown; ``country`` is a participant."""

    city: str
    country: str
    venue: str


@dataclass(frozen=True, slots=True)
class MeetingData:
    slug: str
    former_slugs: tuple[str, ...]
    title: str
    title_printed: str
    series: SeriesData | None
    ordinal: int | None
    theme: str
    date: str
    mode: str
    stage: str
    status: str
    summary: str
    place: PlaceData
    attendance: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class ParticipantData:
    slug: str
    name: str
    formal_name: str
    sort_name: str
    kind: str
    code: str
    region: str
    other_names: tuple[NameData, ...]
    part_of: str


@dataclass(frozen=True, slots=True)
class PersonData:
    key: str
    name: str
    sort_name: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicData:
    name: str
    abbreviation: str
    broader: str


@dataclass(frozen=True, slots=True)
class MarkData:
    """Text that no record uses: narrative, heading, label or furniture."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CorrectionData:
    """How a stretch of a document is read, and why; ``printed`` is the document's own text."""

    start: int
    end: int
    printed: str
    read: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentData:
    """A source text, whole; ``sha256`` is over its UTF-8 bytes, in lower-case hexadecimal."""

    key: str
    title: str
    kind: str
    symbol: str
    issuers: tuple[str, ...]
    date: str
    language: str
    origin: str
    rights: str
    text: str
    sha256: str
    marks: tuple[MarkData, ...]
    corrections: tuple[CorrectionData, ...]


@dataclass(frozen=True, slots=True)
class AgendaData:
    key: str
    title: str
    items: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class SessionData:
    """``part_of`` is the key of a session, ``agenda`` are keys of agenda items."""

    key: str
    title: str
    kind: str
    date: str
    place: str
    part_of: str
    agenda: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class DelegateData:
    """``person`` is a key, "" for a person without a name; so are role, level and presence."""

    person: str
    printed: str
    honorific: str
    title: str
    role: str
    level: str
    presence: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class DelegationData:
    participant: str
    printed: str
    roles: tuple[str, ...]
    level: str
    presence: str
    passage: Passage
    delegates: tuple[DelegateData, ...]


@dataclass(frozen=True, slots=True)
class SpeakerData:
    participant: str
    person: str
    printed: str
    title: str
    capacity: str
    on_behalf_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementData:
    """``text`` is computed from the passage; ``quotations`` are (start, end) inside it."""

    number: int
    session: str
    agenda: str
    form: str
    delivery: tuple[str, ...]
    language: str
    topics: tuple[str, ...]
    text: str
    quotations: tuple[tuple[int, int], ...]
    procedural: bool
    in_reply_to: tuple[int, ...]
    mentions: tuple[str, ...]
    passage: Passage
    collective: str
    unattributed: str
    speakers: tuple[SpeakerData, ...]


@dataclass(frozen=True, slots=True)
class PledgerData:
    participant: str
    person: str


@dataclass(frozen=True, slots=True)
class AmountData:
    text: str
    value: Decimal | None
    currency: str
    unit: str


@dataclass(frozen=True, slots=True)
class UpdateData:
    """``meeting`` is the slug of the meeting whose document reports it."""

    date: str
    status: str
    asserted_by: str
    text: str
    meeting: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class PledgeData:
    """``made`` is EDTF or "before the meeting"; ``statement`` is the number of one."""

    number: int
    title: str
    by: tuple[PledgerData, ...]
    collective: str
    kind: str
    strength: str
    amounts: tuple[AmountData, ...]
    condition: str
    made: str
    due: str
    statement: int | None
    passage: Passage
    updates: tuple[UpdateData, ...]


@dataclass(frozen=True, slots=True)
class FigureData:
    text: str
    subject: str
    statement: int | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class StubDelegationData:
    participant: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StubData:
    """A meeting that a document only names; "" or ``None`` is what this file does not say."""

    slug: str
    title: str
    series: SeriesData | None
    ordinal: int | None
    date: str
    place: PlaceData
    mode: str
    stage: str
    theme: str
    delegations: tuple[StubDelegationData, ...]


@dataclass(frozen=True, slots=True)
class RelationData:
    relation: str
    printed: str
    passage: Passage
    meeting: StubData


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """A document referred to."""

    title: str
    symbol: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class InferredData:
    """A value that is inferred, not in the source.

    ``noun`` is the file's list ("meeting", "documents", "statements" …, or "delegates" and
    "updates"), ``index`` the place in that list, ``inner`` the place among the delegates of
    delegation ``index`` or the updates of pledge ``index``, ``field`` the rest of the path,
    a JSON Pointer (RFC 6901) without its first slash.
    """

    path: str
    noun: str
    index: int
    inner: int | None
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class RetiredData:
    """Numbers of statements and pledges that were taken out: never used again."""

    statements: tuple[int, ...]
    pledges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordFile:
    meeting: MeetingData
    participants: tuple[ParticipantData, ...]
    people: tuple[PersonData, ...]
    topics: tuple[TopicData, ...]
    documents: tuple[DocumentData, ...]
    agenda: tuple[AgendaData, ...]
    sessions: tuple[SessionData, ...]
    delegations: tuple[DelegationData, ...]
    statements: tuple[StatementData, ...]
    pledges: tuple[PledgeData, ...]
    figures: tuple[FigureData, ...]
    relations: tuple[RelationData, ...]
    references: tuple[ReferenceData, ...]
    inferred: tuple[InferredData, ...]
    retired: RetiredData
