"""Other meetings that a source names, and what it says of them."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from meetings.models.choices import Mode, RelationKind, Role, Stage

from .declaration import Json, NounDeclaration
from .former import FormerSlugs
from .keys import ParticipantKey
from .kinds import Choice, Choices, Date, Ordinal, Text
from .meeting import NOWHERE, PlaceRecord
from .objects import Items, Object
from .passage import Passage, PassageOf
from .series import SeriesObject, SeriesRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class StubDelegationRecord:
    """A participant of a meeting that is only named."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="", description="A participant of that meeting."
    )

    participant: Annotated[str, ParticipantKey(definition="participantReference", at_object=True)]
    roles: Annotated[tuple[str, ...], Choices("Roles.", choices=Role)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StubRecord:
    """A meeting that a document only names; "" or ``None`` is what this file does not say."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Meeting that is named",
        description="A meeting that the document names, and what it says of it; a stub until "
        "somebody records it.",
        definition="stub",
    )

    slug: Annotated[str, Text(definition="slug")]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    title: Annotated[str, Text("Title; null where the document gives none.", always=True)] = ""
    series: Annotated[SeriesRecord | None, SeriesObject()] = None
    ordinal: Annotated[int | None, Ordinal("The number of the meeting in its series.")] = None
    date: Annotated[str, Date()] = ""
    place: Annotated[PlaceRecord, Object(record=PlaceRecord)] = NOWHERE
    mode: Annotated[str, Choice("How people met.", Mode, open=True)] = ""
    stage: Annotated[str, Choice("Whether it took place.", Stage, open=True)] = ""
    theme: Annotated[str, Text("Theme.")] = ""
    delegations: Annotated[
        tuple[StubDelegationRecord, ...],
        Items("Who took part, as far as the document says.", StubDelegationRecord),
    ] = ()


@dataclass(frozen=True)
class NamedMeeting(Object):
    """The meeting that a relation leads to: a row of its own, and what this record says of it."""

    foreign: ClassVar[bool] = True

    def prefetched(self, column: str) -> tuple[str, ...]:
        """The former addresses of the other meeting."""
        return (f"{column}__former_slugs",)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """What the relation says, whatever others say."""
        return rows.stub(row)

    def columns(self, column: str, value: Any, rows: Any, path: str) -> Json:
        """The stub, and the facts that this record states."""
        return dict(rows.stub(value, path))


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRecord:
    """What another meeting is to this one."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Relation",
        description="What another meeting is to this one. It stays in the file that states it; "
        "its inverse is shown, not dumped.",
        definition="relation",
        model="meetings.Relation",
        owner="relation",
    )

    relation: Annotated[str, Choice("What the other meeting is to this one.", RelationKind)]
    printed: Annotated[str, Text("As printed.")] = ""
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
    meeting: Annotated[StubRecord, NamedMeeting(record=StubRecord, column="other")]
