"""Words that a sample is made of: few that are everywhere, many that are rare (Zipf's law)."""

import json
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

#: entries of the table that common words are drawn from: a word a 16-bit number
DRAWS = 1 << 16
#: words drawn from the table; rarer ones would have no entry
HEAD = 5_000
#: rare words, each some times in a million statements
TAIL = 60_000
#: added to the rank, as Mandelbrot has it, so that the first word is not in every line
SHIFT = 2.0

_WORD = re.compile("[a-z]{2,}")
_SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")
# No ending that a stemmer takes off, so that two made-up words never become one.
_ENDS = ("k", "m", "v", "p")
# Far apart and prime to the number of words, so that neighbours in rank look different.
_STRIDE = 7_919


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What sentences are drawn from: ``table`` by even chance, ``tail`` by :meth:`rare`."""

    table: tuple[str, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    symbols: tuple[str, ...]

    def draw(self, rng: Random, count: int) -> list[str]:
        """``count`` words, common ones as often as in speech."""
        numbers = array("H")
        numbers.frombytes(rng.randbytes(2 * count))
        if sys.byteorder == "big":
            numbers.byteswap()
        return list(map(self.table.__getitem__, numbers))

    def rare(self, rng: Random) -> str:
        """A rare word: the n-th in proportion to 1/n."""
        return self.tail[int(len(self.tail) ** rng.random()) - 1]


def read_lexicon(records: Path) -> Lexicon:
    """The words of the source texts in a folder of record files."""
    return lexicon_of(
        document["text"]
        for path in sorted(records.glob("*.json"))
        for document in json.loads(path.read_text(encoding="utf-8")).get("documents", [])
        if document.get("text")
    )


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """Words of ``texts``, the most frequent first, and made-up ones after them."""
    counted = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    real = sorted(counted, key=lambda word: (-counted[word], word))[:HEAD]
    made = made_up_words(set(real))
    head = [*real, *(next(made) for _ in range(HEAD - len(real)))]
    tail = [next(made) for _ in range(TAIL)]
    symbols = [f"A/RES/{45 + n % 35}/{1 + n * 7 % 300}" for n in range(150)]
    symbols += [f"S/RES/{1300 + n * 13}" for n in range(50)]
    return Lexicon(zipf_table(head), tuple(head), tuple(tail), tuple(symbols))


def made_up_words(known: set[str]) -> Iterator[str]:
    """Words that no language has, of four syllables and a consonant; none of ``known``."""
    size = len(_SYLLABLES)
    for number in range(size**3):
        first, rest = divmod(number * _STRIDE % size**3, size**2)
        second, third = divmod(rest, size)
        word = _SYLLABLES[first] + _SYLLABLES[second] + _SYLLABLES[third] + _ENDS[number % 4]
        if word not in known:
            yield word


def zipf_table(words: Sequence[str]) -> tuple[str, ...]:
    """:data:`DRAWS` entries in which the n-th word stands in proportion to 1/(n + shift)."""
    weights = [1 / (rank + SHIFT) for rank in range(1, len(words) + 1)]
    scale = DRAWS / sum(weights)
    ends = [round(scale * total) for total in accumulate(weights)]
    table: list[str] = []
    for word, end in zip(words, ends, strict=True):
        table.extend([word] * (end - len(table)))
    return tuple(table)
