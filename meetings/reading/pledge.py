"""Pledges as pages show them: ``PledgeRow`` for lists, and what a pledge is made of."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_address
from ..dates import wording
from ..models import Inference, Pledge, Pledger, Update
from ..models.choices import UpdateStatus
from ..models.fields import MadeField
from ..models.pledge_status import status_on
from ..models.wording import listed
from .evidence import InferredRow, QuoteRow, reasons_of
from .inferred import Reason, Reasons
from .links import MeetingLink, ParticipantLink, PersonLink

#: the day of a pledge in lists, and the order of these: the latest first
MADE = Coalesce("made_first", "meeting__first_day")
NEWEST = (MADE.desc(nulls_last=True), "meeting__slug", "order", "number")


#: what rows show of a pledge, with the paths of its values in the record file
FACTS = {
    "title": ("title",),
    "makers": ("by", "collective"),
    "made": ("made",),
    "due": ("due",),
}


@dataclass(slots=True)
class PledgerRow:
    """Who made a pledge: a participant, a person, or a person of a participant; as what."""

    pledge_id: int
    participant: ParticipantLink | None
    person: PersonLink | None
    title: str

    def __str__(self) -> str:
        if self.person and self.participant:
            return f"{self.participant.name} ({self.person.name})"
        return str(self.person or self.participant)


@dataclass(slots=True)
class UpdateRow:
    """What a source asserts of a pledge, and the meeting that reports it, where it is public."""

    pledge_id: int
    pk: int
    order: int
    first_day: datetime.date | None
    date: str
    status: str
    asserted_by: str
    text: str
    meeting_slug: Annotated[str | None, F("meeting__slug")]
    reported_at: MeetingLink | None = None
    quotes: Sequence[QuoteRow] = ()
    inferred: Sequence[InferredRow] = ()

    @property
    def date_wording(self) -> str:
        """When it was reported, in words; empty where that is not stated."""
        return wording(self.date) if self.date else ""

    @property
    def date_reason(self) -> str:
        """Why its date is inferred."""
        return reasons_of(self.inferred, "date")

    @property
    def reason(self) -> str:
        """Why anything else of it is inferred."""
        return " ".join(row.reason for row in self.inferred if not row.is_of("date"))

    def get_status_display(self) -> str:
        """The status in words."""
        return str(UpdateStatus(self.status).label)


@dataclass(slots=True)
class NumberedStatement:
    """The statement that a pledge stems from: its number (the ¶), and its key."""

    pk: int
    number: int
    key: int | None


class PledgeWording:
    """A pledge in words: who made it, when, and when it is due."""

    __slots__ = ()

    collective: str
    made: str
    due: str
    pledgers: Sequence[PledgerRow]

    @property
    def makers(self) -> str:
        """Who promised it, in words; empty where the source is silent."""
        names = dict.fromkeys(map(str, self.pledgers))
        return capfirst(listed([*names, *filter(None, [self.collective])]))

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


@dataclass(slots=True)
class PledgeRow(PledgeWording):
    """One pledge of a list, as components/pledge_row.html prints it, with its status of a day.

    ``reasons`` say why what :data:`FACTS` names is inferred.
    """

    pk: int
    number: int
    title: str
    collective: str
    condition: str
    made: str
    made_first: datetime.date | None
    due: str
    due_last: datetime.date | None
    meeting: MeetingLink
    statement: NumberedStatement | None
    pledgers: Sequence[PledgerRow] = field(default=(), kw_only=True)
    updates: Sequence[UpdateRow] = field(default=(), kw_only=True)
    status: str = field(default="", kw_only=True)
    reasons: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting.slug, self.number)


_PLEDGES = PreparedQuery(
    lambda numbers: Pledge.objects.filter(pk__in=[numbers]).order_by(), PledgeRow
)
_PLEDGERS = PreparedQuery(
    lambda numbers: Pledger.objects.filter(pledge__in=[numbers]).order_by("pledge", "order", "pk"),
    PledgerRow,
)
_UPDATES = PreparedQuery(
    lambda numbers: Update.objects.filter(pledge__in=[numbers]).order_by(
        "pledge", "first_day", "order", "pk"
    ),
    UpdateRow,
)
_INFERRED = PreparedQuery(
    lambda numbers: (
        Inference.objects.filter(pledge__in=[numbers])
        .order_by("pledge", "pk")
        .values_list("pledge_id", "field", "reason")
    )
)


def pledge_rows(numbers: Iterable[int], day: datetime.date | None = None) -> list[PledgeRow]:
    """The pledges of these numbers, in this order, with their status of a day (today)."""
    order = list(numbers)
    pledges = {pledge.pk: pledge for pledge in _PLEDGES.rows(order)}
    pledgers, updates = pledgers_of(pledges), updates_of(pledges)
    for pk, pledge in pledges.items():
        pledge.pledgers = pledgers[pk]
        pledge.updates = updates[pk]
        pledge.status = status_of(pledge, day or localdate())
    _give_reasons(pledges)
    return [pledges[pk] for pk in order if pk in pledges]


def _give_reasons(pledges: Mapping[int, PledgeRow]) -> None:
    """Why what rows show is inferred; one query."""
    inferred = Reasons(
        Reason("pledge", pk, path, reason) for pk, path, reason in _INFERRED.rows(pledges)
    )
    for pk, pledge in pledges.items():
        pledge.reasons = {
            fact: inferred.of(*paths, field="pledge", owner=pk) for fact, paths in FACTS.items()
        }


def pledgers_of(pledges: Iterable[int]) -> dict[int, list[PledgerRow]]:
    """Who made each pledge, in order; one query."""
    pledgers: dict[int, list[PledgerRow]] = defaultdict(list)
    for pledger in _PLEDGERS.rows(pledges):
        pledgers[pledger.pledge_id].append(pledger)
    return pledgers


def updates_of(pledges: Iterable[int]) -> dict[int, list[UpdateRow]]:
    """What became of each pledge, the earliest first; one query."""
    updates: dict[int, list[UpdateRow]] = defaultdict(list)
    for update in _UPDATES.rows(pledges):
        updates[update.pledge_id].append(update)
    return updates


def status_of(pledge: PledgeRow, day: datetime.date) -> str:
    """What its updates say of a pledge as of a day."""
    return status_on(day, pledge.due_last, pledge.updates).value
