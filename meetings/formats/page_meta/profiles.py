"""The heads of the pages of participants and people."""

from typing import Any

from ...reading.participant import ParticipantPage
from ...reading.person import PersonPage, TitleRow
from .head import PageHead, alternates
from .things import (
    Node,
    filled,
    participant_node,
    participant_type,
    top,
)

#: titles under which a person spoke that are told, the latest first
MOST = 20


def participant_head(page: ParticipantPage) -> PageHead:
    """The head of a participant."""
    code = filled(type="PropertyValue", propertyID="ISO 3166-1 alpha-3", value=page.code)
    node = top(
        participant_type(page),
        page.url,
        name=page.name,
        legalName=page.formal_name,
        alternateName=[*page.abbreviations, *page.other_names, *page.former_names],
        identifier=code if page.code else None,
        parentOrganization=participant_node(page.part_of) if page.part_of else None,
        subOrganization=[participant_node(part) for part in page.parts],
    )
    return PageHead(node, alternates=alternates("participant", page.slug))


def person_head(page: PersonPage) -> PageHead:
    """The head of a person, with the titles under which she or he spoke.

    A title is one of the day: each says at which meeting, and none that it is held now.
    """
    node = top(
        "Person",
        page.url,
        name=page.name,
        alternateName=[*page.names],
        affiliation=[_role(title) for title in page.titles[:MOST] if title.body],
    )
    return PageHead(node, alternates=alternates("person", page.key), kind="profile")


def _role(title: TitleRow) -> Node:
    meeting: Any = title.meeting
    when = ", ".join(filter(None, [meeting.shown_title, meeting.date_wording]))
    return filled(
        type="OrganizationRole",
        roleName=title.words,
        description=when,
        affiliation=participant_node(title.body) if title.body else None,
    )
