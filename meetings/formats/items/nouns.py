"""Participants, people, topics, series and documents of a list, as they are taken along."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from participants.models import ParticipantKind

from ...addresses import whole_address
from ...reading.document import document_rows
from ...reading.participant import participant_rows
from ...reading.person import person_rows
from ..table import Column, Table, in_words, together
from .shared import Edtf, ParticipantItem, Url, any_participant, participant_item


class ListedParticipantItem(Struct):
    """A participant, with how much of it is on record."""

    slug: str
    name: str
    kind: str
    code: Annotated[str | None, Meta(description="ISO 3166-1 alpha-3, of states that have one.")]
    url: Url
    part_of: ParticipantItem | None
    meetings: Annotated[int, Meta(description="Recorded meetings that it attended.")]
    statements: int
    pledges: int


class ListedPersonItem(Struct):
    """A person, with the post at the latest meeting, and how much is on record."""

    key: str
    name: str
    url: Url
    title: str
    participant: ParticipantItem | None
    meetings: Annotated[int, Meta(description="Recorded meetings attended.")]
    statements: int
    pledges: int


class ListedDocumentItem(Struct):
    """A document that records use or refer to."""

    key: str
    title: str
    url: Url
    symbol: str
    kind: str
    date: Edtf
    language: str
    issuers: list[ParticipantItem]
    held: Annotated[str, Meta(description="Whether its text is held here.")]


def participant_items(numbers: Sequence[int]) -> list[ListedParticipantItem]:
    """The participants of these numbers, in this order; one query."""
    return [
        ListedParticipantItem(
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            code=row.code,
            url=whole_address(row.url),
            part_of=any_participant(row.part_of),
            meetings=row.attended,
            statements=row.said,
            pledges=row.promised,
        )
        for row in participant_rows(numbers)
    ]


def person_items(numbers: Sequence[int]) -> list[ListedPersonItem]:
    """The people of these numbers, in this order; at most four queries."""
    return [
        ListedPersonItem(
            key=row.key,
            name=row.name,
            url=whole_address(row.url),
            title=row.post.title if row.post else "",
            participant=any_participant(row.post.body) if row.post else None,
            meetings=row.attended,
            statements=row.said,
            pledges=row.promised,
        )
        for row in person_rows(numbers)
    ]


def document_items(numbers: Sequence[int]) -> list[ListedDocumentItem]:
    """The documents of these numbers, in this order; four queries."""
    return [
        ListedDocumentItem(
            key=row.key,
            title=row.title,
            url=whole_address(row.url),
            symbol=row.symbol,
            kind=row.kind,
            date=row.date,
            language=row.language,
            issuers=[participant_item(one) for one in row.issuers],
            held=row.held,
        )
        for row in document_rows(numbers)
    ]


_COUNTS = (
    Column(_("Meetings attended"), lambda item: item.meetings),
    Column(_("Statements"), lambda item: item.statements),
    Column(_("Pledges"), lambda item: item.pledges),
)
PARTICIPANTS = Table(
    (
        Column(_("Participant"), lambda item: item.name),
        Column(_("Kind"), lambda item: in_words(ParticipantKind, item.kind)),
        Column(_("Code"), lambda item: item.code),
        Column(_("Part of"), lambda item: item.part_of and item.part_of.name),
        *_COUNTS,
        Column(_("Address"), lambda item: item.url),
        Column(_("Slug"), lambda item: item.slug),
    )
)
PEOPLE = Table(
    (
        Column(_("Person"), lambda item: item.name),
        Column(_("Title"), lambda item: item.title),
        Column(_("Participant"), lambda item: item.participant and item.participant.name),
        *_COUNTS,
        Column(_("Address"), lambda item: item.url),
        Column(_("Key"), lambda item: item.key),
        Column(
            _("Slug of the participant"), lambda item: item.participant and item.participant.slug
        ),
    )
)
DOCUMENTS = Table(
    (
        Column(_("Document"), lambda item: item.title, is_wide=True),
        Column(_("Symbol"), lambda item: item.symbol),
        Column(_("Kind"), lambda item: item.kind),
        Column(_("Date (EDTF)"), lambda item: item.date),
        Column(_("Language"), lambda item: item.language),
        Column(_("Issued by"), lambda item: together(one.name for one in item.issuers)),
        Column(_("Address"), lambda item: item.url),
        Column(_("Key"), lambda item: item.key),
        Column(_("Slugs of issuers"), lambda item: together(one.slug for one in item.issuers)),
    )
)
