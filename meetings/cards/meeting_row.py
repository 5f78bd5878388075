"""Meetings as lists show them: read by number in a few queries, without models."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from participants.queries.prepared import PreparedQuery

from ..models import Figure, Inference, Meeting, Passage, Relation
from ..models.choices import Layer, Stage
from ..models.wording import meeting_place
from .meeting import MEETING, MeetingCard, meeting_card
from .named import Named, Rows


class Reason(NamedTuple):
    """Why a value was inferred."""

    reason: str
    field: str = "date"


class Counted(NamedTuple):
    """A number of those who took part, as printed."""

    text: str


class Quoted(NamedTuple):
    """The source of a passage, by its language."""

    language: str

    @property
    def document(self) -> "Quoted":
        """The source."""
        return self


@dataclass(frozen=True, slots=True)
class Naming:
    """What a published record says of a meeting that is only named."""

    meeting: MeetingCard
    printed: str
    inferences: Rows
    passages: Rows


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """One meeting of a list, as components/meeting_row.html prints it."""

    pk: int
    is_stub: bool
    title_is_composed: bool
    card: MeetingCard
    date: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    venue: str
    city: str
    country: Named | None
    series: Named | None
    summary: str
    stage: str
    attendance: str
    delegation_count: int
    statement_count: int
    pledge_count: int
    attendance_figures: list[Counted]
    date_inferences: list[Reason]
    namings: list[Naming]

    @property
    def shown_title(self) -> str:
        """The title, or one composed from what is known."""
        return self.card.shown_title

    @property
    def place(self) -> str:
        """Venue, city and country in words; empty where none is known."""
        return meeting_place(self)

    def get_absolute_url(self) -> str:
        """The page of the meeting."""
        return self.card.url

    def get_stage_display(self) -> str:
        """Whether it was held, in words."""
        return str(Stage(self.stage).label)


_MEETINGS = PreparedQuery(
    lambda numbers: (
        Meeting.objects.counted()
        .filter(pk__in=[numbers])
        .order_by()
        .values_list(
            "pk",
            "layer",
            "last_day",
            "venue",
            "country__name",
            "summary",
            "stage",
            "attendance",
            "delegation_count",
            "statement_count",
            "pledge_count",
            *MEETING,
        )
    )
)
_FIGURES = PreparedQuery(
    lambda numbers: (
        Figure.objects.of_attendance()
        .filter(meeting__in=[numbers])
        .order_by("meeting", "order", "pk")
        .values_list("meeting_id", "text")
    )
)
_INFERRED = PreparedQuery(
    lambda numbers: (
        Inference.objects.of_meetings()
        .filter(field="date", meeting__in=[numbers])
        .order_by("meeting", "pk")
        .values_list("meeting_id", "reason")
    )
)
_NAMINGS = PreparedQuery(
    lambda numbers: (
        Relation.objects.published()
        .filter(other__in=[numbers])
        .order_by("meeting", "order", "pk")
        .values_list("other_id", "pk", "printed", *(f"meeting__{name}" for name in MEETING))
    )
)
_REASONS = PreparedQuery(
    lambda numbers: (
        Inference.objects.filter(relation__in=[numbers])
        .order_by("meeting", "pk")
        .values_list("relation_id", "reason", "field")
    )
)
_QUOTED = PreparedQuery(
    lambda numbers: (
        Passage.objects.filter(relation__in=[numbers])
        .order_by("order", "pk")
        .values_list("relation_id", "document__language")
    )
)


def listed_meetings(numbers: Iterable[int]) -> list[ListedMeeting]:
    """The meetings of these numbers, in this order; three queries, and three more for stubs."""
    asked = list(numbers)
    rows = {row[0]: row for row in _MEETINGS.rows(asked)}
    figures = _by_owner(_FIGURES, rows, Counted)
    inferred = _by_owner(_INFERRED, rows, Reason)
    namings = _namings([pk for pk, row in rows.items() if row[1] == Layer.STUB])
    return [
        _listed(rows[pk], figures.get(pk, []), inferred.get(pk, []), namings.get(pk, []))
        for pk in asked
        if pk in rows
    ]


def _by_owner(query: PreparedQuery, numbers: Iterable[int], kind: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for owner, *values in query.rows(numbers):
        found.setdefault(owner, []).append(kind(*values))
    return found


def _namings(stubs: list[int]) -> dict[int, list[Naming]]:
    rows = _NAMINGS.rows(stubs)
    relations = [pk for _stub, pk, *_rest in rows]
    reasons, quoted = _by_owner(_REASONS, relations, Reason), _by_owner(_QUOTED, relations, Quoted)
    found: dict[int, list[Naming]] = {}
    for stub, pk, printed, *named in rows:
        naming = Naming(
            meeting_card(named), printed, Rows(reasons.get(pk, ())), Rows(quoted.get(pk, ()))
        )
        found.setdefault(stub, []).append(naming)
    return found


def _listed(
    row: Any, figures: list[Counted], inferred: list[Reason], namings: list[Naming]
) -> ListedMeeting:
    pk, layer, last, venue, country, summary, stage, attendance = row[:8]
    delegations, statements, pledges = row[8:11]
    _slug, title, day, first, series, _ordinal, _theme, city = row[11:]
    return ListedMeeting(
        pk,
        layer == Layer.STUB,
        not title,
        meeting_card(row[11:]),
        day,
        first,
        last,
        venue,
        city,
        Named(country) if country is not None else None,
        Named(series) if series is not None else None,
        summary,
        stage,
        attendance,
        delegations,
        statements,
        pledges,
        figures,
        inferred,
        namings,
    )
