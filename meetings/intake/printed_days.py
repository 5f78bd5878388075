"""Days as documents print them, with or without a year: “20 to 22 June”, “June 20–22, 2016”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .parts import Span

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_NAMES_OF_MONTHS = [*(month.capitalize() for month in _MONTHS), *_SHORT]
#: “may” in small letters is a verb
_MONTH = (
    "(?:"
    + "|".join([*_NAMES_OF_MONTHS, *(month.upper() for month in _NAMES_OF_MONTHS)])
    + r")\b\.?"
)
#: an l or I that a scan made of a 1, an O of a 0
_YEAR = r"(?:[1lI]9|20)[\dlIO]{2}(?![\d])"
_DAY = r"(?:[12lI][\dlIO]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:.,]\d)"
_TO = r",?\s?(?:-|–|—|/|to|and|through|until|till|&)\s?"
_WEEKDAY = (
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s)?"
)
_SHAPES = (
    # 30 June to 2 July 2016; the first may have its own year
    (
        rf"{_WEEKDAY}(?P<a1>{_DAY})\s(?:of\s)?(?P<am>{_MONTH})(?:,?\s(?P<ay>{_YEAR}))?{_TO}"
        rf"{_WEEKDAY}(?P<a2>{_DAY})\s(?:of\s)?(?P<an>{_MONTH})(?:,?\s(?P<az>{_YEAR}))?"
    ),
    # June 30–July 2, 2016
    (
        rf"{_WEEKDAY}(?P<bm>{_MONTH})\s(?P<b1>{_DAY})(?:,\s(?P<by>{_YEAR}))?{_TO}"
        rf"{_WEEKDAY}(?P<bn>{_MONTH})\s(?P<b2>{_DAY})(?:,?\s(?P<bz>{_YEAR}))?"
    ),
    # 20 to 22 June 2016, 12 May 1975, 8, 9 and 10 May
    (
        rf"{_WEEKDAY}(?P<c1>{_DAY})(?:,\s?{_DAY}){{0,4}}(?:{_TO}{_WEEKDAY}(?P<c2>{_DAY}))?"
        rf"\s(?:of\s)?(?P<cm>{_MONTH})(?:,?\s(?P<cy>{_YEAR}))?"
    ),
    # June 20–22, 2016; June 9, 2016
    (
        rf"{_WEEKDAY}(?P<dm>{_MONTH})\s(?P<d1>{_DAY})(?:(?:,\s?{_DAY}){{0,4}}{_TO}(?P<d2>{_DAY}))?"
        rf"(?:,?\s(?P<dy>{_YEAR}))?(?!\s?[-–]\s?\d)"
    ),
    # 24. 9. 2019, 24.09.2019, 24/9/2019
    rf"(?P<e1>\d{{1,2}})(?P<es>[./])\s?(?P<em>\d{{1,2}})(?P=es)\s?(?P<ey>{_YEAR})",
    # 2019-09-24
    r"(?P<fy>(?:19|20)\d\d)-(?P<fm>\d\d)-(?P<f1>\d\d)(?!\d)",
    # May 2010, May–June 2010
    rf"(?P<gm>{_MONTH})(?:{_TO}(?P<gn>{_MONTH}))?,?\s(?:of\s)?(?P<gy>{_YEAR})",
)
_DATES = [re.compile(rf"(?<![\w/-]){shape}(?!\w)") for shape in _SHAPES]


@dataclass(frozen=True, slots=True)
class Days:
    """A day or days in the text: from ``first`` to ``last``, ISO 8601, “--06-20” without a year."""

    span: Span
    first: str
    last: str = ""

    @property
    def has_year(self) -> bool:
        """Whether the year is printed."""
        return not self.first.startswith("--")

    @property
    def is_of_days(self) -> bool:
        """Whether it is exact to the day, the year apart."""
        return self.first.count("-") == (2 if self.has_year else 3)

    @property
    def edtf(self) -> str:
        """The date of a record file; only where the year is known."""
        return f"{self.first}/{self.last}" if self.last else self.first

    def in_year(self, year: int) -> "Days":
        """The same days of a year; the last of them in the next where it comes before the first."""
        first = f"{year}{self.first[1:]}"
        last = f"{year}{self.last[1:]}" if self.last else ""
        if last and last < first:
            last = f"{year + 1}{self.last[1:]}"
        return Days(self.span, first, last)


def days_in(text: str, span: Span) -> list[Days]:
    """The dates inside a span, in order, the longest where several begin together."""
    found: list[Days] = []
    for days in sorted(_all(text, span), key=lambda days: (days.span.start, -days.span.end)):
        if not found or found[-1].span.end <= days.span.start:
            found.append(days)
    return found


def _all(text: str, span: Span) -> Iterator[Days]:
    for place, pattern in enumerate(_DATES):
        for match in pattern.finditer(text, span.start, span.end):
            read = _READERS[place](match)
            if read is not None:
                first, last = read
                yield Days(Span(*match.span()), first, "" if last == first else last)


def _number(digits: str) -> int:
    plain = re.sub(r"(?:st|nd|rd|th)$", "", digits)
    return int(plain.translate(str.maketrans("lIO", "110")))


def _month(name: str) -> int:
    return 1 + [month[:3] for month in _MONTHS].index(name[:3].casefold())


def _day(year: str | None, month: int, day: int) -> str:
    """ISO 8601 of a day, "" for one that is none; without the year where that is not printed."""
    try:
        found = date(_number(year) if year else 2000, month, day)
    except ValueError:
        return ""
    return found.isoformat() if year else f"--{found:%m-%d}"


def _pair(first: str, last: str) -> tuple[str, str] | None:
    if not first or (last and last < first and not last.startswith("--")):
        return None
    return first, last


def _two_months(match: re.Match[str]) -> tuple[str, str] | None:
    key = "a" if match.re is _DATES[0] else "b"
    last_year = match[f"{key}z"]
    first = _day(match[f"{key}y"] or last_year, _month(match[f"{key}m"]), _number(match[f"{key}1"]))
    last = _day(last_year, _month(match[f"{key}n"]), _number(match[f"{key}2"]))
    return _pair(first, last) if last else None


def _one_month(match: re.Match[str]) -> tuple[str, str] | None:
    key = "c" if match.re is _DATES[2] else "d"
    month = _month(match[f"{key}m"])
    first = _day(match[f"{key}y"], month, _number(match[f"{key}1"]))
    last = _day(match[f"{key}y"], month, _number(match[f"{key}2"])) if match[f"{key}2"] else ""
    return _pair(first, last)


def _in_numbers(match: re.Match[str]) -> tuple[str, str] | None:
    """Day and month in the order that is the only possible one, or the European with dots."""
    one, other = int(match["e1"]), int(match["em"])
    if match["es"] == "/" and one <= 12 and other <= 12 and one != other:
        return None
    month, day = (one, other) if match["es"] == "/" and other > 12 else (other, one)
    found = _day(match["ey"], month, day) if 1 <= month <= 12 else ""
    return (found, "") if found else None


def _iso(match: re.Match[str]) -> tuple[str, str] | None:
    month = int(match["fm"])
    found = _day(match["fy"], month, int(match["f1"])) if 1 <= month <= 12 else ""
    return (found, "") if found else None


def _month_alone(match: re.Match[str]) -> tuple[str, str] | None:
    year = _number(match["gy"])
    first = f"{year}-{_month(match['gm']):02d}"
    last = f"{year}-{_month(match['gn']):02d}" if match["gn"] else ""
    return _pair(first, last)


_READERS = (
    *(_two_months, _two_months, _one_month, _one_month),
    *(_in_numbers, _iso, _month_alone),
)

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_told(word: str, issued: str) -> str:
    """The day that “today”, “yesterday” or a weekday means in a text of the day ``issued``.

    A weekday is the last one up to that day. "" where the word is none of these.
    """
    try:
        day = date.fromisoformat(issued)
    except ValueError:
        return ""
    word = word.casefold()
    if word == "today":
        return issued
    if word == "yesterday":
        return (day - timedelta(1)).isoformat()
    if word in _NAMES:
        return (day - timedelta((day.weekday() - _NAMES.index(word)) % 7)).isoformat()
    return ""
