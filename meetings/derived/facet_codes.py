"""Values of facets as numbers, and the pairs of them that statements add; no rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import IntEnum
from itertools import chain, combinations

from meetings.models.choices import Form, PledgeKind, Strength, UpdateStatus
from participants.models import ParticipantKind

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

    LATEST_STATUS = 11
    KIND = 12
    STRENGTH = 13
    SERIES = 14
    YEAR = 15
    DUE = 16
    MEETING = 17


class RecordFacet(IntEnum):
    """What published records say of a noun, counted by records; the numbers are stored.

    ``PROMISED`` counts pledges of a participant, ``SEATED`` the people of the delegations to a
    meeting. ``DELEGATION`` is chosen, never counted: under it stands who sat in the delegations
    of a participant (``SEAT``), and how often. ``CAPACITY`` is chosen, too: under a level or role
    stand the participants that ``SENT`` a delegation so, and the people who ``SAT`` so; ``LED``
    counts delegations.
    """

    ATTENDED = 21
    PROMISED = 22
    TOPIC = 23
    PERSON = 24
    DOCUMENT = 25
    DELEGATION = 26
    SEAT = 27
    SEATED = 28
    SERIES = 29
    PRESENT = 30
    CAPACITY = 31
    SENT = 32
    SAT = 33
    LED = 34


#: the values of a statement in order, and of alike ones how many
Alike = list[tuple[int, list[int]]]
#: a value that is chosen, or ``ALL``, and one that is counted among what has it
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
    numbers: Counter[Pair] = Counter()
    total = 0
    for alike in meetings:
        total += sum(n for n, _values in alike)
        numbers.update(
            chain.from_iterable(
                combinations((ALL, *values), 2) for n, values in alike for _same in range(n)
            )
        )
    # Left out at the end: to compare the facets of each pair of each statement takes as long again.
    for pair in [pair for pair in numbers if facet_of(pair[0]) == facet_of(pair[1])]:
        del numbers[pair]
    if total:
        numbers[ALL, ALL] = total
    return numbers


def is_turned(pair: Pair) -> bool:
    """Whether a pair stands the other way round as well: two values of statements."""
    chosen, counted = pair
    return chosen != ALL and facet_of(counted) <= FacetName.KIND


def turned(numbers: Mapping[Pair, int]) -> dict[Pair, int]:
    """The pairs of two values of statements, the other way round."""
    return {(pair[1], pair[0]): n for pair, n in numbers.items() if n and is_turned(pair)}


# Values of closed lists by their number. A new value is added at the end of its list, for the
# numbers are kept.
FORMS = {value: number for number, value in enumerate(Form.values, 1)}
KINDS = {value: number for number, value in enumerate(ParticipantKind.values, 1)}
PLEDGE_KINDS = {value: number for number, value in enumerate(PledgeKind.values, 1)}
STRENGTHS = {value: number for number, value in enumerate(Strength.values, 1)}
#: of pledges that nothing was reported of, 0
LATEST_STATUSES = {value: number for number, value in enumerate(("", *UpdateStatus.values))}
