"""Letters, marks and signs of all scripts: what is part of a word, and how it folds.

Kinds of characters are written as the inside of a regular expression's brackets.
"""

import unicodedata
from collections.abc import Callable, Iterable

#: letters without a decomposition in Unicode, and what they are sought as
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d",
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    # Arabic: alef wasla; yeh and kaf as Persian, Urdu and Egyptian print write them
    "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",
}  # fmt: skip

#: accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic, with the hamza above and
#: below a letter, and the stroke that lengthens a word
POINTS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)

#: what Unicode calls letters and print uses as apostrophes
APOSTROPHES = "\u02b9-\u02c1\u02c8\u02ee\ua78b\ua78c"

#: letters and marks of scripts that put no space between words: Chinese, Japanese, Thai, Lao,
#: Burmese, Khmer and Tai
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u109a-\u109f"
    "\u1780-\u17d3\u17dc\u17dd\u1950-\u19c9\u1a20-\u1a7c\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f"
    "\u3031-\u3035\u3038-\u303c\u3041-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)

# Letters that Thai and Lao write on the one before, and the marks of half-width kana.
_WRITTEN_ON = "\u0e33\u0eb3\uff9e\uff9f"
# Where marks and what nobody sees are; where one sign is a word or number.
_MARKED = (
    range(0x80, 0x3100),
    range(0xA600, 0xAC00),
    range(0xFB00, 0x12000),
    range(0x16A00, 0x1F300),
)
_SIGNS = (range(0x80, 0x100), range(0x2000, 0x3400), range(0x1F100, 0x1F260))
_TAGS = range(0xE0000, 0xE01F0)


def _ranges(points: Iterable[int]) -> str:
    """The inside of brackets for some characters, given in order."""
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _points(ranges: Iterable[range], condition: Callable[[str], bool]) -> list[int]:
    return [point for part in ranges for point in part if condition(chr(point))]


def _form(character: str) -> str:
    """The tag of a compatibility form of a number or sign, as ``<circle>``; else nothing."""
    if unicodedata.category(character) not in ("No", "So"):
        return ""
    tag = unicodedata.decomposition(character).partition(" ")[0]
    return tag if tag.startswith("<") else ""


def _is_invisible(character: str) -> bool:
    """Whether nobody sees it: soft hyphens, joiners, marks of direction, choices of a glyph."""
    return (
        unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\u180b" <= character <= "\u180f"
    )


#: numbers set high, and TM: marks of a footnote that belong to no word
RAISED = _ranges(_points(_SIGNS, lambda c: _form(c) == "<super>"))
#: one character for a word or number, as in a circle: never part of the word beside it
WHOLE_WORDS = _ranges(
    _points(
        _SIGNS,
        lambda c: (
            _form(c) not in ("", "<super>", "<sub>", "<font>")
            and any(part.isalnum() for part in unicodedata.normalize("NFKC", c))
        ),
    )
)
_INVISIBLE = [*_points(_MARKED, _is_invisible), *_TAGS]
#: what nobody sees
UNSEEN = _ranges(_INVISIBLE)
#: what follows a letter within its word
MARKS = (
    _ranges(_points(_MARKED, lambda c: unicodedata.category(c) in ("Mn", "Mc", "Me")))
    + UNSEEN
    + _WRITTEN_ON
)
