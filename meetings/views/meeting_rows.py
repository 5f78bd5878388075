"""Meetings as lists show them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..cards.meeting_row import ListedMeeting
from ..dates import short_wording
from ..models import Meeting
from ..models.choices import Attendance


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a list, as components/meeting_row.html prints it."""

    meeting: Meeting | ListedMeeting
    when: str
    nums: list[dict[str, Any]] = field(default_factory=list)
    badges: list[dict[str, str]] = field(default_factory=list)
    said: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The meetings of a year; 0 is for those whose date is not stated."""

    year: int
    rows: Sequence[MeetingRow]


def year_of(meeting: Meeting | ListedMeeting) -> int:
    """The year that a list files the meeting under; 0 without a date."""
    day = meeting.first_day or meeting.last_day
    return day.year if day else 0


def meeting_rows(
    meetings: Iterable[Meeting | ListedMeeting], *, in_years: bool
) -> list[MeetingRow]:
    """Rows of ``for_list()``; ``in_years``, dates leave out the year that stands above them."""
    return [
        MeetingRow(
            meeting,
            _within_year(meeting) if in_years else _short(meeting),
            _nums(meeting),
            _badges(meeting),
            _said(meeting),
        )
        for meeting in meetings
    ]


def by_year(rows: Iterable[MeetingRow]) -> list[YearGroup]:
    """Consecutive rows of one year together."""
    groups = groupby(rows, key=lambda row: year_of(row.meeting))
    return [YearGroup(year, list(found)) for year, found in groups]


def _short(meeting: Meeting | ListedMeeting) -> str:
    return short_wording(meeting.date) if meeting.date else ""


def _within_year(meeting: Meeting | ListedMeeting) -> str:
    """ "7 Nov" of "7 Nov 2007"; empty where only the year is known."""
    words, year = _short(meeting), str(year_of(meeting))
    if words == year:
        return ""
    # "Apr 2008?" keeps its doubt.
    return re.sub(rf" {year}(\??)$", r"\1", words)


def _nums(meeting: Any) -> list[dict[str, Any]]:
    """Counts of what is recorded; a stub has none, and what is not recorded is left out."""
    if meeting.is_stub:
        return []
    nums = []
    if meeting.delegation_count:
        n = meeting.delegation_count
        label = ngettext("delegation", "delegations", n)
        if meeting.attendance != Attendance.COMPLETE:
            label = ngettext("is named", "are named", n)
        nums.append({"n": n, "label": label})
    n = meeting.statement_count
    nums.append({"n": n, "label": ngettext("statement", "statements", n)})
    n = meeting.pledge_count
    nums.append({"n": n, "label": ngettext("pledge", "pledges", n)})
    return nums


def _badges(meeting: Any) -> list[dict[str, str]]:
    badges = []
    reasons = [row.reason for row in meeting.date_inferences] + [
        row.reason
        for naming in meeting.namings
        if meeting.is_stub
        for row in naming.inferences.all()
        if row.field == "meeting/date"
    ]
    if reasons:
        badges.append({"text": _("Date inferred"), "tone": "wait", "note": " ".join(reasons)})
    if meeting.is_stub:
        return badges
    badges += [
        {"text": _("“%(figure)s” reported") % {"figure": figure.text}, "tone": "line"}
        for figure in meeting.attendance_figures
    ]
    if meeting.attendance == Attendance.NOT_RECORDED:
        badges.append({"text": _("Attendance not recorded"), "tone": "line"})
    elif not meeting.delegation_count:
        badges.append({"text": _("No delegation is named"), "tone": "line"})
    return badges


def _said(meeting: Any) -> list[dict[str, str]]:
    """What published records say of a meeting that is only named: the words and whose they are."""
    if not meeting.is_stub:
        return []
    return [
        {
            "title": naming.meeting.shown_title,
            "url": naming.meeting.get_absolute_url(),
            "printed": naming.printed,
            "language": next((row.document.language for row in naming.passages.all()), ""),
        }
        for naming in meeting.namings
    ]
