"""Sums of money and counted things as texts print them: “EUR 10 million”, “40,000 tonnes”."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .parts import Span
from .taken import Taken
from .words import folded, meanings, phrases

_ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "k": 1000,
}
_WORDED = "|".join([*_ONES, *_TENS, "hundred", "thousand"])
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|mio|bn|m|k)\b"
#: a number in digits or words, with its scale: “1.2 billion”, “two hundred and fifty thousand”
NUMBER = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
    rf"|(?:(?:{_WORDED})\b(?:[ -](?:and )?)?){{1,8}}"
    rf"|(?=(?:half )?an? (?:million|billion))(?:half )?an?)(?:[ \u00a0-]?{_SCALE}){{0,2}}"
)
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in a text: ``currency`` is its ISO 4217 code ("" if not said), else ``unit`` is set."""

    span: Span
    text: str
    value: Decimal | None
    currency: str = ""
    unit: str = ""
    money: bool = True

    @property
    def amount(self) -> dict[str, object]:
        """The sum as a pledge of a record file has it."""
        value = self.value
        number = None if value is None else int(value) if value == int(value) else float(value)
        return {"text": self.text, "value": number, "currency": self.currency, "unit": self.unit}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    money = "|".join(
        re.escape(phrase).replace(r"\ ", "[ \u00a0]") for phrase in phrases("currencies")
    )
    things = "|".join(
        re.escape(phrase).replace(r"\ ", "[ \u00a0]") for phrase in phrases("units_counted")
    )
    before = re.compile(
        rf"(?<![\w$])(?P<money>{money})[ \u00a0]?(?P<number>{NUMBER})(?!\w)", re.IGNORECASE
    )
    behind = re.compile(
        rf"(?<![\w.,])(?P<number>{NUMBER})[ \u00a0](?:of[ ])?(?P<money>{money})(?![\w$])",
        re.IGNORECASE,
    )
    counted = re.compile(
        rf"(?<![\w.,])(?P<number>{NUMBER})[ \u00a0](?:[a-z-]+[ ]){{0,2}}?(?P<unit>{things})\b",
        re.IGNORECASE,
    )
    return before, behind, counted


def sums_of(text: str, span: Span) -> list[Sum]:
    """The sums of money inside a span, in order, then what is counted in a unit."""
    before, behind, counted = _patterns()
    found: list[Sum] = []
    taken = Taken()
    for pattern in (before, behind, counted):
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(*match.span())
            if len(match[0]) <= _LONGEST and taken.add(here):
                found.append(_sum(match, here))
    return sorted(found, key=lambda entry: (not entry.money, entry.span))


def _sum(match: re.Match[str], here: Span) -> Sum:
    value = value_of(match["number"])
    printed = match[0].rstrip()
    here = Span(here.start, here.start + len(printed))
    if "unit" in match.groupdict():
        return Sum(here, printed, value, unit=match["unit"], money=False)
    return Sum(here, printed, value, meanings("currencies").get(folded(match["money"]), ""))


def value_of(number: str) -> Decimal | None:
    """What a number of a text says, None where that is not certain ("1,5")."""
    words = re.split(r"[\s\u00a0-]+", number.casefold().strip(" .-"))
    if not words[0][:1].isdigit():
        return _worded([word for word in words if word != "and"])
    digits = re.match(r"[\d,.\u00a0\u202f ]*\d", number)
    if digits is None:
        return None
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?!\d))", "", digits[0])
    if "," in plain or plain.count(".") > 1:
        return None
    value = Decimal(plain)
    for word in re.findall(r"[a-z]+", number[digits.end() :].casefold()):
        value *= _SCALES.get(word, 1)
    return value if value < 10**20 else None


def _worded(words: list[str]) -> Decimal | None:
    if words[0] == "half":
        return Decimal(_SCALES.get(words[-1], 0)) / 2 or None
    total, part = 0, 0
    for word in words:
        if word in ("a", "an"):
            part = 1
        elif word in _ONES or word in _TENS:
            part += _ONES.get(word, 0) or _TENS.get(word, 0)
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            smaller = total if total < _SCALES[word] else 0
            total, part = total - smaller + (smaller + part or 1) * _SCALES[word], 0
        else:
            return None
    return Decimal(total + part)
