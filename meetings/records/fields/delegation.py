"""Who took part: delegations and their people."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from meetings.models.choices import Level, Presence, Role

from .declaration import NounDeclaration
from .keys import ParticipantKey, PersonKey
from .kinds import Choice, Choices, Text
from .objects import Items
from .passage import Passage, PassageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateRecord:
    """``person`` is a key, "" for a person without a name; so are role, level and presence."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Delegate",
        description="A person of a delegation, with honorific and title of that day, possibly "
        "unnamed. Role, level and presence override those of the delegation.",
        definition="delegate",
        model="meetings.Delegate",
        owner="delegate",
        one_of=("person", "printed", "title"),
    )

    person: Annotated[
        str,
        PersonKey(
            "Key of a person of this file; null for a person without a name (“the Focal Point of "
            "Qatar”).",
            always=True,
        ),
    ] = ""
    printed: Annotated[str, Text("Name as printed.", 250)] = ""
    honorific: Annotated[str, Text("Honorific, as “H.E. Mr.”.", 60)] = ""
    title: Annotated[str, Text("Title of that day.")] = ""
    role: Annotated[str, Choice("Role of the person.", Role, open=True)] = ""
    level: Annotated[str, Choice("Level of the person.", Level, open=True)] = ""
    presence: Annotated[str, Choice("How the person was present.", Presence, open=True)] = ""
    passage: Annotated[Passage, PassageOf(needed=True)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRecord:
    """A participant at the meeting, with its people."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Delegation",
        description="A participant at the meeting. Spoken about is not present: a mention is no "
        "delegation.",
        definition="delegation",
        model="meetings.Delegation",
        owner="delegation",
    )

    participant: Annotated[str, ParticipantKey(definition="participantReference", unique=True)]
    printed: Annotated[str, Text("Name as printed.", 250)] = ""
    roles: Annotated[tuple[str, ...], Choices("Roles; several at once.", choices=Role)] = ()
    level: Annotated[
        str,
        Choice("Level at which it was led. Left out: not stated.", Level, left_out="not stated"),
    ] = "not stated"
    presence: Annotated[
        str,
        Choice("How it was present. Left out: not stated.", Presence, left_out="not stated"),
    ] = "not stated"
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
    delegates: Annotated[tuple[DelegateRecord, ...], Items("Its people.", DelegateRecord)] = ()
