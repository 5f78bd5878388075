"""A sentence laid beside a text: where in it the words stand, and which differ.

Words are compared in normal form, so case, accents, signs and cut lines make no difference here;
:func:`differences_in_print` tells of those.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from participants.words.cutting import Token

from ..history.runs import Run, RunKind
from .asked import Part, Reading
from .units import letters_of, units, weight

#: places of a word in a text up to which it tells where the sentence stands
_MOST_PLACES = 40
#: what a word costs that a text has between words that are the same, and one that it lacks
_BETWEEN, _MISSING = 0.5, 0.15

_LINE_CUT = re.compile("[-\u2010\u00ad]\\s*\n\\s*")
_NO_LETTER = re.compile(r"[\W_]+")
_NO_SIGN = re.compile(r"[\w\s]+")
#: signs that typists and printers take for one another
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "\u00ad": None}
)
_ENDS = "\"'.,;:!?…-–—()[]{}“”‘’«»„‟‹›。，、；：！？「」『』《》 \t\r\n"


class Compared:
    """A text with its units, as sentences are laid beside it."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, units(text)
        self.letters = letters_of(self.words)
        self.forms = {word.form for word in self.words}
        #: where each unit begins among the letters, and which one does
        self.offsets = [0, *accumulate(len(word.form) for word in self.words)]
        self.starts = {offset: at for at, offset in reversed([*enumerate(self.offsets)])}


@dataclass(frozen=True, slots=True)
class Block:
    """Units that are the same: of the sentence ``first`` to ``last``, of the text ``start`` to
    ``end``; the ends excluded."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartFound:
    """Where a part of a sentence stands in a text, and how it differs.

    ``start`` and ``end`` are code points of the text; ``found`` and ``whole`` the words that are
    the same and all there are; ``runs`` the words of both.
    """

    part: Part
    start: int
    end: int
    found: float
    whole: float
    longest: float
    runs: Sequence[Run]

    @property
    def is_exact(self) -> bool:
        """Whether all words stand there in this order, and no other between them."""
        return all(run.kind is RunKind.SAME for run in self.runs)


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a sentence that stand in a text, in the order asked; None for one that is not.

    ``in_order``: each stands after the one before. ``left_out``: words stand between them.
    """

    reading: Reading
    parts: Sequence[PartFound | None]
    in_order: bool
    left_out: bool

    @property
    def there(self) -> list[PartFound]:
        """The parts that stand in the text."""
        return [part for part in self.parts if part is not None]

    @property
    def is_exact(self) -> bool:
        """Whether all parts stand there as they are, in this order."""
        return self.in_order and all(part is not None and part.is_exact for part in self.parts)

    @property
    def share(self) -> float:
        """How much of the sentence stands there, from 0 to 1, less for words put in between."""
        whole = weight(self.reading.units)
        return sum(_worth(part) for part in self.there) / whole if whole else 0.0

    @property
    def longest(self) -> float:
        """The most words in a row that are the same."""
        return max((part.longest for part in self.there), default=0.0)


def _worth(part: PartFound) -> float:
    others = sum(len(run.text.split()) for run in part.runs if run.kind is RunKind.NEW)
    return max(part.found - others / 4, part.longest / 2)


def found_in(reading: Reading, text: Compared, *, whole: bool = False) -> Found | None:
    """Where a sentence stands in a text; None where nothing of it does.

    ``whole``: None too where not all of it stands there.
    """
    parts: list[PartFound | None] = []
    at, in_order, left_out = 0, True, False
    for part in reading.parts:
        block = _whole(part.units, text, at) or (_whole(part.units, text, 0) if at else None)
        if block is None and whole:
            return None
        blocks = [block] if block else _near(part.units, text.words)
        if not blocks:
            parts.append(None)
            continue
        if parts and blocks[0].start < at:
            in_order = False
        elif parts and blocks[0].start > at:
            left_out = True
        at = blocks[-1].end
        parts.append(_part_found(part, text.text, text.words, blocks))
    if not any(parts):
        return None
    return Found(reading, tuple(parts), in_order, left_out)


def _whole(asked: Sequence[Token], text: Compared, after: int) -> Block | None:
    """Where all units stand in a row, however lines and hyphens cut them; None for nowhere."""
    sought = letters_of(asked)
    place = text.letters.find(sought, text.offsets[min(after, len(text.words))])
    while place >= 0:
        start, end = text.starts.get(place), text.starts.get(place + len(sought))
        if start is not None and end is not None:
            return Block(0, len(asked), start, end)
        place = text.letters.find(sought, place + 1)
    return None


def _near(asked: Sequence[Token], words: Sequence[Token]) -> list[Block]:
    """What stands in the stretch of a text that has most of the units."""
    start, end = _stretch(asked, words)
    if start == end:
        return []
    here = words[start:end]
    matcher = SequenceMatcher(
        None, [one.form for one in asked], [one.form for one in here], autojunk=False
    )
    blocks = [
        Block(block.a, block.a + block.size, start + block.b, start + block.b + block.size)
        for block in matcher.get_matching_blocks()
        if block.size
    ]
    return _best_run(blocks)


