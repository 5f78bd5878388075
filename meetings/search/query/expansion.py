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
from .name_bearers import Named, going_by

LONGEST_NAME = 10
MOST_NAMES = 8
MOST_LINKED = 2


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a statement to match: words, and conditions that stand for names."""

    expression: And
    conditions: tuple[Condition, ...] = ()


def branches(expression: And, using: str = "default") -> list[Branch]:
    """The ways to match a query; the first is by words alone. At most five queries and one
    for each prefix."""
    named = going_by(_candidates(expression), using)
    units = list(_units(expression.parts, named))
    ways: list[tuple[tuple[Expression, ...], tuple[Condition, ...]]] = [((), ())]
    linked = 0
    for part, links in units:
        wide = part if links else _widened(part, named, using)
        also = links is not None and not links.is_empty and linked < MOST_LINKED
        linked += also
        ways = [((*parts, wide), found) for parts, found in ways] + (
            [(parts, (*found, links)) for parts, found in ways] if also and links else []
        )
    without = tuple(_widened(part, {}, using) for part in expression.without)
    return [Branch(And(parts, without), found) for parts, found in ways]


def _candidates(expression: Expression) -> set[str]:
    """Every name that words in a row might be."""
    if isinstance(expression, Term):
        return set()
    found = set()
    for start, end, words in _spans(expression.parts):
        del start, end
        found.add(_name(words))
    for part in expression.parts:
        if isinstance(part, Term):
            if _is_word(part):
                found.add(_name(part.words))
        else:
            found |= _candidates(part)
    return found - {""}


def _spans(parts: Sequence[Expression]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Plain words in a row: where they begin and end, the longest first at each place."""
    for start in range(len(parts)):
        end = start
        words: tuple[str, ...] = ()
        found = []
        while end < len(parts) and len(words) < LONGEST_NAME:
            part = parts[end]
            if not (isinstance(part, Term) and _is_word(part)):
                break
            words += part.words
            end += 1
            found.append((start, end, words))
        yield from reversed(found)


def _is_word(term: Term) -> bool:
    """Whether other names may be sought for a term."""
    return not term.exact and not term.prefix


def _name(words: Sequence[str]) -> str:
    """Words as ``participants.names.fold`` folds them."""
    return " ".join(word for word in words if word != "the")


def _units(
    parts: Sequence[Expression], named: dict[str, Named]
) -> Iterator[tuple[Expression, Condition | None]]:
    """The parts in order, names taken together, with what each name links to."""
    longest: dict[int, tuple[int, tuple[str, ...]]] = {}
    for start, end, words in _spans(parts):
        if _name(words) in named:
            longest.setdefault(start, (end, words))
    place = 0
    while place < len(parts):
        if place in longest:
            end, words = longest[place]
            known = named[_name(words)]
            yield _with_others(parts[place:end], words, known), known.condition()
            place = end
        else:
            yield parts[place], None
            place += 1


def _with_others(parts: Sequence[Expression], words: tuple[str, ...], known: Named) -> Expression:
    typed: Expression = parts[0] if len(parts) == 1 else And(tuple(parts))
    others: list[tuple[str, ...]] = []
    for other in sorted(dict.fromkeys(known.others), key=lambda other: (len(other), other)):
        # A name that holds a shorter one of them is found with it.
        if not set(words) <= set(other) and not any(_holds(other, less) for less in others):
            others.append(other)
    if not others:
        return typed
    return Or((typed, *(Term(other, exact=len(other) > 1) for other in others[:MOST_NAMES])))


def _holds(words: tuple[str, ...], less: tuple[str, ...]) -> bool:
    size = len(less)
    return any(words[at : at + size] == less for at in range(len(words) - size + 1))


def _widened(part: Expression, named: dict[str, Named], using: str) -> Expression:
    """Names inside OR and parentheses by their other names; prefixes by their long spellings."""
    if isinstance(part, Term):
        return _prefix(part, using) if part.prefix else part
    if isinstance(part, Or):
        found = []
        for one in part.parts:
            known = named.get(_name(one.words)) if isinstance(one, Term) else None
            if isinstance(one, Term) and known and _is_word(one):
                found.append(_with_others((one,), one.words, known))
            else:
                found.append(_widened(one, named, using))
        return Or(tuple(found))
    inner = tuple(
        unit if links else _widened(unit, named, using) for unit, links in _units(part.parts, named)
    )
    return And(inner, tuple(_widened(one, {}, using) for one in part.without))


def _prefix(term: Term, using: str) -> Expression:
    further = stems_beyond(term.words[-1], using)
    spelt = [Term((*term.words[:-1], word), exact=len(term.words) > 1) for word in further]
    return Or((term, *spelt)) if spelt else term
