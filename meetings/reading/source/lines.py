"""The lines of a document round some passages, cut without cutting all the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from ...source_text import Line, OwnedSpan, cut, line_at

T = TypeVar("T")
Bounds = tuple[int, int]

#: lines shown before and after the passage of a record
CONTEXT = 4


def lines_near(bounds: Sequence[Bounds], passages: Iterable[Bounds]) -> list[int]:
    """The numbers of the lines in which passages have words, and of those round them."""
    near: set[int] = set()
    for start, end in passages:
        for number in range(line_at(bounds, start), line_at(bounds, end - 1) + 1):
            first, last = bounds[number - 1]
            if max(start, first) < min(end, last):
                near.update(range(number - CONTEXT, number + CONTEXT + 1))
    return sorted(near.intersection(range(1, len(bounds) + 1)))


def near_lines(
    text: str, spans: Iterable[OwnedSpan[T]], bounds: Sequence[Bounds], near: Sequence[int]
) -> list[Line[T]]:
    """The lines of these numbers as ``cut`` has them among all lines."""
    every = list(spans)
    return [line for first, last in _runs(near) for line in _cut(text, every, bounds, first, last)]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of numbers without a gap."""
    for _offset, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _place, number in run]
        yield found[0], found[-1]


def _cut(
    text: str, spans: Sequence[OwnedSpan[T]], bounds: Sequence[Bounds], first: int, last: int
) -> Iterator[Line[T]]:
    """Lines ``first`` to ``last``.

    What reaches into them is cut as far as it goes, for it is told where it begins and ends.
    """
    start, end = bounds[first - 1][0], bounds[last - 1][1]
    inside = [span for span in spans if span.start < end and span.end > start]
    top = line_at(bounds, min([start, *(span.start for span in inside)]))
    foot = line_at(bounds, max([end, *(span.end - 1 for span in inside)]))
    start, end = bounds[top - 1][0], bounds[foot - 1][1]
    shifted = [OwnedSpan(span.start - start, span.end - start, span.owner) for span in inside]
    for line in cut(text[start:end], shifted):
        number = line.number + top - 1
        if first <= number <= last:
            yield replace(line, number=number)
