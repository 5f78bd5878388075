"""Where a list stands in a source, though white space and list marks differ.

Lines are found one after the other: between two of them nothing may stand but the mark of the
second. A list that might stand in several places stands in none, unless it is said where it was
chosen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.intake.parts import Span

from .attendance_read import LIST_MARK, Line, lines_of

#: what may differ: bullets, dashes and whatever is no ink
_INK = re.compile(r"[^\s\ufeff\u200b\u00ad\-*•·▪‣➢◦–—●■○]+")


@dataclass(frozen=True, slots=True)
class ListPlaces:
    """Where each character of a list stands in a source, both in code points."""

    places: dict[int, int]

    def span(self, span: Span | None) -> Span | None:
        """Where a stretch of the list stands in the source; None where it does not."""
        if span is None:
            return None
        found = [self.places[at] for at in range(span.start, span.end) if at in self.places]
        return Span(found[0], found[-1] + 1) if found else None


class _Ink:
    """A text without what may differ, and where each of its characters stands."""

    def __init__(self, text: str) -> None:
        self.whole = text
        self.places = [at for run in _INK.finditer(text) for at in range(*run.span())]
        self.text = "".join(text[at] for at in self.places)

    def at(self, place: int) -> int:
        """The number of the first character of ink from a place on."""
        return bisect_left(self.places, place)

    def between(self, span: Span) -> str:
        """The ink of a stretch."""
        return self.text[self.at(span.start) : self.at(span.end)]

    def holds(self, ink: str, first: int) -> bool:
        """Whether ``ink`` begins with the character of that number, as words of their own."""
        if not self.text.startswith(ink, first):
            return False
        edges = self.places[first], self.places[first + len(ink) - 1] + 1
        return not any(self._cuts(edge) for edge in edges)

    def _cuts(self, place: int) -> bool:
        beside = self.whole[max(0, place - 1) : place + 1]
        return len(beside) == 2 and beside.isalnum()

    def starts(self, ink: str) -> Iterator[int]:
        """Where ``ink`` stands, as words of their own."""
        first = self.text.find(ink)
        while first >= 0:
            if self.holds(ink, first):
                yield first
            first = self.text.find(ink, first + 1)


def places_of_list(text: str, source: str, near: int | None = None) -> ListPlaces | None:
    """Where the lines of ``text`` stand in ``source``; None where they do not, or who knows where.

    Of several places it is the first from ``near`` on, where the words were chosen.
    """
    listed, whole = _Ink(text), _Ink(source)
    lines = [line for line in lines_of(text) if listed.between(line.span)]
    inked = [listed.between(line.span) for line in lines]
    if not inked:
        return None
    chains = [_chain(inked, whole, first) for first in whole.starts(inked[0])]
    found = [chain for chain in chains if chain]
    if near is not None:
        found = [chain for chain in found if whole.places[chain[0]] >= near][:1]
    if len(found) != 1:
        return None
    return ListPlaces(dict(_placed(lines, listed, whole, found[0])))


def _chain(inked: Sequence[str], whole: _Ink, first: int) -> list[int]:
    """Where the ink of each line begins, from the first on; nothing where one is missing."""
    chain, after = [first], first + len(inked[0])
    for ink in inked[1:]:
        mark = LIST_MARK.match(whole.whole, whole.places[after - 1] + 1)
        ways = [after, whole.at(mark.end())] if mark else [after]
        start = next((way for way in ways if whole.holds(ink, way)), None)
        if start is None:
            return []
        chain.append(start)
        after = start + len(ink)
    return chain


def _placed(
    lines: Sequence[Line], listed: _Ink, whole: _Ink, chain: Sequence[int]
) -> Iterator[tuple[int, int]]:
    for line, start in zip(lines, chain, strict=True):
        first, last = listed.at(line.span.start), listed.at(line.span.end)
        yield from zip(listed.places[first:last], whole.places[start:], strict=False)
