"""Spans that are taken, and parts by where they stand: asked often, in texts of any length."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from operator import attrgetter, itemgetter

from .parts import Part, Span

_START = attrgetter("start")


class Taken:
    """Spans that do not meet each other; one that meets a taken one is not added."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            self.add(span)

    def meets(self, span: Span) -> bool:
        """Whether a span has a character in common with a taken one."""
        place = bisect_left(self._spans, span.start, key=_START)
        return any(other.meets(span) for other in self._spans[max(0, place - 1) : place + 1])

    def add(self, span: Span) -> bool:
        """Take a span; whether it was free."""
        if self.meets(span):
            return False
        insort(self._spans, span)
        return True


class PartsByPlace:
    """Parts that do not overlap, by where their spans stand."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._pieces = sorted(
            ((span.start, span.end, part) for part in parts for span in part.spans),
            key=itemgetter(0),
        )

    def at(self, place: int) -> Part | None:
        """The part that a code point stands in."""
        before = bisect_right(self._pieces, place, key=itemgetter(0)) - 1
        if before < 0 or self._pieces[before][1] <= place:
            return None
        return self._pieces[before][2]
