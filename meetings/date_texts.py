"""EDTF (ISO 8601-2) texts taken apart, with their strict earliest and latest day.

Level 0 and 1 are read, and of level 2 qualified parts ("2008-?04"), unspecified digits at the
end of a part, all sub-year groupings and sets. What is written here and not there:

- an interval may hold unspecified ends ("2004-XX/2006") and a season may be qualified
  ("2008-21?"), as sources say "possibly spring 2008";
- winter runs to the end of February of the next year;
- a southern-hemisphere mark, exponents, significant digits and years outside 1 to 9999 are
  refused.

The ``edtf`` library answers for groupings and unspecified digits. Plain dates never reach it:
it is slow, accepts 29 February 1900, and prints to standard output when it fails.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext
from edtf import EDTFParseException, parse_edtf

from .date_readings import readings

Bounds = tuple[date | None, date | None]

_QUALIFIED = re.compile(
    r"(?P<q1>[?~%]?)(?P<year>\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)(?P<q2>[?~%]?)"
    r"(?:-(?P<q3>[?~%]?)(?P<month>\d{2}|XX)(?P<q4>[?~%]?)"
    r"(?:-(?P<q5>[?~%]?)(?P<day>\d{2}|XX)(?P<q6>[?~%]?))?)?",
    re.ASCII,
)
_DATE_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2}:\d{2})(?P<zone>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_FAR_YEAR = re.compile(r"Y?-?\d+(?:E\d+)?(?:S\d+)?(?:-\d{2}){0,2}[?~%]?", re.ASCII)
# Characters of the longest date that is read and stored; a set of five days has 56.
LONGEST = 64
_SEASONS = range(21, 42)
# Seasons that run from December into the next year: winter, northern winter, southern summer.
_OVER_NEW_YEAR = (24, 28, 30)


class DateError(ValueError):
    """A text that is no EDTF date with day bounds; the message names it and says what to do.

    ``readings`` are the dates that it may be read as, where that is known.
    """

    def __init__(self, value: str, reason: str, readings: tuple[str, ...] = ()) -> None:
        shown = value if len(value) <= 60 else value[:60] + "…"
        super().__init__(
            gettext("“%(value)s” is refused as a date: %(reason)s")
            % {"value": shown, "reason": reason}
        )
        self.value = value
        self.reason = reason
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month, year, grouping or unspecified date, with its day bounds."""

    core: str
    first: date
    last: date
    qualifiers: str = ""
    clock: str = ""
    # With an offset where the text has one; only to be compared with another of its kind.
    moment: datetime | None = field(default=None, compare=False, repr=False)

    @property
    def plain(self) -> bool:
        """A year, month or day with nothing to add."""
        return self.precision in ("year", "month", "day") and not (self.qualifiers or self.clock)

    @property
    def precision(self) -> str:
        """One of "year", "month", "day", "grouping" and "unspecified"."""
        if "X" in self.core:
            return "unspecified"
        if len(self.core) == 7 and int(self.core[5:]) in _SEASONS:
            return "grouping"
        return {4: "year", 7: "month"}.get(len(self.core), "day")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """From one point to another; ``None`` is an end that is open or not known."""

    start: Point | None
    end: Point | None
    start_known: bool = True
    end_known: bool = True

    @property
    def bounds(self) -> Bounds:
        first = self.start.first if self.start else None
        last = self.end.last if self.end else None
        # Across offsets, the local day of the end may be the one before.
        return (last, first) if first and last and first > last else (first, last)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An EDTF text understood: one span, or a set of them ("[" one of, "{" all of)."""

    spans: tuple[DateSpan, ...]
    kind: str

    @property
    def bounds(self) -> Bounds:
        firsts = [span.bounds[0] for span in self.spans]
        lasts = [span.bounds[1] for span in self.spans]
        return (
            None if None in firsts else min(day for day in firsts if day),
            None if None in lasts else max(day for day in lasts if day),
        )


@lru_cache(maxsize=4096)
def parse(edtf: str) -> Parsed:
    """The text taken apart.

    Raises :class:`DateError`, naming the text, when it is no EDTF date or has no day bounds.
    """
    try:
        return _parsed(edtf)
    except DateError as refused:
        raise _with_reading(refused) from None


def _with_reading(refused: DateError) -> DateError:
    """The refusal with what the text may be read as, where there is such a date."""
    short = len(refused.value) <= LONGEST
    for reading in readings(refused.value) if short else ():
        dates = tuple(dict.fromkeys(text for text in reading.dates if _is_date(text)))
        if dates:
            reason = gettext("%(cause)s; write it as %(dates)s.") % {
                "cause": reading.cause,
                "dates": gettext(" or ").join(dates),
            }
            return DateError(refused.value, reason, dates)
    return refused


def _is_date(text: str) -> bool:
    try:
        _parsed(text)
    except DateError:
        return False
    return True


def _parsed(edtf: str) -> Parsed:
    if len(edtf) > LONGEST:
        raise DateError(edtf, gettext("it is too long for a date."))
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        spans = tuple(_set_member(edtf, text) for text in edtf[1:-1].split(","))
        parsed = Parsed(spans, edtf[0])
    elif "/" in edtf:
        parsed = Parsed((_interval(edtf),), "interval")
    else:
        point = _point(edtf, edtf)
        return Parsed((DateSpan(point, point),), "point")
    if parsed.bounds == (None, None):
        raise DateError(edtf, gettext("both its ends are open, so it says nothing."))
    return parsed


def _interval(edtf: str) -> DateSpan:
    ends = edtf.split("/")
    if len(ends) != 2:
        raise DateError(edtf, gettext("an interval has one “/”, as in 2016-06-20/2016-06-22."))
    return _span(edtf, ends[0], ends[1])


def _set_member(edtf: str, text: str) -> DateSpan:
    text = text.strip(" ")
    if ".." not in text:
        point = _point(edtf, text)
        return DateSpan(point, point)
    first, _dots, last = text.partition("..")
    return _span(edtf, first or "..", last or "..")


def _span(edtf: str, first: str, last: str) -> DateSpan:
    start = None if first in ("", "..") else _point(edtf, first)
    end = None if last in ("", "..") else _point(edtf, last)
    if start and end and _ends_first(start, end):
        raise DateError(edtf, gettext("it ends before it begins."))
    return DateSpan(start, end, start_known=first != "", end_known=last != "")


def _ends_first(start: Point, end: Point) -> bool:
    """Whether an interval ends before it begins, to the second where both say so much."""
    if start.moment and end.moment and bool(start.moment.tzinfo) == bool(end.moment.tzinfo):
        return start.moment > end.moment
    return start.first > end.last


def _point(edtf: str, text: str) -> Point:
    """The point ``text`` inside ``edtf``; the latter is what an error names."""
    if "T" in text:
        return _day_with_clock(edtf, text)
    match = _QUALIFIED.fullmatch(text)
    if match is None:
        raise DateError(edtf, _why_no_point(text))
    core = "-".join(part for part in match.group("year", "month", "day") if part)
    marks = {mark for mark in match.group("q1", "q2", "q3", "q4", "q5", "q6") if mark}
    qualifiers = "%" if "%" in marks or len(marks) > 1 else "".join(marks)
    first, last = _core_bounds(edtf, core)
    return Point(core, first, last, qualifiers)


def _why_no_point(text: str) -> str:
    if _FAR_YEAR.fullmatch(text) and len(text.lstrip("Y")) != 4:
        return gettext("only years from 0001 to 9999, of four digits, can be recorded.")
    return gettext(
        "it is not EDTF; write it as 2007-11-07, 2008-04?, 2020-11, 2017 or 2016-06-20/2016-06-22."
    )


def _day_with_clock(edtf: str, text: str) -> Point:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise DateError(edtf, _why_no_point(text))
    first, last = _core_bounds(edtf, match["day"])
    zone = (match["zone"] or "").replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}")
    except ValueError:
        raise DateError(edtf, gettext("there is no such time of day.")) from None
    zone = {None: "", "Z": " UTC"}.get(match["zone"], f" UTC{match['zone']}")
    return Point(match["day"], first, last, clock=match["time"][:5] + zone, moment=moment)


def _core_bounds(edtf: str, core: str) -> tuple[date, date]:
    """The bounds of a point without qualifiers."""
    if core[:4] in ("0000", "000X", "00XX", "0XXX"):
        raise DateError(edtf, gettext("there is no year 0; years run from 1 to 9999."))
    if core.startswith("XXXX"):
        raise DateError(edtf, gettext("without a year it has no earliest and latest day."))
    try:
        if "X" in core:
            return _library_bounds(core)
        return _plain_bounds(core)
    except ValueError:
        raise DateError(edtf, gettext("there is no such day, month or season.")) from None


def _plain_bounds(core: str) -> tuple[date, date]:
    """Bounds of a year, month, grouping or day; raises ``ValueError`` when there is none."""
    year, *rest = (int(part) for part in core.split("-"))
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if len(rest) == 1 and rest[0] in _SEASONS:
        first, last = _library_bounds(core)
        if rest[0] in _OVER_NEW_YEAR:
            last = _end_of_month(year + 1, 2)
        return first, last
    first = date(year, rest[0], rest[1] if len(rest) == 2 else 1)
    return first, first if len(rest) == 2 else _end_of_month(year, rest[0])


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _library_bounds(core: str) -> tuple[date, date]:
    """Bounds by the ``edtf`` library; raises ``ValueError`` when there are none."""
    try:
        parsed = parse_edtf(core)
    except EDTFParseException as error:
        raise ValueError(core) from error
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
