"""What was promised, by whom, and what later sources assert of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from meetings.models.choices import PledgeKind, Strength, UpdateStatus

from .declaration import NounDeclaration
from .keys import ParticipantKey, PersonKey, StatementKey
from .kinds import Choice, Date, PermanentNumber, Sum, Text
from .objects import Items
from .passage import Passage, PassageOf

#: what ``made`` may say instead of a date
BEFORE_THE_MEETING = "before the meeting"


@dataclass(frozen=True)
class MeetingKey(Text):
    """A meeting that reports an update, by its slug."""

    foreign: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The slug, where it may be told."""
        return rows.reported_at(getattr(row, column))

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The stub of that slug; nothing for ""."""
        return rows.reported_at(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRecord:
    """A sum promised: as printed, and as a number with its currency or unit."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Sum",
        description="A sum promised, with its text.",
        definition="amount",
        model="meetings.Amount",
    )

    text: Annotated[str, Text("As printed.", 250, required=True)]
    value: Annotated[Decimal | None, Sum("The sum as a number.")] = None
    currency: Annotated[str, Text("ISO 4217 code.", pattern=r"^([A-Z]{3})?$(?!\n)")] = ""
    unit: Annotated[str, Text("What is counted, where it is not money.", 100)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRecord:
    """``meeting`` is the slug of the meeting whose document reports it."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Update",
        description="What a source asserts of the pledge later; from this or a later meeting's "
        "document.",
        definition="update",
        model="meetings.Update",
        owner="update",
    )

    date: Annotated[str, Date()] = ""
    status: Annotated[str, Choice("What is asserted.", UpdateStatus)]
    asserted_by: Annotated[str, Text("Who asserts it.", 250)] = ""
    text: Annotated[str, Text("What is said.")] = ""
    meeting: Annotated[
        str,
        MeetingKey(
            "Slug of the meeting whose document reports it.",
            120,
            pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$(?!\n)",
        ),
    ] = ""
    passage: Annotated[Passage, PassageOf()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgerRecord:
    """Who makes a pledge: a participant, a person, or a person for a participant."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Maker of a pledge",
        description="Who makes the pledge.",
        definition="pledger",
        model="meetings.Pledger",
        one_of=("participant", "person"),
    )

    participant: Annotated[str, ParticipantKey("The participant.", at_object=True)] = ""
    person: Annotated[str, PersonKey("Key of a person of this file.")] = ""
    title: Annotated[str, Text("Title of that day.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRecord:
    """``made`` is EDTF or "before the meeting"; ``statement`` is the number of one."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Pledge",
        description="A promise. An appeal or a wish is none; a sum that is a common goal is a "
        "figure.",
        definition="pledge",
        model="meetings.Pledge",
        owner="pledge",
        output_only=(
            (
                "status",
                "Computed from the updates, as of a date. Output only: ignored when read.",
            ),
        ),
    )

    number: Annotated[int, PermanentNumber()]
    title: Annotated[str, Text("What is promised, in short.", definition="text")]
    by: Annotated[
        tuple[PledgerRecord, ...], Items("Who: one or several.", PledgerRecord, column="pledgers")
    ] = ()
    collective: Annotated[str, Text("A collective in its own wording.")] = ""
    kind: Annotated[str, Choice("What is promised.", PledgeKind)]
    strength: Annotated[str, Choice("How firmly.", Strength)]
    amounts: Annotated[tuple[AmountRecord, ...], Items("Sums with their text.", AmountRecord)] = ()
    condition: Annotated[str, Text("Condition.")] = ""
    made: Annotated[
        str,
        Date(
            "When it was made: a date (EDTF), or “before the meeting”.",
            64,
            definition="",
            words=(BEFORE_THE_MEETING,),
        ),
    ] = ""
    due: Annotated[str, Date()] = ""
    statement: Annotated[
        int | None, StatementKey("Number of the statement that holds it.", of="statements")
    ] = None
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
    updates: Annotated[
        tuple[UpdateRecord, ...],
        Items("What later sources assert of it, dated.", UpdateRecord),
    ] = ()
