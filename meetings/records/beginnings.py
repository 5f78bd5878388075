"""The places where the same words begin, told apart by what stands right before them.

Speeches begin alike ("Thank you very much, Chair."): to look at all of these places for each of
them would take the square of their number.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from .loose_texts import is_plain, loosen

#: places below which each is looked at
_MANY = 16
#: letters before a place that it is sorted by, and characters in which they are sought
_LETTERS, _AROUND = 64, 200


@dataclass(slots=True)
class Beginnings:
    """The positions of a text, in order, at which the same words begin."""

    text: str
    positions: Sequence[int]
    #: what stands before each position, loosened and read backwards, with the position
    _before: list[tuple[str, int]] = field(init=False, default_factory=list)
    #: positions before which that cannot be told by a few letters
    _unsure: list[int] = field(init=False, default_factory=list)

    def perhaps_after(self, words: str) -> Sequence[int]:
        """The positions before which ``words`` may stand: all where they do, and few others."""
        if len(self.positions) < _MANY or not words or not is_plain(words[0]):
            return self.positions
        if not self._before and not self._unsure:
            self._sort()
        wanted = loosen(words)[::-1][:_LETTERS]
        first = bisect_left(self._before, (wanted,))
        last = bisect_left(self._before, (wanted + "\U0010ffff",))
        return sorted([place for _letters, place in self._before[first:last]] + self._unsure)

    def _sort(self) -> None:
        for position in self.positions:
            end = without_space(self.text, position)
            start = max(end - _AROUND, 0)
            # Marks change places on one letter, so texts are cut before a plain one.
            while 0 < start < end and not is_plain(self.text[start]):
                start += 1
            letters = loosen(self.text[start:end])[::-1][:_LETTERS]
            if not is_plain(self.text[end]) or (start and len(letters) < _LETTERS):
                self._unsure.append(position)
            else:
                self._before.append((letters, position))
        self._before.sort()


def without_space(text: str, position: int) -> int:
    """The position before the space that stands right before ``position``, if one does."""
    return position - 1 if text[position - 1 : position] == " " else position
