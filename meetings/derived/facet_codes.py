"""Values of facets as numbers, and the pairs of them that statements add; no ORM, no rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from itertools import chain, combinations
from typing import Any

#: every statement, where a value would stand
ALL = 0
_FACET = 10**12


class FacetName(IntEnum):
    """The facets of statements, counted also in pairs; the numbers are stored."""

    PARTICIPANT = 1
    PERSON = 2
    TOPIC = 3
    SERIES = 4
    FORM = 5
    YEAR = 6
    KIND = 7


class PledgeFacet(IntEnum):
    """The facets of pledges, each value counted by itself, in no pair; the numbers are stored."""

    TOLD = 11
    KIND = 12
    STRENGTH = 13
    SERIES = 14
    YEAR = 15
    DUE = 16
    MEETING = 17


#: the values of a statement in order, and of alike ones how many
Alike = list[tuple[int, list[int]]]
Pair = tuple[int, int]


def code(facet: int, value: int) -> int:
    """The number under which a value of a facet is stored; ``value`` is below 10¹²."""
    return facet * _FACET + value


def facet_of(stored: int) -> int:
    """The facet of a stored number; 0 for all statements."""
    return stored // _FACET


def value_of(stored: int) -> int:
    """The value of a stored number."""
    return stored % _FACET


def pairs(meetings: Iterable[Alike]) -> Counter[Pair]:
    """How many statements have each value, and each two of different facets.

    Each pair once, the smaller number first; ``ALL`` stands beside single values.
    """
    found: Counter[Pair] = Counter()
    total = 0
    for alike in meetings:
        total += sum(
            n for n, values in alike if not values or facet_of(values[0]) < PledgeFacet.TOLD
        )
        found.update(
            chain.from_iterable(
                combinations((ALL, *values), 2) for n, values in alike for _same in range(n)
            )
        )
    # Left out at the end: to compare the facets of each pair of each statement takes as long again.
    for pair in [pair for pair in found if facet_of(pair[0]) == facet_of(pair[1])]:
        del found[pair]
    if total:
        found[ALL, ALL] = total
    return found


def turned(numbers: Mapping[Pair, int]) -> dict[Pair, int]:
    """The same pairs the other way round; nothing is counted of all, but among all."""
    return {(other, one): n for (one, other), n in numbers.items() if n and one != ALL}


def day_number(day: date | str) -> int:
    """A day, or its ISO 8601 words, as yyyymmdd."""
    return int(str(day).replace("-", ""))


def pledge_codes(
    values: Sequence[Any],
    reports: Mapping[str, int],
    kinds: Mapping[str, int],
    strengths: Mapping[str, int],
) -> list[int]:
    """The values of a pledge as numbers; the choices of its closed lists by their numbers.

    Given are meeting, kind, strength, series, what was told, first day made, last day due.
    """
    meeting, kind, strength, series, told, made, due = values
    found = [
        code(PledgeFacet.MEETING, meeting),
        code(PledgeFacet.KIND, kinds[kind]),
        code(PledgeFacet.STRENGTH, strengths[strength]),
        code(PledgeFacet.TOLD, reports[told]),
    ]
    if series is not None:
        found.append(code(PledgeFacet.SERIES, series))
    if made:
        found.append(code(PledgeFacet.YEAR, int(str(made)[:4])))
    if due and not told:
        found.append(code(PledgeFacet.DUE, day_number(due)))
    return found
