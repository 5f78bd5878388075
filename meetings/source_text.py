"""A source text cut into lines, and lines into the runs that the same passages cover.

Positions count Unicode code points, as passages do. A line ends at a line feed, a carriage
return or the pair of them; form feeds and other separators are characters of their line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class OwnedSpan(Generic[T]):
    """Code points ``start`` to ``end`` (excluded), and whose they are."""

    start: int
    end: int
    owner: T


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A run of one line that the same spans cover.

    ``owners`` are those of the covering spans, the outermost first; ``begins`` and ``ends``
    name the ones whose first or last visible character stands here.
    """

    start: int
    end: int
    text: str
    owners: tuple[T, ...] = ()
    begins: tuple[T, ...] = ()
    ends: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One line, numbered from 1, without its line end; a blank one has no segment."""

    number: int
    start: int
    end: int
    segments: tuple[Segment[T], ...] = ()

    @property
    def owners(self) -> tuple[T, ...]:
        """All whose words stand in this line, each once."""
        return tuple(dict.fromkeys(owner for run in self.segments for owner in run.owners))


def line_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end (excluded) of each line of ``text``; an empty text is one blank line."""
    bounds, start = [], 0
    for found in _LINE_END.finditer(text):
        bounds.append((start, found.start()))
        start = found.end()
    return [*bounds, (start, len(text))]


def cut(
    text: str, spans: Iterable[OwnedSpan[T]] = (), bounds: Sequence[tuple[int, int]] = ()
) -> list[Line[T]]:
    """The lines of ``text``, cut wherever one of ``spans`` begins or ends.

    Spans may nest, overlap, repeat and run over line ends; what of them lies outside the
    text is dropped. ``bounds`` are those of the lines, where they are not its own.
    """
    inside = [span for span in spans if max(span.start, 0) < min(span.end, len(text))]
    inside.sort(key=lambda span: (span.start, -span.end))
    bounds = bounds or line_bounds(text)
    runs = _runs(bounds, inside)
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    for place, (_start, _end, covering) in enumerate(runs):
        for index in covering:
            firsts.setdefault(index, place)
            lasts[index] = place
    segments = [
        Segment(
            start,
            end,
            text[start:end],
            owners=tuple(inside[index].owner for index in covering),
            begins=tuple(inside[index].owner for index in covering if firsts[index] == place),
            ends=tuple(inside[index].owner for index in covering if lasts[index] == place),
        )
        for place, (start, end, covering) in enumerate(runs)
    ]
    return _lines(bounds, segments)


def line_at(bounds: Sequence[tuple[int, ...]], position: int) -> int:
    """The number of the line in which a code point stands (its line end included).

    ``bounds`` may be those of parts of lines as well; only where each starts counts.
    """
    low, high = 0, len(bounds) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if bounds[middle][0] <= position else (low, middle - 1)
    return low + 1


def _runs(
    bounds: Sequence[tuple[int, int]], spans: Sequence[OwnedSpan[T]]
) -> list[tuple[int, int, tuple[int, ...]]]:
    """Start, end and covering spans (by place in ``spans``) of each run, in order of the text."""
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for index, span in enumerate(spans):
        opening[max(span.start, 0)].append(index)
        closing[span.end].append(index)
    # Blank lines hold no run; where a line ends, the next may start.
    starts = {start for start, end in bounds if start < end}
    ends = {end for start, end in bounds if start < end}
    runs, begin, in_line = [], 0, False
    active: dict[int, None] = {}
    for point in sorted(starts | ends | opening.keys() | closing.keys()):
        if in_line and begin < point:
            runs.append((begin, point, tuple(sorted(active))))
        for index in closing[point]:
            active.pop(index, None)
        active.update(dict.fromkeys(opening[point]))
        in_line = point in starts or (in_line and point not in ends)
        begin = point
    return runs


def _lines(bounds: Sequence[tuple[int, int]], segments: Sequence[Segment[T]]) -> list[Line[T]]:
    """Lines with the segments that fall into each."""
    lines, place = [], 0
    for number, (start, end) in enumerate(bounds, start=1):
        own = []
        while place < len(segments) and segments[place].end <= end:
            own.append(segments[place])
            place += 1
        lines.append(Line(number, start, end, tuple(own)))
    return lines
