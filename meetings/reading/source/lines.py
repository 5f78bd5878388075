"""The pieces of a document round some passages, cut without cutting all the others.

Lines are numbered by their place among all pieces, as :func:`pieces_of` gives these.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from ...source_text import Line, OwnedSpan, cut, line_at
from .pieces import Piece

T = TypeVar("T")
Bounds = tuple[int, int]

#: lines shown before and after the passage of a record, and parts of a line that is divided
CONTEXT, PARTS = 4, 1


def lines_near(pieces: Sequence[Piece], passages: Iterable[Bounds]) -> list[int]:
    """The numbers of the pieces in which passages have words, and of those round them."""
    near: set[int] = set()
    for start, end in passages:
        for number in range(line_at(pieces, start), line_at(pieces, end - 1) + 1):
            piece = pieces[number - 1]
            if max(start, piece.start) < min(end, piece.end):
                reach = PARTS if piece.part else CONTEXT
                near.update(range(number - reach, number + reach + 1))
    return sorted(near.intersection(range(1, len(pieces) + 1)))


def near_lines(
    text: str, spans: Iterable[OwnedSpan[T]], pieces: Sequence[Piece], near: Sequence[int]
) -> list[Line[T]]:
    """The pieces of these numbers as ``cut`` has them among all."""
    every = list(spans)
    return [line for first, last in _runs(near) for line in _cut(text, every, pieces, first, last)]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of numbers without a gap."""
    for _offset, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _place, number in run]
        yield found[0], found[-1]


def _cut(
    text: str, spans: Sequence[OwnedSpan[T]], pieces: Sequence[Piece], first: int, last: int
) -> Iterator[Line[T]]:
    """Pieces ``first`` to ``last``.

    What reaches into them is cut as far as it goes, for it is told where it begins and ends.
    """
    start, end = pieces[first - 1].start, pieces[last - 1].end
    inside = [span for span in spans if span.start < end and span.end > start]
    top = line_at(pieces, min([start, *(span.start for span in inside)]))
    foot = line_at(pieces, max([end, *(span.end - 1 for span in inside)]))
    start, end = pieces[top - 1].start, pieces[foot - 1].end
    shifted = [OwnedSpan(span.start - start, span.end - start, span.owner) for span in inside]
    bounds = [(piece.start - start, piece.end - start) for piece in pieces[top - 1 : foot]]
    for line in cut(text[start:end], shifted, bounds):
        number = line.number + top - 1
        if first <= number <= last:
            yield replace(line, number=number)
