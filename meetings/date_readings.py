"""What somebody meant who wrote a date otherwise than in EDTF, as far as that is certain.

Nothing is read on its own: a reading is offered with the refusal of what was written, and
:mod:`meetings.date_texts` sees to it that it is a date.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}

_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_SHORT_END = re.compile(
    r"(?P<month>\d{4}-\d{2})-(?P<day>\d{2})/(?:(?P<end_month>\d{2})-)?(?P<end_day>\d{2})", re.ASCII
)
_SHORT_MONTH = re.compile(r"(\d{4})-(\d{2})/(\d{2})", re.ASCII)
_NO_SECONDS = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_FEW_DIGITS = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_MONTH = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|–|to)\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
    r"\s+(?:of\s+)?(?P<name>[a-z]+)\.?,?\s+(?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?P<name>[a-z]+)\.?\s+(?P<first>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s*(?:-|–|to)\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_NAME_YEAR = re.compile(r"([a-z]+)\.?,?\s+(?:of\s+)?(\d{4})", re.ASCII | re.IGNORECASE)
_QUALIFIED = re.compile(r"(possibly|perhaps|about|circa|c\.)\s+(\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """Why a text is no date, and what it may be read as; several where it is not certain."""

    cause: str
    dates: tuple[str, ...]


def readings(text: str) -> list[Reading]:
    """What a text may mean, the likeliest first; the dates need not exist."""
    found = (read(text) for read in _READERS)
    return [reading for reading in found if reading]


def _run_together(text: str) -> Reading | None:
    match = _RUN_TOGETHER.fullmatch(text)
    cause = gettext("the parts of a date are joined by hyphens")
    return Reading(cause, ("-".join(filter(None, match.groups())),)) if match else None


def _short_end(text: str) -> Reading | None:
    cause = gettext("the end of an interval is written in full")
    if match := _SHORT_END.fullmatch(text):
        year, month = match["month"].split("-")
        last = f"{year}-{match['end_month'] or month}-{match['end_day']}"
        return Reading(cause, (f"{match['month']}-{match['day']}/{last}",))
    if match := _SHORT_MONTH.fullmatch(text):
        year, month, end_month = match.groups()
        return Reading(cause, (f"{year}-{month}/{year}-{end_month}",))
    return None


def _without_seconds(text: str) -> Reading | None:
    """One time of day, or two in an interval."""
    ends = [_NO_SECONDS.fullmatch(end) for end in text.split("/")]
    if not all(ends):
        return None
    written = "/".join(
        f"{end[1]}T{end[2]}:{end[3] or '00'}{end[4] or ''}" for end in ends if end is not None
    )
    return Reading(gettext("a time of day follows a “T” and has seconds"), (written,))


def _few_digits(text: str) -> Reading | None:
    match = _FEW_DIGITS.fullmatch(text)
    cause = gettext("months and days have two digits")
    return Reading(cause, (_joined(*filter(None, match.groups())),)) if match else None


def _other_order(text: str) -> Reading | None:
    cause = gettext("the year comes first, and hyphens join the parts")
    if match := _YEAR_FIRST.fullmatch(text):
        return Reading(cause, (_joined(match[1], match[3], match[4]),))
    if match := _YEAR_LAST.fullmatch(text):
        either = (_joined(match[4], match[3], match[1]), _joined(match[4], match[1], match[3]))
        return Reading(cause, either)
    return None


def _in_words(text: str) -> Reading | None:
    cause = gettext("dates are written in digits, the year first")
    qualified = _QUALIFIED.fullmatch(text)
    mark = ""
    if qualified:
        mark = "?" if qualified[1].lower() in ("possibly", "perhaps") else "~"
        text = qualified[2]
    written = text if mark and re.fullmatch(r"\d{4}", text, re.ASCII) else _worded(text)
    return Reading(cause, (written + mark,)) if written else None


def _worded(text: str) -> str:
    """A day, days, a month or a season of a year in English words; empty for anything else."""
    if match := _NAME_YEAR.fullmatch(text):
        name, year = match.groups()
        season, month = _SEASONS.get(name.lower()), _month(name)
        return f"{year}-{season or month}" if season or month else ""
    match = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    month = _month(match["name"]) if match else ""
    if not match or not month:
        return ""
    days = [_joined(match["year"], month, day) for day in (match["first"], match["last"]) if day]
    return "/".join(days)


def _month(name: str) -> str:
    """The month of that name or of its first letters, three or more, in digits."""
    folded = name.lower()
    known = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(folded)]
    return f"{known[0]:02d}" if len(folded) > 2 and known else ""


def _joined(*parts: str) -> str:
    return "-".join(part.rjust(2, "0") for part in parts)


_READERS: tuple[Callable[[str], Reading | None], ...] = (
    _run_together,
    _short_end,
    _without_seconds,
    _few_digits,
    _other_order,
    _in_words,
)
