"""Dates as sources give them: the day bounds and the wording of EDTF (ISO 8601-2) texts."""

from datetime import date
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext

from .date_texts import LONGEST, Bounds, DateError, DateSpan, Parsed, Point, parse

__all__ = [
    "LONGEST",
    "Bounds",
    "DateError",
    "day_bounds",
    "is_of_days",
    "short_wording",
    "wording",
]

_GROUPINGS = {
    21: gettext_lazy("spring %(year)s"),
    22: gettext_lazy("summer %(year)s"),
    23: gettext_lazy("autumn %(year)s"),
    24: gettext_lazy("winter %(year)s"),
    25: gettext_lazy("spring %(year)s (northern hemisphere)"),
    26: gettext_lazy("summer %(year)s (northern hemisphere)"),
    27: gettext_lazy("autumn %(year)s (northern hemisphere)"),
    28: gettext_lazy("winter %(year)s (northern hemisphere)"),
    29: gettext_lazy("spring %(year)s (southern hemisphere)"),
    30: gettext_lazy("summer %(year)s (southern hemisphere)"),
    31: gettext_lazy("autumn %(year)s (southern hemisphere)"),
    32: gettext_lazy("winter %(year)s (southern hemisphere)"),
    33: gettext_lazy("first quarter of %(year)s"),
    34: gettext_lazy("second quarter of %(year)s"),
    35: gettext_lazy("third quarter of %(year)s"),
    36: gettext_lazy("fourth quarter of %(year)s"),
    37: gettext_lazy("first third of %(year)s"),
    38: gettext_lazy("second third of %(year)s"),
    39: gettext_lazy("last third of %(year)s"),
    40: gettext_lazy("first half of %(year)s"),
    41: gettext_lazy("second half of %(year)s"),
}


def day_bounds(edtf: str) -> Bounds:
    """The strict earliest and latest day of an EDTF text; an open or unknown end is ``None``.

    "2008-04?" is 1 to 30 April 2008, "2008/.." is 1 January 2008 and ``None``.
    Raises :class:`DateError`, naming the text, when it is no EDTF date or has no day bounds.
    """
    return parse(edtf).bounds


def is_of_days(edtf: str) -> bool:
    """Whether a date says days, or days at both its ends, and nothing less exact."""
    if not edtf:
        return False
    points = [point for span in parse(edtf).spans for point in (span.start, span.end)]
    return all(point and point.precision == "day" and not point.qualifiers for point in points)


def wording(edtf: str) -> str:
    """The date in words, in the active language: "20 to 22 June 2016", "possibly April 2008".

    Never empty. Raises :class:`DateError` as :func:`day_bounds` does.
    """
    return _worded(edtf, False, get_language())


def short_wording(edtf: str) -> str:
    """The date in few characters, for tables: "20–22 Jun 2016", "Apr 2008?", "c. 2008".

    Never empty. Raises :class:`DateError` as :func:`day_bounds` does.
    """
    return _worded(edtf, True, get_language())


@lru_cache(maxsize=8192)
def _worded(edtf: str, short: bool, language: str | None) -> str:
    """The words in ``language``, which is the active one; a register says few dates often."""
    return _Words(short=short).whole(parse(edtf))


