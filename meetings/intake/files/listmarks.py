"""What stands before the items of a list: a dash, or a number as the list writes it."""

import re
from dataclasses import dataclass

from lxml import etree

_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x"}
_ROMAN |= {9: "ix", 5: "v", 4: "iv", 1: "i"}


@dataclass(slots=True)
class ItemList:
    """A list whose items are being read."""

    ordered: bool = False
    number: int = 1
    #: how numbers are written: "1", "a", "A", "i" or "I"
    style: str = "1"
    #: whether an item of it was read
    begun: bool = False

    @classmethod
    def of(cls, element: etree._Element) -> "ItemList":
        """A list of markup, before its first item."""
        ordered = element.tag == "ol"
        return cls(ordered, _number(element.get("start"), 1), element.get("type") or "1")

    def mark(self, item: etree._Element) -> str:
        """What stands before an item."""
        self.begun = True
        if not self.ordered:
            return "- "
        number = _number(item.get("value"), self.number)
        self.number = number + 1
        return f"{written(number, self.style)}. "


def _number(written: str | None, usual: int) -> int:
    """A number that markup states, or the usual one."""
    found = _NUMBER.match(written or "")
    return int(found[1]) if found else usual


def written(number: int, style: str) -> str:
    """A number as a list writes it; in digits where letters do not reach so far."""
    if style in ("a", "A") and 0 < number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 0 < number < 4000:
        return _roman(number).upper() if style == "I" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    """A number in Roman numerals."""
    written = ""
    for value, letters in _ROMAN.items():
        written += letters * (number // value)
        number %= value
    return written
