"""Other names: what a query's words name is sought by its other names, and by its links.

"Turkey" finds Türkiye, "R2P" finds "responsibility to protect" and back: words in a row that
are the whole name (or abbreviation, former name) of a participant, a person or a topic become
an OR of these names, each as a phrase. What stands in quotation marks is sought as it is.

Speakers and topics are *not* in the index of statements: their names change, one name may
stand on half a million rows, and the link rows know them already. Instead, up to
:data:`MOST_LINKED` names in the outermost AND also stand for "by", or "on", whom they name:
``japan landmines`` finds what Japan said of landmines though the text does not say Japan.
Each such name doubles the queries (all limited, all by the key), so no more than that many,
and no names inside OR or parentheses, are sought by links.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..engine.expressions import And, Expression, Or, Term
from ..engine.vocabulary import stems_beyond
from .conditions import Condition
from .name_bearers import NameBearers, name_bearers

LONGEST_NAME = 10
MOST_NAMES = 8
MOST_LINKED = 2

#: words in a row: where they begin and end, and they themselves
WordRun = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a statement to match: words, and conditions that stand for names."""

    expression: And
    conditions: tuple[Condition, ...] = ()


def branches(expression: And) -> list[Branch]:
    """The ways to match a query; the first is by words alone. At most five queries and one
    for each prefix."""
    bearers = name_bearers(_possible_names(expression))
    ways: list[tuple[tuple[Expression, ...], tuple[Condition, ...]]] = [((), ())]
    linked = 0
    for part, links in _units(expression.parts, bearers):
        wide = part if links else _widened(part, bearers)
        by_words = [((*parts, wide), conditions) for parts, conditions in ways]
        by_links = []
        if links and not links.is_empty and linked < MOST_LINKED:
            linked += 1
            by_links = [(parts, (*conditions, links)) for parts, conditions in ways]
        ways = by_words + by_links
    without = tuple(_widened(part, {}) for part in expression.without)
    return [Branch(And(parts, without), conditions) for parts, conditions in ways]


def _possible_names(expression: Expression) -> set[str]:
    """Every name that words in a row might be."""
    if isinstance(expression, Term):
        return set()
    names = {_name(words) for _start, _end, words in _word_runs(expression.parts)}
    for part in expression.parts:
        names |= _possible_names(part)
    return names - {""}


def _word_runs(parts: Sequence[Expression]) -> Iterator[WordRun]:
    """Plain words in a row, the longest first of those that begin at one part."""
    for start in range(len(parts)):
        words: tuple[str, ...] = ()
        runs: list[WordRun] = []
        for end, part in enumerate(parts[start:], start + 1):
            if len(words) >= LONGEST_NAME or not (isinstance(part, Term) and _is_plain(part)):
                break
            words += part.words
            runs.append((start, end, words))
        yield from reversed(runs)


def _is_plain(term: Term) -> bool:
    """Whether other names may be sought for a term."""
    return not term.exact and not term.prefix


def _name(words: Sequence[str]) -> str:
    """Words as ``participants.names.fold_name`` folds them."""
    return " ".join(word for word in words if word != "the")


def _units(
    parts: Sequence[Expression], bearers: dict[str, NameBearers]
) -> Iterator[tuple[Expression, Condition | None]]:
    """The parts in order, names taken together, with what each name links to."""
    longest: dict[int, tuple[int, tuple[str, ...]]] = {}
    for start, end, words in _word_runs(parts):
        if _name(words) in bearers:
            longest.setdefault(start, (end, words))
    at = 0
    while at < len(parts):
        if at not in longest:
            yield parts[at], None
            at += 1
            continue
        end, words = longest[at]
        known = bearers[_name(words)]
        yield _with_others(parts[at:end], words, known), known.condition()
        at = end


def _with_others(
    parts: Sequence[Expression], words: tuple[str, ...], known: NameBearers
) -> Expression:
    typed: Expression = parts[0] if len(parts) == 1 else And(tuple(parts))
    others: list[tuple[str, ...]] = []
    for other in sorted(set(known.others), key=lambda other: (len(other), other)):
        # A name that holds a shorter one of them is found with it.
        if not set(words) <= set(other) and not any(_holds(other, less) for less in others):
            others.append(other)
    if not others:
        return typed
    return Or((typed, *(Term(other, exact=len(other) > 1) for other in others[:MOST_NAMES])))


def _holds(words: tuple[str, ...], less: tuple[str, ...]) -> bool:
    size = len(less)
    return any(words[at : at + size] == less for at in range(len(words) - size + 1))


def _widened(part: Expression, bearers: dict[str, NameBearers]) -> Expression:
    """Names inside OR and parentheses by their other names; prefixes by their long spellings."""
    if isinstance(part, Term):
        return _with_long_spellings(part) if part.prefix else part
    if isinstance(part, Or):
        return Or(tuple(_widened_choice(choice, bearers) for choice in part.parts))
    inner = tuple(
        unit if links else _widened(unit, bearers) for unit, links in _units(part.parts, bearers)
    )
    return And(inner, tuple(_widened(excluded, {}) for excluded in part.without))


def _widened_choice(choice: Expression, bearers: dict[str, NameBearers]) -> Expression:
    """What stands beside OR, with its other names where it is one."""
    if isinstance(choice, Term) and _is_plain(choice) and (name := _name(choice.words)) in bearers:
        return _with_others((choice,), choice.words, bearers[name])
    return _widened(choice, bearers)


def _with_long_spellings(term: Term) -> Expression:
    further = stems_beyond(term.words[-1])
    spelt = [Term((*term.words[:-1], word), exact=len(term.words) > 1) for word in further]
    return Or((term, *spelt)) if spelt else term