class _Words:
    """Puts dates into words of the active language."""

    def __init__(self, *, short: bool) -> None:
        self.short = short

    def whole(self, parsed: Parsed) -> str:
        if parsed.kind == "[":
            return self._join(parsed, gettext("%(first)s or %(last)s"))
        if parsed.kind == "{":
            return self._join(parsed, gettext("%(first)s and %(last)s"))
        return self.span(parsed.spans[0])

    def _join(self, parsed: Parsed, pattern: str) -> str:
        """The members of a set; "[..2008]" is "2008 or earlier"."""
        words = [self.member(span) for span in parsed.spans]
        if len(words) == 1:
            return words[0]
        return pattern % {"first": ", ".join(words[:-1]), "last": words[-1]}

    def member(self, span: DateSpan) -> str:
        if span.start is None and span.end is not None:
            return gettext("%(date)s or earlier") % {"date": self.point(span.end)}
        if span.end is None and span.start is not None:
            return gettext("%(date)s or later") % {"date": self.point(span.start)}
        return self.span(span)

    def span(self, span: DateSpan) -> str:
        if span.start is not None and span.end is not None:
            if span.start == span.end:
                return self.point(span.start)
            return self.interval(span.start, span.end)
        if span.start is not None:
            known, unknown = gettext("from %(date)s"), gettext("from %(date)s, end not known")
            return (known if span.end_known else unknown) % {"date": self.point(span.start)}
        if span.end is not None:
            known, unknown = gettext("until %(date)s"), gettext("until %(date)s, start not known")
            return (known if span.start_known else unknown) % {"date": self.point(span.end)}
        return gettext("at any time")

    def interval(self, start: Point, end: Point) -> str:
        """From one point to another; what both share is said once."""
        first = self.point(start)
        if start.plain and end.plain and start.precision == end.precision != "year":
            first = self.without_shared(start, end)
        if self.short and " " not in first:
            return f"{first}–{self.point(end)}"
        if self.short:
            return f"{first} – {self.point(end)}"
        return gettext("%(first)s to %(last)s") % {"first": first, "last": self.point(end)}

    def without_shared(self, start: Point, end: Point) -> str:
        """The start of an interval, less the month and year that its end repeats."""
        day = start.first
        if day.year != end.first.year:
            return self.point(start)
        if start.precision == "month":
            return format_date(day, self.month_alone)
        if day.month == end.first.month:
            return format_date(day, pgettext("format of a day within its month", "j"))
        return format_date(day, self.day_of_month)

    def point(self, point: Point) -> str:
        words = self.unqualified(point)
        if point.clock:
            words = gettext("%(date)s, %(time)s") % {"date": words, "time": point.clock}
        if not point.qualifiers:
            return words
        return self.qualified[point.qualifiers] % {"date": words}

    @property
    def qualified(self) -> dict[str, str]:
        if self.short:
            return {
                "?": gettext("%(date)s?"),
                "~": gettext("c. %(date)s"),
                "%": gettext("c. %(date)s?"),
            }
        return {
            "?": gettext("possibly %(date)s"),
            "~": gettext("about %(date)s"),
            "%": gettext("possibly about %(date)s"),
        }

    @property
    def month_alone(self) -> str:
        if self.short:
            return pgettext("short format of a month within its year", "M")
        return pgettext("format of a month within its year", "F")

    @property
    def day_of_month(self) -> str:
        if self.short:
            return pgettext("short format of a day within its year", "j M")
        return pgettext("format of a day within its year", "j F")

    def unqualified(self, point: Point) -> str:
        match point.precision:
            case "year":
                return str(point.first.year)
            case "month":
                return self.month(point.first)
            case "day":
                return self.day(point.first)
            case "grouping":
                words = _GROUPINGS[int(point.core[5:])]
                return str(words) % {"year": point.first.year}
        return self.unspecified(point)

    def month(self, day: date) -> str:
        if self.short:
            return format_date(day, pgettext("short format of a month", "M Y"))
        return format_date(day, pgettext("format of a month", "F Y"))

    def day(self, day: date) -> str:
        if self.short:
            return format_date(day, pgettext("short format of a day", "j M Y"))
        return format_date(day, pgettext("format of a day", "j F Y"))

    def unspecified(self, point: Point) -> str:
        year, _dash, rest = point.core.partition("-")
        if "X" not in year and rest in ("XX", "XX-XX"):
            return gettext("%(date)s, month not known") % {"date": point.first.year}
        if "X" not in year and rest.endswith("-XX"):
            return gettext("%(date)s, day not known") % {"date": self.month(point.first)}
        if year[:3].isdigit() and not rest:
            return gettext("%(year)ss") % {"year": point.first.year}
        return gettext("between %(first)s and %(last)s") % {
            "first": self.day(point.first),
            "last": self.day(point.last),
        }
