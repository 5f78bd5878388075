"""A source text made ready to be searched, with the way back to its own positions."""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from .beginnings import Beginnings
from .fields.passage import Span
from .loose_texts import LooseText, is_plain, loosen, nearest, without_case
from .word_blocks import WordBlocks

#: The characters of the Unicode property White_Space, as the inside of a regular expression's [].
WHITE_SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RUN = re.compile(f"[{WHITE_SPACE}]+")
_LONG_RUN = re.compile(f"[{WHITE_SPACE}]{{2,}}")
_SPACES = [character for character in map(chr, range(0x3001)) if _RUN.match(character)]
_SPACES_IN_A_ROW = re.compile("  +")
#: beginnings that are kept for the next passages
_KEPT = 64


def fold_space(text: str) -> str:
    """``text`` with each run of Unicode white space as one space, none at the ends."""
    return _RUN.sub(" ", text).strip(" ")


def _single_spaced(text: str) -> str:
    """A long text with each run of white space as one space, without a look at each of them."""
    for character in _SPACES:
        text = text.replace(character, " ")
    return _SPACES_IN_A_ROW.sub(" ", text)


@dataclass(slots=True)
class TextIndex:
    """A source text made ready to be searched with white space folded.

    Make one for a document and use it for all of its passages.
    """

    text: str
    folded: str = field(init=False)
    # Where the folded text falls behind the text, and by how many code points from there on.
    _breaks: "array[int]" = field(init=False)
    _shifts: "array[int]" = field(init=False)
    _blocks: WordBlocks | None = field(init=False, default=None)
    # Those that were asked for last, by the words.
    _beginnings: dict[str, Beginnings] = field(init=False, default_factory=dict)
    _loose: LooseText | None = field(init=False, default=None)
    _small: LooseText | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._breaks, self._shifts, shift = array("I", [0]), array("I", [0]), 0
        for run in _LONG_RUN.finditer(self.text):
            self._breaks.append(run.start() - shift + 1)
            shift += len(run[0]) - 1
            self._shifts.append(shift)
        self.folded = _single_spaced(self.text)

    def beginnings(self, words: str) -> Beginnings:
        """Every position of ``folded`` at which ``words`` begin, overlapping ones too."""
        known = self._beginnings.pop(words, None)
        if known is None:
            if self._blocks is None:
                self._blocks = WordBlocks(self.folded)
            known = Beginnings(self.folded, list(self._blocks.occurrences(words)))
            if len(self._beginnings) >= _KEPT:
                del self._beginnings[next(iter(self._beginnings))]
        self._beginnings[words] = known
        return known

    @property
    def loose(self) -> LooseText:
        """The folded text, comparable with words in another normal form; made when needed."""
        if self._loose is None:
            self._loose = LooseText(self.folded)
        return self._loose

    def nearest(self, words: str) -> Span | None:
        """Where in the folded text the most of ``words`` stands, if enough to be named."""
        if self._small is None:
            self._small = without_case(self.folded)
        place = nearest(self._small, words)
        return Span(*place) if place else None

    def reads_before(self, words: str, position: int) -> bool:
        """Whether other writings of ``words`` stand right before a position in ``folded``."""
        wanted, text = len(loosen(words)), self.folded
        # Only what stands there is loosened, from plain letter to plain letter.
        start, end, size = position, position, wanted
        while end < len(text) and not is_plain(text[end]):
            end += 1
        while start and len(loosen(text[start:position])) < wanted:
            start, size = max(position - size, 0), 2 * size
            while start and not is_plain(text[start]):
                start -= 1
        return LooseText(text[start:end]).ends_with(words, position - start)

    def original(self, position: int) -> int:
        """The position in ``text`` of a position in ``folded``."""
        return position + self._shifts[bisect_right(self._breaks, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """The span in ``text`` of a non-empty span in ``folded``."""
        return Span(self.original(start), self.original(end - 1) + 1)
