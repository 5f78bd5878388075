"""One normal form of text and of queries, for both engines and for marking words on a page.

A word is a run of letters and digits; its form has no case, no accents and plain letters
(ø → o, ß → ss). Everything else parts words, so a symbol such as A/RES/60/1 is four words
in a row, and is sought as these: it finds itself however it is printed, and A/RES/60/15
does not find it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: letters without a decomposition in Unicode, and what they are sought as
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d",
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
_LETTERS = str.maketrans(LETTERS)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ACCENTS = re.compile("[\u0300-\u036f]")


class Token(NamedTuple):
    """A word of a text: where it stands (code points) and its normal form."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """The normal form of one word."""
    lower = word.lower()
    if lower.isascii():
        return lower
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", lower.translate(_LETTERS)))
    return unicodedata.normalize("NFC", bare)


def tokens(text: str) -> list[Token]:
    """The words of a text in order, with where they stand."""
    return [Token(*found.span(), folded(found.group())) for found in _WORD.finditer(text)]


def forms(text: str) -> tuple[str, ...]:
    """The normal forms of the words of a text, in order."""
    return tuple(folded(word) for word in _WORD.findall(text))
