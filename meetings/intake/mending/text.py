"""A stored text mended for rules, with the place of each of its code points in the stored text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..parts import Span
from .furniture import furniture, without
from .joining import goes_on, items, wrapping
from .lines import CONTROLS, SPACES, ZERO_WIDTH, Line, lines
from .words import Words

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_REPLACED = (
    _LIGATURES | {"‐": "-", "‑": "-", "\u00ad": ""} | dict.fromkeys(ZERO_WIDTH + CONTROLS, "")
)
_COMBINED = "[A-Za-z][\u0300-\u036f]+"
_MENDED = re.compile(
    f"[{re.escape(''.join(_REPLACED))}]|[{SPACES}]{{2,}}|[{SPACES[2:]}\t]|{_COMBINED}"
)
#: so many spaces part columns, as a tab does
_COLUMN = 4


@dataclass(frozen=True, slots=True)
class MendedText:
    """A text as rules read it: a paragraph is one line, an item begins with "- " or its number.

    ``origin`` tells for each code point of ``text``, and for its end, where it stands in the stored
    text; it never goes back. A line feed parts paragraphs, two where the stored text parted them;
    a tab parts columns. Nothing is in ``text`` that the stored text does not say.
    """

    text: str
    origin: Sequence[int]
    stored: str = field(repr=False)
    #: heads, feet and numbers of pages that were left out, in the stored text
    furniture: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Where code points ``start`` to ``end`` (excluded) stand in the stored text.

        What was left out inside is within it, what was left out at its edges is not.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}–{end} is not within 0–{len(self.text)}")
        first = self.origin[start]
        if start == end:
            return Span(first, first)
        last = self.origin[end - 1] + 1
        while last < len(self.stored) and unicodedata.combining(self.stored[last]):
            last += 1
        return Span(first, last)


@dataclass(slots=True)
class _Mending:
    """A mended text that is being put together."""

    stored: str
    pieces: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)

    def put(self, piece: str, place: int) -> None:
        """Add a piece, all of which stands at one place of the stored text."""
        self.pieces.append(piece)
        self.origin.extend([place] * len(piece))

    def begin(self, line: Line) -> int:
        """Add the bullet of a line, if it has one; where the rest of it stands."""
        if line.bullet:
            self.put("- ", line.start)
        return line.start + line.bullet

    def copy(self, start: int, end: int) -> None:
        """Add a range of the stored text, its characters mended."""
        for found in _MENDED.finditer(self.stored, start, end):
            self._copy_plain(start, found.start())
            self.put(_replaced(found[0]), found.start())
            start = found.end()
        self._copy_plain(start, end)

    def _copy_plain(self, start: int, end: int) -> None:
        self.pieces.append(self.stored[start:end])
        self.origin.extend(range(start, end))


def _replaced(piece: str) -> str:
    """What is read for a sign that is mended."""
    if piece in _REPLACED:
        return _REPLACED[piece]
    if piece[0] in SPACES:
        return "\t" if "\t" in piece or len(piece) >= _COLUMN else " "
    return unicodedata.normalize("NFC", piece)


def mended(text: str) -> MendedText:
    """What rules read of a stored text, whatever it is; see the class."""
    found = list(lines(text))
    left_out = furniture(found)
    kept = without(found, left_out)
    mending = _Mending(text)
    if kept:
        _put_lines(mending, kept)
    mending.origin.append(len(text))
    spans = tuple(Span(found[place].start, found[place].end) for place in sorted(left_out))
    return MendedText("".join(mending.pieces), mending.origin, text, spans)


def _put_lines(mending: _Mending, kept: Sequence[Line]) -> None:
    """Put lines together into paragraphs."""
    wrapped, words = wrapping(kept), Words(mending.stored)
    kept = items(kept, wrapped)
    first, begin = kept[0], mending.begin(kept[0])
    for line, after in pairwise(kept):
        if not goes_on(line, after, wrapped, first):
            mending.copy(begin, line.end)
            mending.put("\n\n" if after.blanks > wrapped.spacing else "\n", line.end)
            first, begin = after, mending.begin(after)
            continue
        if line.holds(after):
            mending.copy(begin, line.end - 1)
            between = words.between(line.content[:-1], line.content[-1], after.content)
            mending.put(between, line.end - 1)
        else:
            mending.copy(begin, line.end)
            mending.put("" if after.closing or begin == line.end else " ", line.end)
        begin = after.start
    mending.copy(begin, kept[-1].end)
