"""Pledges as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..dates import wording
from ..models import Pledge, Pledger, Update
from ..models.fields import MadeField
from ..models.pledge_status import status_on
from ..models.wording import pledge_makers
from .meeting import MEETING, MeetingCard, meeting_card
from .named import Rows


class Numbered(NamedTuple):
    """The statement of a pledge by its number."""

    number: int


class Maker(NamedTuple):
    """Who made a pledge, in words."""

    wording: str


@dataclass(frozen=True, slots=True)
class PledgeCard:
    """One pledge of a list, as components/pledge_row.html prints it."""

    pk: int
    number: int
    title: str
    collective: str
    condition: str
    made: str
    made_first: date | None
    due: str
    status: str
    meeting: MeetingCard
    statement: Numbered | None
    pledgers: Rows

    @property
    def makers(self) -> str:
        """Who promised it, in words; empty where the source is silent."""
        return pledge_makers(self)

    @property
    def made_wording(self) -> str:
        """When it was made, in words; empty where that is not stated."""
        if self.made in MadeField.words:
            return gettext("before the meeting")
        return wording(self.made) if self.made else ""

    @property
    def due_wording(self) -> str:
        """When it is due, in words; empty where that is not stated."""
        return wording(self.due) if self.due else ""

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting.slug, self.number)


_PLEDGES = PreparedQuery(
    lambda numbers: (
        Pledge.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list(
            "pk",
            "number",
            "title",
            "collective",
            "condition",
            "made",
            "made_first",
            "due",
            "due_last",
            "statement__number",
            "meeting_id",
            *(f"meeting__{name}" for name in MEETING),
        )
    )
)
_MAKERS = PreparedQuery(
    lambda numbers: (
        Pledger.objects.filter(pledge__in=[numbers])
        .order_by("pledge", "order", "pk")
        .values_list("pledge_id", "participant__name", "person__name")
    )
)
_UPDATES = PreparedQuery(
    lambda numbers: (
        Update.objects.filter(pledge__in=[numbers])
        .order_by()
        .values_list("pledge_id", "pk", "first_day", "order", "status")
    )
)


def pledge_cards(numbers: Iterable[int], day: date | None = None) -> list[PledgeCard]:
    """The pledges of these numbers, in this order, with their status of a day (today)."""
    asked, day = list(numbers), day or localdate()
    rows = {row[0]: row for row in _PLEDGES.rows(asked)}
    makers: dict[int, list[Maker]] = {}
    for pledge, body, person in _MAKERS.rows(rows):
        words = f"{body} ({person})" if body and person else body or person
        makers.setdefault(pledge, []).append(Maker(words))
    updates: dict[int, list[Update]] = {}
    for pledge, pk, first, order, status in _UPDATES.rows(rows):
        updates.setdefault(pledge, []).append(
            Update(pk=pk, first_day=first, order=order, status=status)
        )
    meetings: dict[int, MeetingCard] = {}
    return [
        _card(rows[pk], makers.get(pk, []), updates.get(pk, []), day, meetings)
        for pk in asked
        if pk in rows
    ]


def _card(
    row: Any,
    makers: list[Maker],
    updates: list[Update],
    day: date,
    meetings: dict[int, MeetingCard],
) -> PledgeCard:
    pk, number, title, collective, condition, *when, statement, meeting = row[:11]
    made, made_first, due, due_last = when
    if meeting not in meetings:
        meetings[meeting] = meeting_card(row[11:])
    return PledgeCard(
        pk,
        number,
        title,
        collective,
        condition,
        made,
        made_first,
        due,
        status_on(day, due_last, updates).value,
        meetings[meeting],
        Numbered(statement) if statement is not None else None,
        Rows(makers),
    )
