"""Texts of the register that may hold a sentence: asked of the search indexes, in few queries.

First the words as a phrase. Where no text has it, texts that share much of it: all words of a
stretch, or several of those that the fewest texts hold. Of statements the index holds published
ones alone; of other words of sources the caller asks which are public.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ..search.engine import search_engine
from ..search.engine.definition import NOUN_INDEX, STATEMENT_INDEX, UNCOVERED_TEXT, Index
from ..search.engine.expressions import And, Expression, Or, Term
from ..search.engine.normal_form import forms, prefix_letters
from .asked import AskedQuote, Reading

#: words of a phrase that is sought, and where too many texts have these; the rest is compared in
#: the text. Of 24 words FTS5 took twice as long as of 8, in each of which stand many texts
PHRASE, LONGEST_PHRASE = 8, 40
#: texts that have a phrase, and that answer one other question
MOST_EXACT, _MOST_LIKELY = 10, 12
#: texts that are read and compared
MOST_READ = 12
#: words whose number of texts is asked for, and those of them that are sought
_MEASURED, _SOUGHT = 16, 6
#: words of a stretch, at least and at most, how many stretches there are, and letters of a word
#: that is one of them
_SHORTEST, _STRETCH, _STRETCHES, _LETTERS = 4, 9, 5, 3
#: texts that hold a word that is rare enough to be sought alone
_RARE = 60
#: texts that hold a word up to which it is sought with another one alone: more take too long
_SELDOM = 2_000


@dataclass(slots=True)
class Candidates:
    """Keys of statements and numbers of other stretches of sources, the likeliest first.

    ``is_cut``: of texts that have the phrase, only the newest are here.
    """

    statements: list[int] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)
    is_cut: bool = False


def with_phrase(asked: AskedQuote, length: int = PHRASE) -> Candidates:
    """Texts that have so many words of a reading in a row, the newest statements first."""
    phrases = (_phrase(reading, length) for reading in asked.readings)
    terms = list(dict.fromkeys(term for term in phrases if term))
    if not terms:
        return Candidates()
    phrase: Expression = terms[0] if len(terms) == 1 else Or(tuple(terms))
    statements = _found(STATEMENT_INDEX, And((phrase,)), MOST_EXACT + 1)
    stretches = _found(NOUN_INDEX, And((phrase,)), MOST_READ)
    return Candidates(statements[:MOST_EXACT], stretches, len(statements) > MOST_EXACT)


def alike(asked: AskedQuote) -> Candidates:
    """Texts that share much of the words, those first that answer most questions. Three queries."""
    words = _words(asked.readings[-1] if len(asked.readings) == 1 else _fullest(asked.readings))
    held = _held(words)
    known = [word for word in sorted(words, key=lambda word: held[word]) if held[word]]
    questions = list(_questions(asked, known[:_SOUGHT], held))
    if not questions:
        return Candidates()
    return Candidates(_likeliest(STATEMENT_INDEX, questions), _likeliest(NOUN_INDEX, questions))


def _fullest(readings: Sequence[Reading]) -> Reading:
    return max(readings, key=lambda reading: len(reading.units))


def _phrase(reading: Reading, length: int) -> Term | None:
    """The longest part of a sentence as a phrase: of so many words, the longest in a row."""
    part = max(reading.parts, key=lambda part: len(part.units), default=None)
    words = forms(part.text) if part else ()
    sizes = [min(len(word), 12) for word in words]
    start = max(range(max(len(words) - length, 0) + 1), key=lambda at: sum(sizes[at : at + length]))
    return Term(words[start : start + length], exact=True) if words else None


def _words(reading: Reading) -> list[str]:
    """The longest of the different words, by which texts are told apart."""
    every = dict.fromkeys(word for part in reading.parts for word in forms(part.text))
    return sorted(every, key=lambda word: -prefix_letters(word))[:_MEASURED]


def _held(words: Sequence[str]) -> dict[str, int]:
    """How many statements hold each word, roughly; of those that none has, how many stretches do.

    What else the index of nouns holds may be hidden: words of it alone are as words of none.
    """
    engine = search_engine()
    held = dict(zip(words, engine.rows_with(STATEMENT_INDEX, _terms(words)), strict=True))
    others = [word for word in words if not held[word]]
    of_stretches = _of_noun(NOUN_INDEX, engine.key_column(NOUN_INDEX))
    counts = engine.rows_with(NOUN_INDEX, _terms(others), of_stretches)
    return held | dict(zip(others, counts, strict=True))


def _terms(words: Iterable[str]) -> list[Term]:
    return [Term((word,)) for word in words]


def _questions(
    asked: AskedQuote, rare: Sequence[str], held: dict[str, int]
) -> Iterable[tuple[float, Expression]]:
    """What is sought, each with what a text that answers it is worth."""
    if rare and held[rare[0]] <= _RARE:
        yield 1, Term((rare[0],))
    if len(rare) > 1 and held[rare[0]] <= _SELDOM:
        yield 1.5, _any_of(combinations(rare[:4], 2))
    if len(rare) > 3:
        yield 3, _any_of(combinations(rare[: 5 if held[rare[2]] <= _SELDOM else 4], 3))
    for words in _stretches(asked, set(rare)):
        yield len(words) / 2, And(tuple(_terms(words)))


def _any_of(groups: Iterable[Sequence[str]]) -> Expression:
    every = [And(tuple(_terms(words))) for words in groups]
    return Or(tuple(every)) if len(every) > 1 else every[0]


def _stretches(asked: AskedQuote, rare: set[str]) -> list[tuple[str, ...]]:
    """Words of stretches of the sentence that have one of the rare words, spread over it."""
    found: dict[tuple[str, ...], None] = {}
    for part in _fullest(asked.readings).parts:
        every = [word for word in forms(part.text) if prefix_letters(word) >= _LETTERS]
        # Of a short sentence halves: one of them is right where a single word is wrong.
        size = min(max(len(every) // 2, _SHORTEST), _STRETCH)
        for start in range(0, max(len(every) - size // 2, 1), size // 2):
            words = tuple(dict.fromkeys(every[start : start + size]))
            if len(words) > 2 and rare.intersection(words):
                found[words] = None
    every_stretch = [*found]
    step = max(1, -(-len(every_stretch) // _STRETCHES))
    return every_stretch[::step][:_STRETCHES]


def _found(index: Index, expression: And, limit: int) -> list[int]:
    """The newest rows of an index that have an expression: keys, or numbers of stretches."""
    engine = search_engine()
    key = engine.key_column(index)
    among = engine.found_among(index, expression, "DESC")
    where, params = engine.found_sql(index, expression)
    rows = engine.rows(
        f"SELECT {key} FROM {among.sql} WHERE {where}{_of_noun(index, key)}"
        f" ORDER BY {among.order} DESC LIMIT %s",
        [*among.params, *params, limit],
    )
    return [_number(index, found) for (found,) in rows]


def _likeliest(index: Index, questions: Sequence[tuple[float, Expression]]) -> list[int]:
    """The rows that answer most questions, all asked in one query."""
    engine = search_engine()
    key = engine.key_column(index)
    selects, params = [], []
    for number, (_worth, expression) in enumerate(questions):
        where, values = engine.found_sql(index, expression)
        selects.append(
            f"SELECT * FROM (SELECT {key} AS found, {number} AS question FROM {index.name}"
            f" WHERE {where}{_of_noun(index, key)}"
            f" ORDER BY {key} DESC LIMIT {_MOST_LIKELY}) asked_{number}"
        )
        params += values
    votes: dict[int, float] = defaultdict(float)
    worths = [worth for worth, _expression in questions]
    for found, question in engine.rows(" UNION ALL ".join(selects), params):
        votes[_number(index, found)] += worths[question]
    return sorted(votes, key=lambda found: (-votes[found], -found))[:MOST_READ]


def _of_noun(index: Index, key: str) -> str:
    """That a row of the index of nouns is a stretch of a source."""
    return f" AND {key} %% 10 = {UNCOVERED_TEXT}" if index is NOUN_INDEX else ""


def _number(index: Index, found: int) -> int:
    return found // 10 if index is NOUN_INDEX else found
