"""``Piece``: a line of a source as pages show it, or a part of one that is too long for that.

A line is divided by its own words alone: at the ends of sentences, else between words, else where
no letter loses its marks. What is recorded, published or marked in it changes nothing of that.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ...source_text import line_bounds

#: code points above which a line is divided, and those of a part at most
LONG_LINE, LONGEST_PART = 4_000, 1_000
#: where a part may end: after a sentence, its quotation marks and the space behind it; after a word
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][”’」』）]*")
_WORD_END = re.compile(r"\s+")


class Piece(NamedTuple):
    """Code points ``start`` to ``end`` (excluded) of a text: line ``line``, counted from 1.

    ``part`` is 0 where that is the whole line, else which part of it, from 1.
    """

    start: int
    end: int
    line: int
    part: int = 0

    @property
    def anchor(self) -> str:
        """The anchor of the piece on a page; a line begins at that of its number."""
        return piece_anchor(self.line, self.part)


def piece_anchor(line: int, part: int) -> str:
    """The anchor of a line, or of a part of it."""
    return f"line-{line}-{part}" if part > 1 else f"line-{line}"


def pieces_of(text: str) -> list[Piece]:
    """The lines of a text in order, without their ends; long ones in parts without a gap."""
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(line_bounds(text), start=1):
        if end - start <= LONG_LINE:
            pieces.append(Piece(start, end, number))
        else:
            ends = [*_part_ends(text, start, end), end]
            starts = [start, *ends]
            pieces += [
                Piece(*bounds, number, part)
                for part, bounds in enumerate(zip(starts, ends, strict=False), start=1)
            ]
    return pieces


def _part_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where the parts of a line end, but for the last."""
    while end - start > LONGEST_PART:
        start = _part_end(text, start)
        yield start


def _part_end(text: str, start: int) -> int:
    """Where a part that begins at ``start`` ends, in the second half of what it may be."""
    least, most = start + LONGEST_PART // 2, start + LONGEST_PART
    for ends in (_SENTENCE_END, _WORD_END):
        found = [match.end() for match in ends.finditer(text, least, most)]
        if found:
            return found[-1]
    end = most
    while end > least and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return end
