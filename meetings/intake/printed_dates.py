"""Dates that texts print in English words, as EDTF: “by early 2008”, “20 to 22 June 2016”.

``printed_days`` reads days and months. Here stand seasons, quarters and years beside them, and only
dates with a year: which year it was is for others to infer.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from .parts import Span
from .printed_days import days_in

_YEAR = r"(?:19|20)\d\d"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = ("first", "second", "third", "fourth")
_LONGER = re.compile(
    r"\b(?:"
    rf"(?P<season>spring|summer|autumn|fall|winter)(?:\sof)?\s(?P<y1>{_YEAR})"
    rf"|(?P<quarter>first|second|third|fourth)\s(?P<part>quarter|half)\sof\s(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})\s?(?:-|–|to|and)\s?(?P<y4>{_YEAR})"
    rf"|(?P<y5>{_YEAR})"
    r")(?!\d|[-/]\d|,\d{3})(?<![/.]\d{4})",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:possibly|perhaps|tentatively)\s(?:in\s)?$", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\d\s$")
#: characters that such a word takes
_DOUBT_BEFORE = 16


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Where a date stands, and what it says as EDTF."""

    span: Span
    edtf: str


def dates_of(text: str, span: Span) -> list[PrintedDate]:
    """The dates inside a span, in order."""
    days = days_in(text, span)
    starts = [one.span.start for one in days]
    found = [
        PrintedDate(one.span, one.edtf)
        for one in days
        # “30 February 2015” promises nothing for February.
        if one.has_year
        and (
            one.is_of_days
            or not _DAY_BEFORE.search(text[max(0, one.span.start - 3) : one.span.start])
        )
    ]
    for match in _LONGER.finditer(text, span.start, span.end):
        place = bisect_left(starts, match.end())
        before = text[max(0, match.start() - 1) : match.start()]
        edtf = _edtf(match)
        in_day = place and days[place - 1].span.end > match.start()
        if edtf and not in_day and before not in ("/", "$", "£", "€", ".", ","):
            found.append(PrintedDate(Span(*match.span()), edtf))
    found.sort(key=attrgetter("span.start"))
    return [_with_doubt(text, span, one) for one in found]


def _with_doubt(text: str, span: Span, date: PrintedDate) -> PrintedDate:
    """“Possibly April 2008” is 2008-04?: the word makes a month, season or year uncertain."""
    start = max(span.start, date.span.start - _DOUBT_BEFORE)
    match = _DOUBT.search(text, start, date.span.start)
    if match is None or "/" in date.edtf or date.edtf.count("-") > 1:
        return date
    return PrintedDate(Span(match.start(), date.span.end), f"{date.edtf}?")


def _edtf(match: re.Match[str]) -> str:
    if match["season"]:
        return f"{match['y1']}-{_SEASONS[match['season'].casefold()]}"
    if match["quarter"]:
        place = _ORDINALS.index(match["quarter"].casefold())
        code = 33 if match["part"].casefold() == "quarter" else 40
        return f"{match['y2']}-{code + place}" if code == 33 or place < 2 else ""
    if match["y3"]:
        return f"{match['y3']}/{match['y4']}" if match["y3"] < match["y4"] else ""
    return str(match["y5"])
