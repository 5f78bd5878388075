"""Meetings with their place, and as lists show them: ``PlacedMeeting`` and ``MeetingRow``."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.queries.prepared import PreparedQuery

from ..dates import short_wording
from ..models import Figure, Meeting, Passage, Relation
from ..models.choices import Attendance, Mode, Stage
from .labels import labels
from .links import MeetingLink, SeriesLink
from .meeting_reasons import give_reasons


@dataclass(slots=True)
class PlacedMeeting(MeetingLink):
    """A meeting with its place."""

    venue: str
    country_name: Annotated[str | None, F("country__name")]

    @property
    def title_is_composed(self) -> bool:
        """Whether no source gives a title, so that the page composes one and says so."""
        return not self.title

    @property
    def place(self) -> str:
        """Venue, city and country in words; empty where none is known."""
        return ", ".join(filter(None, [self.venue, self.city, self.country_name]))

    def get_stage_display(self) -> str:
        """Whether it was held, in words."""
        return labels(Stage)[self.stage]


@dataclass(slots=True)
class MeetingHead(PlacedMeeting):
    """A meeting with what stands at the head of its page."""

    last_day: datetime.date | None
    mode: str
    attendance: str
    series: SeriesLink | None

    def get_mode_display(self) -> str:
        """Whether people met in one place, in words."""
        return labels(Mode)[self.mode]


class Badge(NamedTuple):
    """A word beside a row, as components/badge.html has it."""

    text: str
    tone: str


@dataclass(slots=True)
class NamingRow:
    """What a published record says of a meeting that is only named, and in which language."""

    stub_id: Annotated[int, F("other_id")]
    pk: int
    printed: str
    meeting: MeetingLink
    language: str = ""


@dataclass(slots=True)
class MeetingRow(PlacedMeeting):
    """One meeting of a list, as components/meeting_row.html prints it.

    ``when`` is its date in words, as short as the list allows; ``figures`` are of attendance.
    """

    last_day: datetime.date | None
    summary: str
    attendance: str
    delegation_count: int
    statement_count: int
    pledge_count: int
    when: str = field(default="", kw_only=True)
    figures: Sequence[str] = field(default=(), kw_only=True)
    namings: Sequence[NamingRow] = field(default=(), kw_only=True)

    @property
    def year(self) -> int:
        """The year that a list files the meeting under; 0 without a date."""
        day = self.first_day or self.last_day
        return day.year if day else 0

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """How much is recorded, each with its word; a stub has none, and unknown is left out."""
        if self.is_stub:
            return []
        numbers = []
        n = self.delegation_count
        if n and self.attendance == Attendance.COMPLETE and self.is_held:
            numbers.append((n, ngettext("delegation", "delegations", n)))
        elif n:
            numbers.append((n, ngettext("named delegation", "named delegations", n)))
        statements, pledges = self.statement_count, self.pledge_count
        numbers.append((statements, ngettext("statement", "statements", statements)))
        numbers.append((pledges, ngettext("pledge", "pledges", pledges)))
        return numbers

    @property
    def badges(self) -> list[Badge]:
        """What a reader should know first: whether it was held, and what is known of attendance."""
        badges = [Badge(self.standing, "info")] if self.standing else []
        if self.is_stub:
            return badges
        words = _("“%(figure)s” reported")
        badges += [Badge(words % {"figure": figure}, "line") for figure in self.figures]
        if not self.is_held:
            return badges
        if self.attendance == Attendance.NOT_RECORDED:
            badges.append(Badge(_("Attendance not recorded"), "line"))
        elif not self.delegation_count:
            badges.append(Badge(_("No delegation is named"), "line"))
        return badges


class YearGroup(NamedTuple):
    """The meetings of a year; 0 is for those whose date is not stated."""

    year: int
    rows: Sequence[MeetingRow]


_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.counted().filter(pk__in=[numbers]).order_by(), MeetingRow
)
_FIGURES = PreparedQuery(
    lambda numbers: (
        Figure.objects.of_attendance()
        .filter(meeting__in=[numbers])
        .order_by("meeting", "order", "pk")
        .values_list("meeting_id", "text")
    )
)
_NAMINGS = PreparedQuery(
    lambda numbers: (
        Relation.objects.published().filter(other__in=[numbers]).order_by("meeting", "order", "pk")
    ),
    NamingRow,
)
_LANGUAGES = PreparedQuery(
    lambda numbers: (
        Passage.objects.filter(relation__in=[numbers])
        .order_by("order", "pk")
        .values_list("relation_id", "document__language")
    )
)


def meeting_rows(numbers: Iterable[int], *, in_years: bool = False) -> list[MeetingRow]:
    """The meetings of these numbers, in this order; three queries, and three more for stubs.

    ``in_years``, dates leave out the year that stands above them.
    """
    order = list(numbers)
    meetings = {meeting.pk: meeting for meeting in _MEETINGS.rows(order)}
    fill_rows([*meetings.values()], in_years=in_years)
    return [meetings[pk] for pk in order if pk in meetings]


def fill_rows(meetings: Sequence[MeetingRow], *, in_years: bool = False) -> None:
    """Add what is read beside the meetings: two queries, and three more where some are stubs."""
    numbers = [meeting.pk for meeting in meetings]
    figures = _texts(_FIGURES, numbers)
    give_reasons(meetings)
    namings = _namings([meeting.pk for meeting in meetings if meeting.is_stub])
    for meeting in meetings:
        pk = meeting.pk
        meeting.figures, meeting.namings = figures[pk], namings[pk]
        meeting.when = _within_year(meeting) if in_years else short_date(meeting)


def by_year(meetings: Iterable[MeetingRow]) -> list[YearGroup]:
    """Consecutive rows of one year together."""
    return [YearGroup(year, [*rows]) for year, rows in groupby(meetings, lambda row: row.year)]


def short_date(meeting: MeetingLink) -> str:
    """The date in few words; empty where none is stated."""
    return short_wording(meeting.date) if meeting.date else ""


def _within_year(meeting: MeetingRow) -> str:
    """ "7 Nov" of "7 Nov 2007"; the year where no more is known."""
    words, year = short_date(meeting), str(meeting.year)
    # "Apr 2008?" keeps its doubt.
    return re.sub(rf" {year}(\??)$", r"\1", words)


def _texts(query: PreparedQuery[Any], numbers: Iterable[int]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for owner, text in query.rows(numbers):
        texts[owner].append(text)
    return texts


def _namings(stubs: list[int]) -> dict[int, list[NamingRow]]:
    namings = _NAMINGS.rows(stubs)
    numbers = [naming.pk for naming in namings]
    languages = _texts(_LANGUAGES, numbers)
    by_stub: dict[int, list[NamingRow]] = defaultdict(list)
    for naming in namings:
        naming.language = next(iter(languages[naming.pk]), "")
        by_stub[naming.stub_id].append(naming)
    return by_stub
