"""In which stretches of a long text a word stands, so that few of them are searched for words."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

#: characters of a text below which it is searched whole
_LONG = 100_000
#: stretches that a long text is cut into
_BLOCKS = 1_000
#: inner words of a quotation that are looked up
_LOOKED_UP = 8


@dataclass(slots=True)
class WordBlocks:
    """A text in which words are parted by one space, cut into blocks at spaces."""

    text: str
    #: where each block starts, and the end of the text
    _starts: "array[int]" = field(init=False)
    #: the blocks that each word stands in, in order
    _blocks: defaultdict[str, "array[int]"] = field(init=False)

    def __post_init__(self) -> None:
        self._starts, self._blocks = array("I", [0]), defaultdict(_numbers)
        if len(self.text) < _LONG:
            self._starts.append(len(self.text))
            return
        size = len(self.text) // _BLOCKS
        while (start := self._starts[-1]) < len(self.text):
            end = self.text.find(" ", start + size) + 1 or len(self.text)
            for word in set(self.text[start:end].split(" ")):
                self._blocks[word].append(len(self._starts) - 1)
            self._starts.append(end)

    def occurrences(self, words: str, start: int = 0) -> Iterator[int]:
        """Every position from ``start`` on at which ``words`` begin, overlapping ones too."""
        for first, end in self._stretches(words):
            position = self.text.find(words, max(first, start), end)
            while position >= 0:
                yield position
                position = self.text.find(words, position + 1, end)

    def _stretches(self, words: str) -> Iterator[tuple[int, int]]:
        """Where ``words`` may begin, and up to where those that begin there may reach."""
        # The first and the last of them may be parts of words; those between are whole.
        inner = words.split(" ", _LOOKED_UP + 1)[1:-1]
        if not self._blocks or not inner:
            yield 0, len(self.text)
            return
        held = [self._blocks.get(word, ()) for word in inner]
        held.sort(key=len)
        # One that begins in a block reaches into the next ones, as far as the words are long.
        reach = 1 + len(words) // max(len(self.text) // _BLOCKS, 1)
        before, rarest, others = -1, held[0], held[1:]
        for found in rarest:
            for block in range(max(found - reach, before + 1), found + 1):
                before = block
                # Spelt out: it is asked a hundred times for each passage of a record.
                for numbers in others:
                    place = bisect_left(numbers, block)
                    if place == len(numbers) or numbers[place] > block + reach:
                        break
                else:
                    end = min(self._starts[block + 1] + len(words) - 1, len(self.text))
                    yield self._starts[block], end


def _numbers() -> "array[int]":
    return array("I")
