"""Sessions."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .keys import EntryKey, EntryKeys
from .kinds import Date, Text
from .passage import Passage, PassageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """``part_of`` is the key of a session, ``agenda`` are keys of agenda items."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Session",
        description="A session; it may have a date and a place, be part of another, or run in "
        "parallel.",
        definition="session",
        model="meetings.Session",
        owner="session",
    )

    key: Annotated[str, Text(definition="partKey", unique=True)]
    title: Annotated[str, Text("Title.", definition="text")]
    kind: Annotated[str, Text("What it is, as “opening” or “discussion”.", 100)] = ""
    date: Annotated[str, Date()] = ""
    place: Annotated[str, Text("Where it took place.", 250)] = ""
    part_of: Annotated[
        str, EntryKey("Key of the session that it is part of.", 80, of="sessions")
    ] = ""
    agenda: Annotated[
        tuple[str, ...],
        EntryKeys("Keys of the agenda items taken up.", {"$ref": "#/$defs/partKey"}, of="agenda"),
    ] = ()
    passage: Annotated[Passage, PassageOf()] = ()
