"""Texts of the register that may hold a sentence: asked of the search indexes, in few queries.

First a few of the words as a phrase. Where no text has all of them, texts that share much: groups
of words that hardly another text holds. Of statements the index holds published ones alone; of
other words of sources the caller asks which are public.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..search.engine import search_engine
from ..search.engine.definition import NOUN_INDEX, STATEMENT_INDEX, Index
from ..search.engine.expressions import And, Expression, Or, Term
from ..search.engine.normal_form import forms
from .asked import AskedQuote, Reading
from .known_words import KnownWords, of_stretches, terms
from .questions import questions

#: words of a phrase that is sought, at least and at most, and where too many texts have these; the
#: rest is compared in the text. Each common word more takes FTS5 a few milliseconds.
_SHORTEST_PHRASE, _PHRASE, LONGEST_PHRASE = 3, 8, 40
#: texts that hold the words of a phrase by chance where it needs no further word
_HARDLY_ANY = 0.01
#: texts that have a phrase, and that answer one other question
MOST_EXACT, _MOST_LIKELY = 10, 20
#: texts that are read and compared
MOST_READ = 12


@dataclass(slots=True)
class Candidates:
    """Keys of statements and numbers of other stretches of sources, the likeliest first.

    ``is_cut``: of texts that have the phrase, only the newest are here.
    """

    statements: list[int] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)
    is_cut: bool = False


def with_phrase(asked: AskedQuote, known: KnownWords, *, is_long: bool = False) -> Candidates:
    """Texts that have words of a reading in a row, the newest statements first: a few words that
    hardly another text has, or ``is_long`` for as many as can be."""
    phrase_of = _longest_phrase if is_long else _rarest_phrase
    phrases = (phrase_of(_longest_part(reading), known) for reading in asked.readings)
    sought = list(dict.fromkeys(phrase for phrase in phrases if phrase))
    if not sought:
        return Candidates()
    every = [Term(words, exact=True) for words in sought]
    phrase: Expression = every[0] if len(every) == 1 else Or(tuple(every))
    statements = _found(STATEMENT_INDEX, And((phrase,)), MOST_EXACT + 1)
    stretches = _found(NOUN_INDEX, And((phrase,)), MOST_READ)
    return Candidates(statements[:MOST_EXACT], stretches, len(statements) > MOST_EXACT)


def alike(asked: AskedQuote, known: KnownWords) -> Candidates:
    """Texts that share much of the words, those first that hold the rarest. Two queries."""
    fullest = max(asked.readings, key=lambda reading: len(reading.units))
    words = [word for part in fullest.parts for word in forms(part.text)]
    groups = questions([word for word in words if known.is_known(word)], known)
    if not groups:
        return Candidates()
    statements = _likeliest(STATEMENT_INDEX, groups, known)
    return Candidates(statements, _likeliest(NOUN_INDEX, groups, known))


def _longest_part(reading: Reading) -> tuple[str, ...]:
    part = max(reading.parts, key=lambda part: len(part.units), default=None)
    return tuple(forms(part.text)) if part else ()


def _longest_phrase(words: tuple[str, ...], known: KnownWords) -> tuple[str, ...]:
    """As many words as can be, the longest in a row."""
    sizes = [min(len(word), 12) for word in words]
    starts = range(max(len(words) - LONGEST_PHRASE, 0) + 1)
    start = max(starts, key=lambda at: sum(sizes[at : at + LONGEST_PHRASE]))
    return words[start : start + LONGEST_PHRASE]


def _rarest_phrase(words: tuple[str, ...], known: KnownWords) -> tuple[str, ...]:
    """A few words in a row that hardly a text holds; empty where no text has one of all."""
    if not words or any(map(known.is_of_none, words)):
        return ()
    runs = [_run(words[start : start + _PHRASE], known) for start in range(len(words))]
    return min(runs, key=lambda run: _time_for(run, known))


def _run(words: tuple[str, ...], known: KnownWords) -> tuple[str, ...]:
    """As many of the first words as it takes until hardly a text holds them by chance."""
    for size in range(_SHORTEST_PHRASE, len(words)):
        if known.by_chance(words[:size]) <= _HARDLY_ANY:
            return words[:size]
    return words


def _time_for(run: Sequence[str], known: KnownWords) -> tuple[float, int]:
    """What orders phrases: by the texts that may have them, then by what it takes to look."""
    return max(known.by_chance(run), _HARDLY_ANY), sum(map(known.count, run))


def _found(index: Index, expression: And, limit: int) -> list[int]:
    """The newest rows of an index that have an expression: keys, or numbers of stretches."""
    engine = search_engine()
    key = engine.key_column(index)
    among = engine.found_among(index, expression, "DESC")
    where, params = engine.found_sql(index, expression)
    rows = engine.rows(
        f"SELECT {key} FROM {among.sql} WHERE {where}{of_stretches(index, key)}"
        f" ORDER BY {among.order} DESC LIMIT %s",
        [*among.params, *params, limit],
    )
    return [_number(index, found) for (found,) in rows]


def _likeliest(index: Index, groups: Sequence[Sequence[str]], known: KnownWords) -> list[int]:
    """The rows with the rarest of the words that stand in groups of which they hold all."""
    engine = search_engine()
    expressions = [And(terms(words)) for words in groups]
    further = of_stretches(index, engine.key_column(index))
    held: dict[int, set[str]] = defaultdict(set)
    for found, group in engine.found_by_each(index, expressions, _MOST_LIKELY, further):
        held[_number(index, found)].update(groups[group])
    worth = {found: known.worth(words) for found, words in held.items()}
    return sorted(worth, key=lambda found: (-worth[found], -found))[:MOST_READ]


def _number(index: Index, found: int) -> int:
    return found // 10 if index is NOUN_INDEX else found
