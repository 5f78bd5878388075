"""Participants, people, meetings, documents and topics as schema.org names them in other things."""

from collections.abc import Iterable, Mapping
from typing import Any

from participants.models import ParticipantKind

from ...addresses import whole_address
from ...reading.links import Link, MeetingLink, ParticipantLink, PersonLink
from ..iso_dates import iso_ends

Node = dict[str, Any]

CONTEXT = "https://schema.org"
#: a state is a country and acts as a body: either type alone lacks properties of the other
_STATE = ["Country", "Organization"]
_TYPES: Mapping[str, Any] = {
    ParticipantKind.STATE: _STATE,
    ParticipantKind.FORMER_STATE: _STATE,
    ParticipantKind.MINISTRY: "GovernmentOrganization",
    ParticipantKind.NGO: "NGO",
    ParticipantKind.RESEARCH: "ResearchOrganization",
}


def filled(**fields: Any) -> Node:
    """A node without what is empty; ``type`` and ``id`` stand for ``@type`` and ``@id``."""
    names = {"type": "@type", "id": "@id", "context": "@context"}
    return {names.get(name, name): value for name, value in fields.items() if value}


def top(kind: Any, path: str, **fields: Any) -> Node:
    """The thing that a page is about, in the context of schema.org."""
    url = whole_address(path)
    return filled(context=CONTEXT, type=kind, id=url, url=url, **fields)


def participant_type(participant: ParticipantLink) -> Any:
    """The types of a participant; an observer is a state where it has a country code."""
    if participant.kind == ParticipantKind.OBSERVER and participant.code:
        return _STATE
    return _TYPES.get(participant.kind, "Organization")


def participant_node(participant: ParticipantLink) -> Node:
    """A participant, named."""
    kind = participant_type(participant)
    return filled(type=kind, id=whole_address(participant.url), name=participant.name)


def person_node(person: PersonLink, body: ParticipantLink | None = None) -> Node:
    """A person, named, and for whom."""
    affiliation = participant_node(body) if body else None
    return filled(
        type="Person", id=whole_address(person.url), name=person.name, affiliation=affiliation
    )


def maker_node(row: Any) -> Node:
    """A speaker or a maker of a pledge: the person, else the participant, else as printed."""
    if row.person:
        return person_node(row.person, row.participant)
    if row.participant:
        return participant_node(row.participant)
    return {"name": str(row)}


def meeting_node(meeting: MeetingLink) -> Node:
    """A meeting, named, with its days as far as they are known."""
    first, last = iso_ends(meeting.date)
    return filled(
        type="Event",
        id=whole_address(meeting.url),
        name=meeting.shown_title,
        startDate=first,
        endDate=last,
    )


def document_nodes(documents: Iterable[Any]) -> list[Node]:
    """Documents (links, or rows that have more), named, each once."""
    once = {document.key: document for document in documents}
    return [
        filled(type="DigitalDocument", id=whole_address(document.url), name=document.title)
        for document in once.values()
    ]


def term_nodes(topics: Iterable[Link]) -> list[Node]:
    """Topics, named."""
    return [
        filled(type="DefinedTerm", id=whole_address(topic.url), name=topic.text) for topic in topics
    ]


def inferred_words(marks: Iterable[Link]) -> list[str]:
    """What of a thing is inferred, and why: "Date inferred: …"."""
    return [f"{mark.text}: {mark.reason}" for mark in marks]
