"""What items of several nouns hold: whom and what they name, and where that is read."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from ...addresses import whole_address
from ...reading.links import MeetingLink, ParticipantLink, PersonLink

Url = Annotated[str, Meta(description="Permanent address of the page.")]
Edtf = Annotated[str, Meta(description="As precise as known, in EDTF (ISO 8601-2); may be empty.")]


class Named(Struct):
    """A topic, a series: its name and its address."""

    slug: str
    name: str
    url: Url


class ParticipantItem(Struct):
    """A state, organisation or other body."""

    slug: str
    name: str
    kind: str
    code: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3, of states that have one.")]
    url: Url


class PersonItem(Struct):
    """A person."""

    key: str
    name: str
    url: Url


class MeetingItem(Struct):
    """A meeting: its title, composed where no source gives one, and its date."""

    slug: str
    title: str
    date: Edtf
    url: Url


class SourceItem(Struct):
    """Where words stand in a source: a range of its text."""

    document: Named
    start: Annotated[int, Meta(description="First code point of the text, from 0.")]
    end: Annotated[int, Meta(description="The code point behind the last.")]


def named(link: Any) -> Named:
    """A topic or series."""
    return Named(link.slug, link.name, whole_address(link.url))


def participant_item(link: ParticipantLink) -> ParticipantItem:
    """A participant."""
    return ParticipantItem(link.slug, link.name, link.kind, link.code, whole_address(link.url))


def any_participant(link: ParticipantLink | None) -> ParticipantItem | None:
    """A participant, if there is one."""
    return None if link is None else participant_item(link)


def person_item(link: PersonLink | None) -> PersonItem | None:
    """A person, if there is one."""
    return None if link is None else PersonItem(link.key, link.name, whole_address(link.url))


def meeting_item(link: MeetingLink) -> MeetingItem:
    """A meeting."""
    return MeetingItem(link.slug, link.shown_title, link.date, whole_address(link.url))
