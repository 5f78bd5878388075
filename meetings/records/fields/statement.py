"""What was said, and by whom."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from meetings.models.choices import Delivery, Form

from .declaration import Json, NounDeclaration
from .keys import EntryKey, ParticipantKey, ParticipantKeys, PersonKey, StatementKeys, TopicKeys
from .kinds import Choice, Choices, Flag, PassageText, PermanentNumber, Quotations, Text
from .objects import Items
from .passage import Passage, PassageOf, stretch

#: what the schema says of quoted words
QUOTATION: Json = stretch(
    "Quoted words inside the statement's text, in code points, quotation marks excluded; “end” is "
    "the first position after them.",
    "Quoted words",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRecord:
    """Who said it; a participant, a person, or as the source names the speaker."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Speaker",
        description="Who said it; a speaker need not be a delegation.",
        definition="speaker",
        model="meetings.Speaker",
        one_of=("participant", "person", "printed", "title"),
    )

    participant: Annotated[
        str,
        ParticipantKey(
            "The participant that speaks; an office holder speaks for the organ or body of that "
            "office. Null where none is stated.",
            always=True,
        ),
    ] = ""
    person: Annotated[str, PersonKey("Key of a person of this file; null where none is named.")] = (
        ""
    )
    printed: Annotated[str, Text("As printed.", 250)] = ""
    title: Annotated[str, Text("Title of that day.")] = ""
    capacity: Annotated[str, Text("Capacity, as “Chair of the Peacebuilding Commission”.", 250)] = (
        ""
    )
    on_behalf_of: Annotated[
        tuple[str, ...], ParticipantKeys("The groups or others spoken for.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    """``text`` is computed from the passage; ``quotations`` are (start, end) inside it."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Statement",
        description="A passage with what was said and by whom.",
        definition="statement",
        model="meetings.Statement",
        owner="statement",
    )

    number: Annotated[int, PermanentNumber()]
    session: Annotated[str, EntryKey("Key of the session.", 80, of="sessions")] = ""
    agenda: Annotated[
        str, EntryKey("Key of the agenda item.", 80, of="agenda", column="agenda_item")
    ] = ""
    form: Annotated[str, Choice("How close the text is to the words spoken.", Form)]
    delivery: Annotated[
        tuple[str, ...], Choices("How it was delivered; several at once.", choices=Delivery)
    ] = ()
    language: Annotated[str, Text(definition="language")] = ""
    topics: Annotated[
        tuple[str, ...],
        TopicKeys(
            "Names of topics that the file lists.",
            {"type": "string", "maxLength": 200},
            of="topics",
        ),
    ] = ()
    text: Annotated[
        str,
        PassageText(
            "The passage after corrections. Optional in, always out; where it is given it must be "
            "what is computed."
        ),
    ] = ""
    quotations: Annotated[
        tuple[tuple[int, int], ...],
        Quotations(
            "For the form “quotation”: where the quoted words stand in the text; a list where "
            "there are several.",
            key="quotation",
        ),
    ] = ()
    procedural: Annotated[bool, Flag("Whether the passage only moves the meeting along.")] = False
    in_reply_to: Annotated[
        tuple[int, ...],
        StatementKeys(
            "Numbers of the statements it replies to.",
            {"$ref": "#/$defs/number"},
            of="statements",
        ),
    ] = ()
    mentions: Annotated[tuple[str, ...], ParticipantKeys("Participants spoken about.")] = ()
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
    collective: Annotated[
        str,
        Text("A collective speaker in its own wording (“many participants”, “Egypt and others”)."),
    ] = ""
    unattributed: Annotated[
        str, Text("Why neither a speaker nor a collective is given, where none is.")
    ] = ""
    speakers: Annotated[
        tuple[SpeakerRecord, ...],
        Items("None stated, one, or several (a joint statement).", SpeakerRecord),
    ] = ()
