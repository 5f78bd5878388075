"""Texts of the register that may hold a sentence: asked of the search indexes, in few queries.

First the words as a phrase. Where no text has it, texts that share much of it: all words of a
stretch, or several of those that the fewest texts hold. Of statements the index holds published
ones alone; of other words of sources the caller asks which are public.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ..search.engine import search_engine
from ..search.engine.definition import NOUN_INDEX, STATEMENT_INDEX, UNCOVERED_TEXT, Index
from ..search.engine.expressions import And, Expression, Or, Term
from ..search.engine.normal_form import forms, prefix_letters
from .asked import AskedQuote, Reading

#: words of a phrase that is sought; what follows is compared in the text
_LONGEST_PHRASE = 24
#: texts that have a phrase, and that answer one other question
MOST_EXACT, _MOST_LIKELY = 10, 12
#: texts that are read and compared
MOST_READ = 14
#: words whose number of texts is asked for, and those of them that are sought
_MEASURED, _SOUGHT = 16, 6
#: words of a stretch, how many stretches there are, and letters of a word that is one of them
_STRETCH, _STRETCHES, _LETTERS = 9, 4, 3
#: texts that hold a word that is rare enough to be sought alone
_RARE = 60
#: texts that hold the rarest word of what is sought in one question: more take too long
_MOST_HELD = 20_000


@dataclass(slots=True)
class Candidates:
    """Keys of statements and numbers of other stretches of sources, the likeliest first.

    ``is_cut``: of texts that have the phrase, only the newest are here.
    """

    statements: list[int] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)
    is_cut: bool = False


def with_phrase(asked: AskedQuote) -> Candidates:
    """Texts that have the words of a reading in a row, the newest statements first."""
    terms = list(dict.fromkeys(filter(None, map(_phrase, asked.readings))))
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


def _phrase(reading: Reading) -> Term | None:
    """The longest part of a sentence as a phrase, or a stretch of it."""
    part = max(reading.parts, key=lambda part: len(part.units), default=None)
    words = forms(part.text)[:_LONGEST_PHRASE] if part else ()
    return Term(words, exact=True) if words else None


def _words(reading: Reading) -> list[str]:
    """The longest of the different words, by which texts are told apart."""
    every = dict.fromkeys(word for part in reading.parts for word in forms(part.text))
    return sorted(every, key=lambda word: -prefix_letters(word))[:_MEASURED]


def _held(words: Sequence[str]) -> dict[str, int]:
    """How many statements or stretches hold each word, roughly; a query or two for each index.

    What else the index of nouns holds may be hidden: words of it alone are as words of none.
    """
    engine = search_engine()
    terms = [Term((word,)) for word in words]
    counts = Counter[str]()
    for index in (STATEMENT_INDEX, NOUN_INDEX):
        held = engine.rows_with(index, terms, _of_noun(index, engine.key_column(index)))
        counts.update(dict(zip(words, held, strict=True)))
    return counts


def _questions(
    asked: AskedQuote, rare: Sequence[str], held: dict[str, int]
) -> Iterable[tuple[float, Expression]]:
    """What is sought, each with what a text that answers it is worth."""
    if rare and held[rare[0]] <= _RARE:
        yield 1, Term((rare[0],))
    if len(rare) > 1 and held[rare[0]] <= _MOST_HELD:
        yield 1.5, _any_of(combinations(rare[:4], 2))
    if len(rare) > 3:
        yield 3, _any_of(combinations(rare[:5], 3))
    for words in _stretches(asked, set(rare)):
        yield len(words) / 2, And(tuple(Term((word,)) for word in words))


def _any_of(groups: Iterable[Sequence[str]]) -> Expression:
    every = [And(tuple(Term((word,)) for word in words)) for words in groups]
    return Or(tuple(every)) if len(every) > 1 else every[0]


def _stretches(asked: AskedQuote, rare: set[str]) -> list[tuple[str, ...]]:
    """Words of stretches of the sentence that have one of the rare words, spread over it."""
    found: dict[tuple[str, ...], None] = {}
    for part in _fullest(asked.readings).parts:
        every = [word for word in forms(part.text) if prefix_letters(word) >= _LETTERS]
        for start in range(0, max(len(every) - _STRETCH // 2, 1), _STRETCH // 2):
            words = tuple(dict.fromkeys(every[start : start + _STRETCH]))
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
