"""Ordinals apart from the title: “Second session – 3 May”, “the occasion was the fourth”."""

import re

from ...parts import Span
from .opening import MET, Opening
from .series import NUMBERED, ORDINAL

_LINE = re.compile(rf"(?P<ordinal>{ORDINAL})\s(?:session|meeting)\s*(?:[-–—,(|]|$)", re.IGNORECASE)
_OCCASION = re.compile(r"\boccasion\s(?P<how>of|was)\s(?:the|our|their|its)\s", re.IGNORECASE)
_BEGINS = re.compile(r"the\soccasion\swas\s", re.IGNORECASE)
#: characters behind the number that name the meeting
_NAME = 120


def numbered_line(opening: Opening) -> Span | None:
    """The ordinal of a line of the title that says no more: “Second session – Friday, 2 May”."""
    for block in opening.title:
        if match := _LINE.match(opening.words(block.span)):
            start = block.span.start + match.start("ordinal")
            return Span(start, start + len(match["ordinal"]))
    return None


def occasion(opening: Opening, title: str) -> Span | None:
    """The ordinal of the gathering on whose occasion people met, where it is that of the title."""
    for sentence in opening.sentences[:6]:
        words = opening.words(sentence)
        for match in _OCCASION.finditer(words):
            number = NUMBERED.match(words, match.end())
            before = words[: match.start()]
            if number is None or not (_BEGINS.match(words) or MET.search(before)):
                continue
            behind = words[number.end() : number.end() + _NAME]
            if _BEGINS.match(words) or _long_words(behind) & _long_words(title):
                start = sentence.start + number.start("ordinal")
                return Span(start, start + len(number["ordinal"]))
    return None


def _long_words(words: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", words.casefold()) if len(word) > 4}
