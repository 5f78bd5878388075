"""Pledges of a list, as they are taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from participants.queries.prepared import PreparedQuery

from ...addresses import numbered_address, whole_address
from ...models import Pledge
from ...models.choices import PledgeKind, Strength
from ...models.pledge_status import PledgeStatus
from ...reading.pledge import PledgeRow, pledgers_of, status_of, updates_of
from ..table import Column, Table, in_words, together
from .shared import (
    Edtf,
    MeetingItem,
    ParticipantItem,
    PersonItem,
    SourceItem,
    Url,
    any_participant,
    meeting_item,
    person_item,
)
from .sources import sources_of


class PledgerItem(Struct):
    """Who made a pledge: a participant, a person, or a person of a participant."""

    participant: ParticipantItem | None
    person: PersonItem | None
    title: str


class UpdateItem(Struct):
    """What a later source asserts of a pledge."""

    date: Edtf
    status: str
    asserted_by: str
    text: str


class PledgeItem(Struct):
    """What was promised, by whom, and what became of it."""

    url: Url
    number: Annotated[int, Meta(description="Its number in its meeting; permanent.")]
    meeting: MeetingItem
    title: str
    pledgers: list[PledgerItem]
    collective: Annotated[str, Meta(description="Makers that are not named.")]
    kind: str
    strength: str
    condition: str
    made: Annotated[str, Meta(description="EDTF, or words where it was before the meeting.")]
    due: Edtf
    status: Annotated[str, Meta(description="Of today, by what later sources assert.")]
    updates: list[UpdateItem]
    statement: Annotated[str | None, Meta(description="Address of the statement it stems from.")]
    sources: list[SourceItem]


@dataclass(slots=True)
class _Row(PledgeRow):
    kind: str
    strength: str


_ROWS = PreparedQuery(lambda numbers: Pledge.objects.filter(pk__in=[numbers]).order_by(), _Row)


def pledge_items(numbers: Sequence[int]) -> list[PledgeItem]:
    """The pledges of these numbers, in this order; four queries."""
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    pledgers, updates = pledgers_of(rows), updates_of(rows)
    sources, today = sources_of("pledge", rows), localdate()
    for pk, row in rows.items():
        row.pledgers, row.updates = pledgers[pk], updates[pk]
        row.status = status_of(row, today)
    return [_item(rows[pk], sources[pk]) for pk in numbers if pk in rows]


def _item(row: _Row, sources: list[SourceItem]) -> PledgeItem:
    said = row.statement
    slug = row.meeting.slug
    return PledgeItem(
        url=whole_address(row.get_absolute_url()),
        number=row.number,
        meeting=meeting_item(row.meeting),
        title=row.title,
        pledgers=[
            PledgerItem(any_participant(one.participant), person_item(one.person), one.title)
            for one in row.pledgers
        ],
        collective=row.collective,
        kind=row.kind,
        strength=row.strength,
        condition=row.condition,
        made=row.made,
        due=row.due,
        status=row.status,
        updates=[
            UpdateItem(one.date, one.status, one.asserted_by, one.text) for one in row.updates
        ],
        statement=whole_address(numbered_address("statement", slug, said.number)) if said else None,
        sources=sources,
    )


def _bodies(item: PledgeItem) -> list[ParticipantItem]:
    return [one.participant for one in item.pledgers if one.participant]


def _people(item: PledgeItem) -> list[PersonItem]:
    return [one.person for one in item.pledgers if one.person]


TABLE = Table(
    (
        Column(_("Pledge"), lambda item: item.title, is_wide=True),
        Column(_("Participants"), lambda item: together(one.name for one in _bodies(item))),
        Column(_("People"), lambda item: together(one.name for one in _people(item))),
        Column(_("Makers not named"), lambda item: item.collective),
        Column(_("Meeting"), lambda item: item.meeting.title, is_wide=True),
        Column(_("Date of the meeting (EDTF)"), lambda item: item.meeting.date),
        Column(_("Number"), lambda item: item.number),
        Column(_("Kind"), lambda item: in_words(PledgeKind, item.kind)),
        Column(_("Strength"), lambda item: in_words(Strength, item.strength)),
        Column(_("Condition"), lambda item: item.condition),
        Column(_("Made (EDTF)"), lambda item: item.made),
        Column(_("Due (EDTF)"), lambda item: item.due),
        Column(_("Status"), lambda item: in_words(PledgeStatus, item.status)),
        Column(_("Latest news"), lambda item: item.updates[-1].text if item.updates else ""),
        Column(_("Sources"), lambda item: together(one.document.name for one in item.sources)),
        Column(_("Address"), lambda item: item.url),
        Column(_("Address of the meeting"), lambda item: item.meeting.url),
        Column(_("Address of the statement"), lambda item: item.statement),
        Column(_("Slugs of participants"), lambda item: together(o.slug for o in _bodies(item))),
        Column(_("Codes of participants"), lambda item: together(o.code for o in _bodies(item))),
        Column(_("Keys of people"), lambda item: together(one.key for one in _people(item))),
        Column(
            _("Addresses of sources"),
            lambda item: together(one.document.url for one in item.sources),
        ),
    )
)
