"""How many texts of the register hold each word of a sentence: by that texts are told apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, prod

from ..search.engine import search_engine
from ..search.engine.definition import NOUN_INDEX, STATEMENT_INDEX, UNCOVERED_TEXT, Index
from ..search.engine.expressions import Term
from ..search.engine.normal_form import forms, prefix_letters
from .asked import AskedQuote

#: words of a sentence that are counted
_MOST_COUNTED = 16
#: which part of the texts is taken to hold another one: they are shorter
_COMMON = 0.2
#: what a word is worth at least that every text holds
_LEAST_WORTH = 0.1


@dataclass(frozen=True, slots=True)
class KnownWords:
    """How many of the ``total`` texts hold each of some words, roughly."""

    held: Mapping[str, int]
    total: float

    def is_known(self, word: str) -> bool:
        """Whether a text holds a word that was counted."""
        return bool(self.held.get(word))

    def is_of_none(self, word: str) -> bool:
        """Whether a word was counted and no text holds it."""
        return self.held.get(word) == 0

    def count(self, word: str) -> int:
        """How many texts hold a word."""
        return self.held.get(word, int(self.total * _COMMON))

    def share(self, word: str) -> float:
        """Which part of the texts holds a word, from above 0 to 1."""
        return min(max(self.count(word), 1) / self.total, 1)

    def worth(self, words: Iterable[str]) -> float:
        """What a text is worth that holds some words: rare ones are worth more."""
        return sum(_LEAST_WORTH - log(self.share(word)) for word in words)

    def by_chance(self, words: Iterable[str]) -> float:
        """How many texts would hold some words if none went with another."""
        return self.total * prod(map(self.share, words))


def known_words(asked: AskedQuote) -> KnownWords:
    """Count the longest of the different words of a sentence. Five queries at most."""
    every = dict.fromkeys(
        word for reading in asked.readings for part in reading.parts for word in forms(part.text)
    )
    longest = sorted(every, key=lambda word: -prefix_letters(word))[:_MOST_COUNTED]
    return KnownWords(_held(longest), max(search_engine().row_count(STATEMENT_INDEX), 1))


def _held(words: Sequence[str]) -> dict[str, int]:
    """How many statements hold each word, roughly; of those that none has, how many stretches do.

    What else the index of nouns holds may be hidden: words of it alone are as words of none.
    """
    engine = search_engine()
    held = dict(zip(words, engine.rows_with(STATEMENT_INDEX, terms(words)), strict=True))
    others = [word for word in words if not held[word]]
    further = of_stretches(NOUN_INDEX, engine.key_column(NOUN_INDEX))
    counts = engine.rows_with(NOUN_INDEX, terms(others), further)
    return held | dict(zip(others, counts, strict=True))


def terms(words: Iterable[str]) -> tuple[Term, ...]:
    """Words as an index is asked for each."""
    return tuple(Term((word,)) for word in words)


def of_stretches(index: Index, key: str) -> str:
    """That a row of the index of nouns is a stretch of a source, as a further condition."""
    return f" AND {key} %% 10 = {UNCOVERED_TEXT}" if index is NOUN_INDEX else ""
