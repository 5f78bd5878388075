"""Dates that texts print in English words, as EDTF: “by early 2008”, “20 to 22 June 2016”.

A date without a year is none: which year it was is for others to infer.
"""

import re
from dataclasses import dataclass

from .parts import Span

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
_MONTH = "(?:" + "|".join((*_MONTHS, *(f"{name}[.]?" for name in _SHORT))) + ")"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|to|and|&|through|until)\s?"
_MAY_BE = r"(?:(?P<doubt>possibly|perhaps|tentatively)\s(?:in\s)?)?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = ("first", "second", "third", "fourth")
_DATE = re.compile(
    rf"\b{_MAY_BE}(?:"
    rf"(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH}),?\s(?P<y1>{_YEAR})"
    rf"|(?P<d5>{_DAY})\s(?P<m5>{_MONTH}){_TO}(?P<d6>{_DAY})\s(?P<m6>{_MONTH}),?\s(?P<y5>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\s(?P<d3>{_DAY})(?:{_TO}(?P<d4>{_DAY}))?,?\s(?P<y2>{_YEAR})"
    rf"|(?P<m3>{_MONTH})(?:,|\sof)?\s(?P<y3>{_YEAR})"
    rf"|(?P<season>spring|summer|autumn|fall|winter)(?:\sof)?\s(?P<y4>{_YEAR})"
    rf"|(?P<quarter>first|second|third|fourth)\s(?P<part>quarter|half)\sof\s(?P<y6>{_YEAR})"
    rf"|(?P<y7>{_YEAR})\s?(?:-|–|to|and)\s?(?P<y8>{_YEAR})"
    rf"|(?P<y9>{_YEAR})"
    r")(?!\d|[-/]\d|,\d{3})(?<![/.]\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Where a date stands, and what it says as EDTF."""

    span: Span
    edtf: str


def dates_of(text: str, span: Span) -> list[PrintedDate]:
    """The dates inside a span, in order."""
    found = []
    for match in _DATE.finditer(text, span.start, span.end):
        before = text[max(0, match.start() - 1) : match.start()]
        edtf = _edtf(match)
        if edtf and before not in ("/", "$", "£", "€", ".", ","):
            found.append(PrintedDate(Span(*match.span()), edtf))
    return found


def _edtf(match: re.Match[str]) -> str:
    doubt = "?" if match["doubt"] else ""
    if match["y1"]:
        return _days(match["y1"], match["m1"], match["d1"], match["d2"])
    if match["y2"]:
        return _days(match["y2"], match["m2"], match["d3"], match["d4"])
    if match["y5"]:
        first = _days(match["y5"], match["m5"], match["d5"], None)
        last = _days(match["y5"], match["m6"], match["d6"], None)
        return f"{first}/{last}" if first and last and first < last else ""
    if match["y3"]:
        return f"{match['y3']}-{_month(match['m3'])}{doubt}"
    if match["season"]:
        return f"{match['y4']}-{_SEASONS[match['season'].casefold()]}{doubt}"
    if match["quarter"]:
        place = _ORDINALS.index(match["quarter"].casefold())
        code = 33 if match["part"].casefold() == "quarter" else 40
        return f"{match['y6']}-{code + place}" if code == 33 or place < 2 else ""
    if match["y7"]:
        return f"{match['y7']}/{match['y8']}" if match["y7"] < match["y8"] else ""
    return f"{match['y9']}{doubt}"


def _month(name: str) -> str:
    return f"{1 + [month[:3] for month in _MONTHS].index(name[:3].casefold()):02d}"


_LENGTHS = dict(zip(range(1, 13), (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


def _days(year: str, name: str, first: str, last: str | None) -> str:
    month = _month(name)
    days = [int(re.sub(r"\D", "", day)) for day in (first, last) if day]
    longest = _LENGTHS[int(month)]
    if month == "02" and (int(year) % 4 or (int(year) % 100 == 0 and int(year) % 400)):
        longest = 28
    if max(days) > longest or days != sorted(set(days)):
        return ""
    return "/".join(f"{year}-{month}-{day:02d}" for day in days)
