"""Delegations of a list, as they are taken along."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from participants.models import ParticipantKind

from ...models.choices import Level, Presence, Role, Stage
from ...reading.delegation_rows import DelegationListRow, delegation_rows
from ...reading.presence import AttendeeRow
from ..table import Column, Table, in_words, together
from .shared import (
    MeetingItem,
    ParticipantItem,
    PersonItem,
    SourceItem,
    meeting_item,
    participant_item,
    person_item,
)
from .sources import sources_of


class DelegateItem(Struct):
    """Somebody of a delegation."""

    printed: Annotated[str, Meta(description="As the source prints the name.")]
    title: str
    role: str
    presence: str
    person: PersonItem | None


class DelegationItem(Struct):
    """A participant at a meeting, with whom it sent."""

    participant: ParticipantItem
    meeting: MeetingItem
    stage: Annotated[str, Meta(description="Whether the meeting was held.")]
    place: str
    printed: Annotated[str, Meta(description="As the source prints the name.")]
    roles: list[str]
    level: str
    presence: str
    delegates: list[DelegateItem]
    sources: list[SourceItem]


def delegation_items(numbers: Sequence[int]) -> list[DelegationItem]:
    """The delegations of these numbers, in this order; six queries."""
    sources = sources_of("delegation", numbers)
    return [_item(row, sources[row.pk]) for row in delegation_rows(numbers)]


def _item(row: DelegationListRow, sources: list[SourceItem]) -> DelegationItem:
    return DelegationItem(
        participant=participant_item(row.participant),
        meeting=meeting_item(row.meeting),
        stage=row.meeting.stage,
        place=row.meeting.place,
        printed=row.printed,
        roles=row.roles,
        level=row.level,
        presence=row.presence,
        delegates=[_delegate(one) for one in row.people],
        sources=sources,
    )


def _delegate(row: AttendeeRow) -> DelegateItem:
    return DelegateItem(
        printed=row.printed,
        title=row.title,
        role=row.role,
        presence=row.presence,
        person=person_item(row.person),
    )


TABLE = Table(
    (
        Column(_("Participant"), lambda item: item.participant.name),
        Column(_("Meeting"), lambda item: item.meeting.title, is_wide=True),
        Column(_("Date (EDTF)"), lambda item: item.meeting.date),
        Column(_("Place"), lambda item: item.place),
        Column(_("Held"), lambda item: in_words(Stage, item.stage)),
        Column(_("As printed"), lambda item: item.printed),
        Column(_("Roles"), lambda item: in_words(Role, item.roles)),
        Column(_("Level"), lambda item: in_words(Level, item.level)),
        Column(_("Presence"), lambda item: in_words(Presence, item.presence)),
        Column(
            _("Delegates"),
            lambda item: together(
                ", ".join(filter(None, [one.person.name if one.person else one.printed, one.title]))
                for one in item.delegates
            ),
        ),
        Column(_("Sources"), lambda item: together(one.document.name for one in item.sources)),
        Column(_("Kind"), lambda item: in_words(ParticipantKind, item.participant.kind)),
        Column(_("Slug"), lambda item: item.participant.slug),
        Column(_("Code"), lambda item: item.participant.code),
        Column(_("Address of the participant"), lambda item: item.participant.url),
        Column(_("Address of the meeting"), lambda item: item.meeting.url),
        Column(
            _("Keys of people"),
            lambda item: together(one.person.key for one in item.delegates if one.person),
        ),
        Column(
            _("Addresses of sources"),
            lambda item: together(one.document.url for one in item.sources),
        ),
    )
)
