"""Agenda items."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .kinds import Text, TextList
from .passage import Passage, PassageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemRecord:
    """What a meeting set out to discuss."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Agenda item",
        description="An item of the agenda; it can have no session, as a session can have no item.",
        definition="agendaItem",
        model="meetings.AgendaItem",
        owner="agenda_item",
    )

    key: Annotated[str, Text(definition="partKey", unique=True)]
    title: Annotated[str, Text("Title.", definition="text")]
    items: Annotated[
        tuple[str, ...], TextList("Sub-items, as listed.", {"$ref": "#/$defs/text"})
    ] = ()
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