def _stretch(asked: Sequence[Token], words: Sequence[Token]) -> tuple[int, int]:
    """The stretch of a text in which most of a sentence stands; of no length for nothing."""
    places: dict[str, list[int]] = {one.form: [] for one in asked}
    for at, word in enumerate(words):
        if (known := places.get(word.form)) is not None:
            known.append(at)
    size = max(3, len(asked) // 4)
    votes: dict[int, float] = defaultdict(float)
    for number, one in enumerate(asked):
        after = asked[number + 1].form if number + 1 < len(asked) else None
        known = places[one.form]
        for at in known[:_MOST_PLACES]:
            goes_on = at + 1 < len(words) and words[at + 1].form == after
            votes[(at - number) // size] += (2 if goes_on else 1) / len(known)
    if not votes:
        return 0, 0
    best = max(votes, key=lambda at: (votes[at] + votes.get(at + 1, 0), -at))
    slack = 2 + len(asked) // 5
    start = max(0, best * size - slack)
    return start, min(len(words), (best + 2) * size + len(asked) + slack)


def _best_run(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in a row that make the most of the sentence, each word between them costing half.

    So a lone "the", far from the rest, is left out.
    """
    best, here = 0.0, 0.0
    start, chosen = 0, (0, 0)
    for at, block in enumerate(blocks):
        size = block.last - block.first
        if at:
            before = blocks[at - 1]
            here -= _BETWEEN * (block.start - before.end) + _MISSING * (block.first - before.last)
        if here <= 0:
            here, start = 0.0, at
        here += size
        if here > best:
            best, chosen = here, (start, at + 1)
    return list(blocks[slice(*chosen)])


def _part_found(
    part: Part, text: str, words: Sequence[Token], blocks: Sequence[Block]
) -> PartFound:
    start, end = words[blocks[0].start].start, words[blocks[-1].end - 1].end
    asked = part.units
    if len(blocks) == 1 and (blocks[0].first, blocks[0].last) == (0, len(asked)):
        whole = weight(asked)
        same = Run(RunKind.SAME, text[start:end])
        return PartFound(part, start, end, whole, whole, whole, [same])
    sizes = [weight(asked[block.first : block.last]) for block in blocks]
    runs = _joined(_runs(part, text, words, blocks))
    return PartFound(part, start, end, sum(sizes), weight(asked), max(sizes), runs)


def _runs(part: Part, text: str, words: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Run]:
    """The words of both, from the first that is the same to the last, and the sentence's ends."""
    asked = part.units
    first, start = 0, blocks[0].start
    for block in blocks:
        gone, new = asked[first : block.first], words[start : block.start]
        if gone or new:
            is_same = letters_of(gone) == letters_of(new)
            if gone and not is_same:
                yield Run(RunKind.GONE, _text_of(gone, part.text))
            if new:
                yield Run(RunKind.SAME if is_same else RunKind.NEW, _text_of(new, text))
        yield Run(RunKind.SAME, _text_of(words[block.start : block.end], text))
        first, start = block.last, block.end
    if first < len(asked):
        yield Run(RunKind.GONE, _text_of(asked[first:], part.text))


def _text_of(words: Sequence[Token], text: str) -> str:
    return " ".join(text[words[0].start : words[-1].end].split())


def _joined(runs: Iterator[Run]) -> list[Run]:
    """Runs of one kind side by side made one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].kind is run.kind:
            joined[-1] = Run(run.kind, f"{joined[-1].text} {run.text}")
        else:
            joined.append(run)
    return joined


def differences_in_print(asked: str, printed: str) -> list[str]:
    """In what two texts of the same words differ: ``case``, ``marks`` (of quotation, dashes),
    ``signs`` (punctuation), ``letters`` (accents, word breaks).

    None where they are the same letter for letter, but for white space, the signs at their ends
    and words that are cut at the end of a line.
    """
    one, other = (_LINE_CUT.sub("", text).strip(_ENDS) for text in (asked, printed))
    differing = []
    if _plain_letters(one) != _plain_letters(other):
        differing.append("case")
    if _signs(one) != _signs(other):
        is_typography = _signs(one.translate(_ALIKE)) == _signs(other.translate(_ALIKE))
        differing.append("marks" if is_typography else "signs")
    if _words(one) != _words(other):
        differing.append("letters")
    return differing


def _plain_letters(text: str) -> str:
    """Letters and digits alone, with their case and without their accents."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text))


def _signs(text: str) -> str:
    return _NO_SIGN.sub("", text)


def _words(text: str) -> list[str]:
    return _NO_LETTER.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split()
