"""Page furniture: numbers of pages, repeated heads and feet, rules drawn with characters.

A line is furniture where it can be nothing else. A number or a line that repeats might be a heading
or an item: it goes only where it stands at the edge of a page, cuts a sentence, or counts pages.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .lines import Line

#: what marks a page wherever it stands
_PAGE_MARK = re.compile(
    r"(?:[-–—]\s?\d{1,4}\s?[-–—]|\[\s?\d{1,4}\s?\]"
    r"|(?:page|pg\.?|p\.)\s*\|?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,3}\s+of\s+\d{1,3}"
    r"|\d{1,4}\s*\|\s*page|[-–—(]?\s?more\s?[-–—)]|\(continued\)"
    r"|[./…]*/\s?(?:\.{2,}|…)|/\s?\d{1,3})",
    re.IGNORECASE,
)
#: lines drawn with characters, and what ends a press release
_RULE = re.compile(
    r"[-–—_=*#~+.•·\s]{3,}|[-–—_=*#~]{1,3}\s*(?:ends?|30)\s*[-–—_=*#~]{1,3}", re.IGNORECASE
)
_BARE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_SYMBOL = re.compile(r"[A-Z]{1,9}(?:/[\w.()-]+)+")
#: who goes on to speak over the edge of a page
_GOES_ON = re.compile(
    r"\((?:Mr|Mrs|Miss|Ms|Dr|The) ?[^()]{3,80}\)|\((?:Mr|Mrs|Ms|Dr)\.[^()]{3,80}\)"
)
_DIGITS = re.compile(r"\d+")
#: longest head or foot of a page, in code points
_LONGEST = 90
#: fewest code points of a line at whose end a page may cut a sentence
_CUT = 25
#: lines at the beginning of a text that are its title, and no head
_TITLE = 3
#: most lines of a head or foot
_DEEPEST = 2
#: fewest code points of a page, on the mean
_PAGE = 800


def furniture(lines: Sequence[Line]) -> set[int]:
    """The places of the lines that are page furniture."""
    found = {place for place, line in enumerate(lines) if _PAGE_MARK.fullmatch(line.content)}
    found |= _page_numbers(lines, found)
    found |= _running_heads(lines, found)
    rules = {place for place, line in enumerate(lines) if _RULE.fullmatch(line.content)}
    return found | _heads(lines, found) | rules


def without(lines: Sequence[Line], left_out: set[int]) -> list[Line]:
    """The lines without those at some places; what stood around these is said of the next line.

    A page ends where one of its marks is left out. A drawn rule parts as blank lines do.
    """
    kept, blanks, page = [], 0, False
    for place, line in enumerate(lines):
        blanks, page = blanks + line.blanks, page or line.page
        if place not in left_out:
            kept.append(replace(line, blanks=blanks, page=page))
            blanks, page = 0, False
        elif _RULE.fullmatch(line.content):
            blanks += 2
        else:
            page = True
    return kept


def _page_numbers(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Bare numbers that count pages, stand at an edge of one, or cut a sentence."""
    bare = [
        place
        for place, line in enumerate(lines)
        if place not in found and _BARE.fullmatch(line.content)
    ]
    numbers = [
        (place, int(lines[place].content)) for place in bare if lines[place].content.isdecimal()
    ]
    counting = set()
    for (first, number), (second, following) in pairwise(numbers):
        if following == number + 1 and lines[second].start - lines[first].start >= _PAGE:
            counting |= {first, second}
    counting |= {place for place in bare if _at_edge(lines, place) or _cuts(lines, place)}
    for (first, number), (second, following) in pairwise(numbers):
        if first in counting and following == number + 1 and second == len(lines) - 1:
            counting.add(second)
    return counting


def _running_heads(lines: Sequence[Line], found: set[int]) -> set[int]:
    """The heads of verbatim records: symbol, number of the page, who goes on to speak."""
    heads = set()
    for place in range(_TITLE, len(lines)):
        line, under = lines[place], not lines[place].blanks
        number = under and bool(_BARE.fullmatch(line.content)) and place - 1 not in found
        if number and _SYMBOL.fullmatch(lines[place - 1].content):
            heads |= {place - 1, place}
        elif (
            under
            and (place - 1 in heads or place - 1 in found)
            and _GOES_ON.fullmatch(line.content)
        ):
            heads.add(place)
    return heads


def _at_edge(lines: Sequence[Line], place: int) -> bool:
    """Whether a form feed stands before or after a line, or the text ends with it."""
    last = place == len(lines) - 1 and len(lines) > 1 and lines[place].blanks > 0
    return last or lines[place].page or (place + 1 < len(lines) and lines[place + 1].page)


def _cuts(lines: Sequence[Line], place: int) -> bool:
    """Whether a sentence that did not end before a line goes on after it, in small letters."""
    if not 0 < place < len(lines) - 1:
        return False
    before, after = lines[place - 1], lines[place + 1]
    return not before.terminal and len(before.content) >= _CUT and after.continues


def _heads(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lines that repeat at the edges of pages or cut sentences, whatever number they hold."""
    shapes = {
        place: _DIGITS.sub("0", line.content)
        for place, line in enumerate(lines)
        if place not in found and _like_head(line)
    }
    often = Counter(shapes.values())
    repeated = {place: shape for place, shape in shapes.items() if often[shape] > 1}
    heads: set[int] = set()
    # A head of several lines is found from the edge inwards.
    for _line in range(_DEEPEST):
        edges = found | heads
        proved = {place for place in repeated if _stands_apart(lines, place, edges)}
        times = Counter(repeated[place] for place in proved)
        heads |= {place for place in proved if times[repeated[place]] * 2 > often[repeated[place]]}
    symbols = {place for place in shapes if _is_symbol(lines, place, found)}
    return {place for place in heads | symbols if place >= _TITLE or lines[place].page}


def _is_symbol(lines: Sequence[Line], place: int, found: set[int]) -> bool:
    """Whether a line is the symbol of the document at the edge of a page."""
    symbol = _SYMBOL.fullmatch(lines[place].content)
    return bool(symbol) and _stands_apart(lines, place, found)


def _like_head(line: Line) -> bool:
    """Whether a line can be the head or foot of a page: no item, and no rest of a sentence."""
    short = len(line.content) <= _LONGEST
    return short and not (line.bullet or line.continues or line.numbered or line.terminal)


def _stands_apart(lines: Sequence[Line], place: int, found: set[int]) -> bool:
    """Whether a line stands at an edge of a page, or cuts a sentence with blank lines around it."""
    last = place + 1 == len(lines)
    if lines[place].page or place - 1 in found:
        return True
    if last:
        return False
    if lines[place + 1].page or place + 1 in found:
        return True
    return (lines[place].blanks > 0 or lines[place + 1].blanks > 0) and _cuts(lines, place)
