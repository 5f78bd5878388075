"""Texts made comparable where only their writing differs, with the way back to each place.

Typed or copied words often come in another normal form than the source: é as one letter or two,
’ as ', – as -, a ligature, a soft hyphen that nobody sees. They are the same words.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from .word_blocks import WordBlocks

_SIGNS = str.maketrans(
    dict.fromkeys("’‘‚‛ʼʻʹ′`´＇", "'")
    | dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)


def loosen(text: str) -> str:
    """``text`` in the form in which writings of the same words are alike."""
    return LooseText(text).text


def _letters(character: str) -> str:
    """What one character is compared as: nothing where it is not seen."""
    if unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKD", character.translate(_SIGNS)).translate(_SIGNS)


class _Letters(dict[int, str]):
    """What each code point that was met is compared as, as ``str.translate`` asks."""

    def __missing__(self, point: int) -> str:
        self[point] = letters = _letters(chr(point))
        return letters


_LETTERS = _Letters()


def is_plain(character: str) -> bool:
    """Whether a character is compared as one letter, over which no mark changes places.

    So texts may be cut before it and loosened apart.
    """
    letters = _LETTERS[ord(character)]
    return len(letters) == 1 and not unicodedata.combining(letters)


@dataclass(slots=True)
class LooseText:
    """A text loosened; :meth:`spans` finds words in it and says where they stand in the text."""

    original: str
    text: str = field(init=False)
    # The position in the original of each character.
    _places: "array[int] | range" = field(init=False)
    _blocks: WordBlocks | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        others = "".join(character for character in set(self.original) if not is_plain(character))
        if not others:
            self.text = self.original.translate(_LETTERS)
            self._places = range(len(self.original))
            return
        texts, self._places = [], array("I")
        # Long texts are plain for the most part: runs of such letters are taken whole.
        at = 0
        for run in re.finditer(f"[{re.escape(others)}]+", self.original):
            texts.append(self.original[at : run.start()].translate(_LETTERS))
            self._places.extend(range(at, run.start()))
            at = run.end()
            for place, letter in _in_order(run[0], run.start()):
                texts.append(letter)
                self._places.append(place)
        texts.append(self.original[at:].translate(_LETTERS))
        self._places.extend(range(at, len(self.original)))
        self.text = "".join(texts)

    def spans(self, words: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Start and end in the original of every place, from ``start`` on, where ``words`` stand.

        ``words`` are compared loosely; a place that would cut a letter is none.
        """
        wanted = loosen(words)
        if not wanted:
            return
        if self._blocks is None:
            self._blocks = WordBlocks(self.text)
        for found in self._blocks.occurrences(wanted, bisect_left(self._places, start)):
            end = found + len(wanted)
            if self._is_edge(found) and self._is_edge(end):
                yield self._places[found], max(self._places[found:end]) + 1

    def ends_with(self, words: str, end: int) -> bool:
        """Whether ``words`` stand right before ``end`` of the original."""
        return self.text.endswith(loosen(words), 0, bisect_left(self._places, end))

    def _is_edge(self, position: int) -> bool:
        """Whether no letter lies across a position of the loosened text."""
        if position in (0, len(self.text)):
            return True
        return not unicodedata.combining(self.text[position]) and (
            self._places[position] != self._places[position - 1]
        )


def _in_order(run: str, start: int) -> Iterator[tuple[int, str]]:
    """The letters of a run with their places; marks on one in the one order of Unicode."""
    marks: list[tuple[int, int, str]] = []
    for place, character in enumerate(run, start):
        for letter in _LETTERS[ord(character)]:
            order = unicodedata.combining(letter)
            if order:
                marks.append((order, place, letter))
                continue
            yield from _sorted(marks)
            marks.clear()
            yield place, letter
    yield from _sorted(marks)


def _sorted(marks: list[tuple[int, int, str]]) -> Iterator[tuple[int, str]]:
    for _order, place, letter in sorted(marks, key=lambda mark: mark[0]):
        yield place, letter


def without_case(text: str) -> LooseText:
    """``text`` loosened, in small letters where that moves none of them."""
    small = text.lower()
    return LooseText(small if len(small) == len(text) else text)


def nearest(loose: LooseText, words: str) -> tuple[int, int] | None:
    """Where the longest beginning or ending of ``words`` stands in a text made without case.

    None where not even two words or eight letters are found.
    """
    listed = words.lower().split(" ")
    starts = [" ".join(listed[: n + 1]) for n in range(len(listed))]
    ends = [" ".join(listed[-n - 1 :]) for n in range(len(listed))]
    longest = max((_longest(loose, starts), _longest(loose, ends)), key=len)
    if " " not in longest and len(longest) < 8:
        return None
    return next(loose.spans(longest), None)


def _longest(loose: LooseText, growing: list[str]) -> str:
    """The longest of words that grow which stands in a text: where one does, those before do."""
    first, last = 0, len(growing)
    while first < last:
        middle = (first + last) // 2
        if loosen(growing[middle]) in loose.text:
            first = middle + 1
        else:
            last = middle
    return growing[first - 1] if first else ""
