"""Which lines go on in the next one: hard-wrapped paragraphs, cut words, paragraphs cut by a page.

How wide a wrapped text runs is learnt from the lines that surely go on: they end without a stop,
and the next one begins in small letters. Where the widths of such lines are alike, the text is
wrapped, and a line goes on where the next word would not have fitted into it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .lines import LEADING, LEADING_IN_SENTENCE, Line

#: widest line of a wrapped text, in columns
_WIDEST = 160
#: so many lines that go on tell how wide a text is, whatever its letters
_MANY = 6
#: tenths of a small letter's width that a capital takes, in print
_CAPITAL = 12
#: fewest columns of a wrapped text of few lines, and columns of a long word
_NARROWEST, _WORD = 40, 14
#: fewest columns of a line that goes on without more evidence than the small letter that follows,
#: under it or over blank lines
_LONE, _LONG = 30, 50
#: words that begin no line of a heading in capitals but its second
_FOLLOWING = {"AND", "AT", "BETWEEN", "FOR", "IN", "OF", "ON", "TO", "WITH"}
#: the beginning of a turn or of a field: a name of few words and a colon
_LABEL = re.compile(
    r"[A-Z][^.!?:]{1,60}(?:\([^)]*\))?:(?:\s|$)|(?:Mr|Mrs|Ms|Dr)\. [^.!?:]{1,60}:(?:\s|$)"
)


@dataclass(frozen=True)
class Wrapping:
    """How a text is wrapped: the narrowest and the widest line that goes on; 0 where it is not."""

    narrow: int = 0
    wide: int = 0
    #: whether blank lines stand between its paragraphs
    parted: bool = False
    #: blank lines between two lines of one paragraph
    spacing: int = 0

    def full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the line that follows would not have fitted into a line."""
        if not self.narrow:
            return False
        needed = line.width + 1 + len(following.content.split(maxsplit=1)[0])
        if line.capitals:
            needed = needed * _CAPITAL // 10
        unsure = line.terminal and not self.parted
        return needed > ((self.narrow + self.wide) // 2 if unsure else self.narrow)


def wrapping(lines: Sequence[Line]) -> Wrapping:
    """How the lines of a text are wrapped; those in double spacing too."""
    single, double = (list(_evident(lines, blanks)) for blanks in (0, 1))
    spacing = 1 if len(double) >= max(4, 4 * len(single)) else 0
    widths = sorted(double if spacing else single)
    narrow, wide = _bounds(widths, lines)
    if not narrow:
        return Wrapping()
    parted = sum(line.terminal and after.blanks > spacing for line, after in pairwise(lines))
    unparted = sum(
        line.terminal and after.blanks <= spacing and line.width < narrow - 10
        for line, after in pairwise(lines)
    )
    return Wrapping(narrow, wide, parted >= max(2, unparted), spacing)


def _bounds(widths: Sequence[int], lines: Sequence[Line]) -> tuple[int, int]:
    """The narrowest and the widest line that goes on, odd ones apart; 0 if they are unlike."""
    if not widths:
        return 0, 0
    narrow, wide = widths[len(widths) // 10], widths[-1 - len(widths) // 10]
    longer = sum(line.width > 1.25 * wide for line in lines)
    mixed = longer > 2 and longer * 10 > len(lines)
    if len(widths) >= _MANY and narrow >= (0.75 if mixed else 0.6) * wide:
        return narrow, wide
    # So few tell nothing of printed letters, but typed ones fill their lines.
    typed = min(widths) >= _NARROWEST and not longer and min(widths) + _WORD > max(widths)
    return (narrow * 9 // 10, wide) if typed else (0, 0)


def _evident(lines: Sequence[Line], blanks: int) -> Iterator[int]:
    """Widths of the lines that surely go on after so many blank lines."""
    for line, after in pairwise(lines):
        unended = line.width <= _WIDEST and not line.terminal and not line.capitals
        if unended and after.blanks == blanks and after.continues and not after.numbered:
            yield line.width


def items(lines: Sequence[Line], wrapped: Wrapping) -> list[Line]:
    """The lines, where a number that only happens to begin one makes no item of it.

    In the middle of a sentence a number begins an item if the one before it did.
    """
    judged, begun = list(lines[:1]), {line.number for line in lines[:1]}
    for line, after in pairwise(lines):
        if after.numbered:
            inside = after.blanks <= wrapped.spacing and not line.terminal
            stray = inside and not after.bracketed and wrapped.full(line, after)
            if stray and (after.number is None or after.number - 1 not in begun):
                after = replace(after, item=False)
            begun.add(after.number)
        judged.append(after)
    return judged


def goes_on(line: Line, after: Line, wrapped: Wrapping, first: Line) -> bool:
    """Whether a line goes on in the next one; ``first`` is the first line of its paragraph."""
    adjacent = after.blanks <= wrapped.spacing
    if line.marker_alone and after.blanks <= 1:
        return not after.bullet and not after.numbered
    if after.numbered:
        return False
    if after.bullet or line.capitals != after.capitals:
        return _cut_by_dash(line, after, wrapped, adjacent)
    if after.closing and (adjacent or after.page):
        return True
    if line.holds(after) and (adjacent or after.page):
        return after.continues or wrapped.full(line, after) or " " in line.content
    if adjacent:
        return _adjacent(line, after, wrapped, first)
    return _parted(line, after, wrapped)


def _cut_by_dash(line: Line, after: Line, wrapped: Wrapping, adjacent: bool) -> bool:
    """Whether what looks like a bullet is a dash in a sentence, or capitals end a sentence."""
    if not adjacent or line.terminal or not wrapped.full(line, after):
        return False
    if after.bullet:
        rest = after.content[after.bullet :]
        return after.content[0] in "-–—" and rest[:1].islower() and not line.bullet
    return not line.capitals and not line.bullet and after.width < wrapped.narrow // 2


def _adjacent(line: Line, after: Line, wrapped: Wrapping, first: Line) -> bool:
    """Whether a line goes on in the one right under it."""
    full = wrapped.full(line, after)
    if line.terminal:
        indented = after.indent - line.indent >= 2 and not line.bullet and not line.numbered
        return full and not indented and not _LABEL.match(after.content)
    if after.continues:
        lone = (line.width >= _LONE or line is not first) and not first.continues
        long = line.width * 2 > wrapped.narrow if wrapped.narrow else lone
        return full or line.leads_on or long
    if line.unfinished and line.width * 2 > wrapped.narrow > 0:
        return True
    if line.capitals:
        word = after.content.split(maxsplit=1)[0]
        return full or word in _FOLLOWING or line.last_word.lower() in LEADING
    return full or line.leads_on or line.listing


def _parted(line: Line, after: Line, wrapped: Wrapping) -> bool:
    """Whether a paragraph was cut by the end of a page, or by blank lines that show one."""
    enough = _LONG // 2 if after.page else _LONG
    if line.terminal or (line.width < enough and not wrapped.full(line, after)):
        return False
    if after.continues or line.last_word in LEADING_IN_SENTENCE:
        return True
    return after.page and wrapped.full(line, after) and not line.capitals
