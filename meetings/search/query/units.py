"""The units of a query: its names, each taken whole, and its other words and groups.

A name is known by how it was typed: "Côte d'Ivoire", "timor-leste", "U.S." and "JPN" are names,
"us" and "car" are words unless they stand in capitals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from participants.names import fold_name

from ..engine.expressions import And, Expression, Term
from .name_bearers import NameBearers
from .word_lists import (
    COMMON_WORDS,
    KIND_WORDS,
    MEETING_WORDS,
    NEXT_WORDS,
    UNPRINTED_MEETING_WORDS,
    WORDS_AND_ABBREVIATIONS,
    WORDS_BESIDE_NEXT,
    ordinal_of,
)

LONGEST_NAME = 10

_CODE = re.compile("[A-Z]{3}")


class NameRun(NamedTuple):
    """Plain terms in a row that may be a name: from ``start`` up to ``end``."""

    start: int
    end: int
    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A name, another word, or a group of a query, and whom a name stands for."""

    part: Expression
    typed: str = ""
    bearers: NameBearers | None = None
    ordinal: int | None = None

    @property
    def word(self) -> str:
        """The word that this is; empty for a phrase, a prefix, a group or a name."""
        is_word = isinstance(self.part, Term) and may_be_name(self.part) and self.bearers is None
        words = self.part.words if is_word and isinstance(self.part, Term) else ()
        return words[0] if len(words) == 1 else ""

    @property
    def is_common(self) -> bool:
        """Whether it does not have to match."""
        return self.word in COMMON_WORDS

    @property
    def kind(self) -> str:
        """The noun whose group the word leads to; empty for none."""
        return KIND_WORDS.get(self.word, "")


def may_be_name(term: Term) -> bool:
    """Whether other names may be sought for a term."""
    return not term.exact and not term.prefix


def name_runs(parts: Sequence[Expression]) -> Iterator[NameRun]:
    """What may be a name among parts, the longest first of those that begin at one."""
    folded = [_folded(part) for part in parts]
    for start in range(len(parts)):
        names: list[str] = []
        typed: list[str] = []
        runs: list[NameRun] = []
        for end, part in enumerate(parts[start:], start + 1):
            if len(names) >= LONGEST_NAME or not isinstance(part, Term) or not may_be_name(part):
                break
            typed.append(part.typed or " ".join(part.words))
            if folded[end - 1] != "the":
                names.append(folded[end - 1])
            run = NameRun(start, end, " ".join(names), " ".join(typed))
            if run.name and not is_word(run):
                runs.append(run)
        yield from reversed(runs)


def _folded(part: Expression) -> str:
    return fold_name(part.typed or " ".join(part.words)) if isinstance(part, Term) else ""


def is_word(run: NameRun) -> bool:
    """Whether an abbreviation stands as a word of English does."""
    is_marked = "." in run.typed or run.typed.isupper()
    return run.name in WORDS_AND_ABBREVIATIONS and not is_marked


def code_of(run: NameRun) -> str:
    """The code of a participant that a run may be: three capitals; empty for none."""
    return run.typed if _CODE.fullmatch(run.typed) else ""


def possible_names(expression: Expression) -> dict[str, str]:
    """Every name that words in a row might be, with the code that it might be."""
    if isinstance(expression, Term):
        return {}
    names = {run.name: code_of(run) for run in name_runs(expression.parts)}
    for part in expression.parts:
        names |= possible_names(part)
    return names


def units_of(parts: Sequence[Expression], bearers: dict[str, NameBearers]) -> list[Unit]:
    """The parts in order, names taken together, with the numbers that ordinals say."""
    longest: dict[int, NameRun] = {}
    for run in name_runs(parts):
        if run.name in bearers:
            longest.setdefault(run.start, run)
    units: list[Unit] = []
    at = 0
    while at < len(parts):
        if at in longest:
            run = longest[at]
            units.append(Unit(_whole(parts[at : run.end]), run.typed, bearers[run.name]))
            at = run.end
        else:
            units.append(Unit(parts[at], str(parts[at]) if isinstance(parts[at], Term) else ""))
            at += 1
    return _with_ordinals(units)


def _whole(parts: Sequence[Expression]) -> Expression:
    """A name as it was typed; a common word in it ("of") does not have to match."""
    needed = [part for part in parts if not Unit(part).is_common] or parts
    return needed[0] if len(needed) == 1 else And(tuple(needed))


def _with_ordinals(units: list[Unit]) -> list[Unit]:
    """Ordinals beside a word for a meeting, and a number after one, with what they say."""
    words = [unit.word for unit in units]
    return [
        Unit(unit.part, unit.typed, unit.bearers, _number_at(words, at))
        for at, unit in enumerate(units)
    ]


def _number_at(words: Sequence[str], at: int) -> int | None:
    word = words[at]
    before, after = words[at - 1] if at else "", words[at + 1 : at + 3]
    number = ordinal_of(word)
    if number is not None and (MEETING_WORDS & {before, *after}):
        return number
    if word.isascii() and word.isdigit() and len(word) <= 3 and before in MEETING_WORDS:
        return int(word)
    return None


def meeting_ordinal(units: Sequence[Unit]) -> int | None:
    """The number of a meeting in its series that a query names; None for none."""
    return next((unit.ordinal for unit in units if unit.ordinal is not None), None)


def asks_for_next(units: Sequence[Unit]) -> bool:
    """Whether a query asks for the meeting that comes next: "next meeting of Friends"."""
    words = {unit.word for unit in units}
    return bool(words & NEXT_WORDS and words & MEETING_WORDS)


def of_noun(units: Sequence[Unit], noun: str) -> list[Unit]:
    """The units that rows of a noun must hold: not the words for it, nor for their number.

    All of them where nothing else is asked.
    """
    needed = [unit for unit in units if unit.kind != noun]
    if noun == "statement" and not _asks_for_statements(units):
        return list(units)
    if noun == "meeting" and asks_for_next(units):
        unsaid = NEXT_WORDS | WORDS_BESIDE_NEXT | UNPRINTED_MEETING_WORDS
        return [unit for unit in needed if unit.word not in unsaid]
    if noun == "meeting" and meeting_ordinal(units) is not None:
        needed = [
            unit
            for unit in needed
            if unit.ordinal is None and unit.word not in UNPRINTED_MEETING_WORDS
        ]
    elif not needed:
        return list(units)
    return needed


def _asks_for_statements(units: Sequence[Unit]) -> bool:
    """Whether a word for statements asks for these: it comes first, or beside a name.

    Statements say such words themselves: "opening remarks" are sought as they are.
    """
    is_first = bool(units) and units[0].kind == "statement"
    return is_first or any(unit.bearers is not None for unit in units)


def abbreviations_as_words(units: Sequence[Unit]) -> list[str]:
    """Words that, in capitals, would be looked up as names: "us", "car"."""
    return [unit.word for unit in units if unit.word in WORDS_AND_ABBREVIATIONS]


def kind_named(units: Sequence[Unit]) -> str:
    """The noun that the query is about by a word for it beside others; empty for none."""
    kinds = [unit.kind for unit in units if unit.kind]
    return kinds[0] if kinds and len(kinds) < len(units) else ""
