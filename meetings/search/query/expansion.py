"""Other names: what a query's words name is sought by its other names, and by its links.

"Turkey" finds Türkiye, "R2P" finds "responsibility to protect" and back: words in a row that
are the whole name (or abbreviation, former name, code) of a participant, a person or a topic
become an OR of these names, each as a phrase. What stands in quotation marks is sought as it is.

Speakers and topics are *not* in the index of statements: their names change, one name may
stand on half a million rows, and the link rows know them already. Instead, up to
:data:`MOST_LINKED` names in the outermost AND also stand for "by", or "on", whom they name:
``japan landmines`` finds what Japan said of landmines though the text does not say Japan.
Each such name doubles the queries (all limited, all by the key), so no more than that many,
and no names inside OR or parentheses, are sought by links.

A name of a state that is part of another state's ("Republic of Korea") is sought where the longer
one does not stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..engine.expressions import And, Expression, Or, Term
from ..engine.normal_form import forms
from ..engine.vocabulary import stems_beyond
from .conditions import Condition
from .name_bearers import NameBearers, name_bearers
from .units import Unit, is_word, may_be_name, name_runs, possible_names, units_of
from .word_lists import WORDS_AND_ABBREVIATIONS

MOST_NAMES = 8
MOST_LINKED = 2

_Way = tuple[tuple[Expression, ...], tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a statement to match: words, and conditions that stand for names."""

    expression: And
    conditions: tuple[Condition, ...] = ()


def query_units(expression: And) -> list[Unit]:
    """The units that must match, each widened by other names; common words alone may stay.

    At most six queries and one for each prefix.
    """
    bearers = name_bearers(possible_names(expression))
    units = units_of(expression.parts, bearers)
    needed = [unit for unit in units if not unit.is_common] or units
    return [replace(unit, part=_unit_part(unit, bearers)) for unit in needed]


def _unit_part(unit: Unit, bearers: dict[str, NameBearers]) -> Expression:
    if unit.bearers is not None:
        return _with_others(unit.part, unit.typed, unit.bearers)
    return _widened(unit.part, bearers)


def branches_of(units: Sequence[Unit], without: Sequence[Expression]) -> list[Branch]:
    """The ways to match units; the first is by words alone."""
    ways: list[_Way] = [((), ())]
    linked = 0
    for unit in units:
        by_words = [((*parts, unit.part), conditions) for parts, conditions in ways]
        links = unit.bearers.condition() if unit.bearers else None
        by_links: list[_Way] = []
        if links and not links.is_empty and linked < MOST_LINKED:
            linked += 1
            by_links = [(parts, (*conditions, links)) for parts, conditions in ways]
        ways = by_words + by_links
    left_out = tuple(_widened(part, {}) for part in without)
    return [Branch(And(parts, left_out), conditions) for parts, conditions in ways]


def _with_others(typed: Expression, text: str, known: NameBearers) -> Expression:
    """A name as typed, or as what it names is called otherwise."""
    words = forms(text)
    shared = set(known.longer)
    others: list[tuple[str, ...]] = []
    for other in sorted(set(known.others) - shared, key=lambda other: (len(other), other)):
        if len(other) == 1 and other[0] in WORDS_AND_ABBREVIATIONS:
            continue
        # A name that holds a shorter one of them is found with it.
        if not set(words) <= set(other) and not any(_holds(other, less) for less in others):
            others.append(other)
    names: list[Expression] = [_apart(other, known) for other in others[:MOST_NAMES]]
    if len(words) > 1 and words in known.others:
        names.insert(0, _apart(words, known, typed))
    elif not (names and len(words) == 1 and words[0] in WORDS_AND_ABBREVIATIONS):
        names.insert(0, typed)
    # Else the index has its stem alone: with "us", "use" and "used" would be found.
    return names[0] if len(names) == 1 else Or(tuple(names))


def _apart(
    name: tuple[str, ...], known: NameBearers, typed: Expression | None = None
) -> Expression:
    """A name where it is no part of a longer one of another state; ``typed`` where there are none.

    Beside others of like names its words stand side by side: "S. Korea" is not "People's … Korea".
    Of longer names, one that holds another of them is left out with that.
    """
    longer = [other for other in sorted(set(known.longer)) if _holds(other, name) and other != name]
    shortest = [one for one in longer if not any(_holds(one, o) for o in longer if o != one)]
    term = Term(name, exact=len(name) > 1)
    if not shortest:
        return term if typed is None or known.longer else typed
    return And((term,), tuple(Term(other, exact=True) for other in shortest[:MOST_NAMES]))


def _holds(words: tuple[str, ...], less: tuple[str, ...]) -> bool:
    size = len(less)
    return any(words[at : at + size] == less for at in range(len(words) - size + 1))


def _widened(part: Expression, bearers: dict[str, NameBearers]) -> Expression:
    """Names inside OR and parentheses by their other names; prefixes by their long spellings."""
    if isinstance(part, Term):
        return _with_long_spellings(part) if part.prefix else part
    if isinstance(part, Or):
        return Or(tuple(_widened_choice(choice, bearers) for choice in part.parts))
    inner = tuple(_unit_part(unit, bearers) for unit in units_of(part.parts, bearers))
    return And(inner, tuple(_widened(excluded, {}) for excluded in part.without))


def _widened_choice(choice: Expression, bearers: dict[str, NameBearers]) -> Expression:
    """What stands beside OR, with its other names where it is one."""
    if isinstance(choice, Term) and may_be_name(choice):
        runs = [run for run in name_runs([choice]) if run.name in bearers and not is_word(run)]
        if runs:
            return _with_others(choice, runs[0].typed, bearers[runs[0].name])
    return _widened(choice, bearers)


def _with_long_spellings(term: Term) -> Expression:
    further: Iterable[str] = stems_beyond(term.words[-1])
    spelt = [Term((*term.words[:-1], word), exact=len(term.words) > 1) for word in further]
    return Or((term, *spelt)) if spelt else term
