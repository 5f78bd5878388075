"""At what level and in what role somebody came: what records add of it to the tallies.

A capacity is a level, a role, or both together. Those of a delegation are of its own level and
roles and of its people's; what a person has not of their own is that of the delegation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ..models.choices import Level, Role
from ..models.delegation import Delegate, Delegation
from .facet_codes import ALL, Pair, RecordFacet, code, value_of

# Numbers are stored, as those of facet_codes: a new value is added at the end of its list.
LEVELS = {value: n for n, value in enumerate(Level.values, 1) if value != Level.NOT_STATED}
ROLES = {value: n for n, value in enumerate(Role.values, 1)}
_LEVEL_OF = {n: value for value, n in LEVELS.items()}
_ROLE_OF = {n: value for value, n in ROLES.items()}
#: any level, or any role
_ANY = 0
_LEVEL = 100


def capacities(levels: Iterable[str] = (), roles: Iterable[str] = ()) -> list[int]:
    """The numbers of each level with each role, of any level or role where none is given."""
    of_level, of_role = _numbers(LEVELS, levels) or {_ANY}, _numbers(ROLES, roles) or {_ANY}
    return [level * _LEVEL + role for level, role in product(sorted(of_level), sorted(of_role))]


def level_of(stored: int) -> str:
    """The level of a stored capacity; empty for any."""
    return _LEVEL_OF.get(value_of(stored) // _LEVEL, "")


def role_of(stored: int) -> str:
    """The role of a stored capacity; empty for any."""
    return _ROLE_OF.get(value_of(stored) % _LEVEL, "")


class _Came(NamedTuple):
    """A delegation, with the numbers of its own level and roles."""

    meeting: int
    participant: int
    levels: set[int]
    roles: set[int]


def came_as(meetings: Sequence[int]) -> Iterator[tuple[int, Pair, int]]:
    """Meeting, pair and number of what came to published records in each capacity; two queries.

    How many delegations did, and under the capacity which participants and people.
    """
    came: dict[int, _Came] = {}
    columns = ("pk", "meeting_id", "participant_id", "level", "roles")
    rows = Delegation.objects.published().filter(meeting__in=meetings).order_by()
    for row in rows.values_list(*columns, named=True):
        levels, roles = _numbers(LEVELS, [row.level]), _numbers(ROLES, row.roles)
        came[row.pk] = _Came(row.meeting_id, row.participant_id, levels, roles)
    together = {pk: (set(one.levels), set(one.roles)) for pk, one in came.items()}
    people: dict[tuple[int, Pair], int] = {}
    seats = Delegate.objects.filter(delegation__meeting__in=meetings).order_by()
    for seat in seats.values_list("delegation_id", "person_id", "level", "role", named=True):
        if seat.delegation_id not in came:
            continue
        led = came[seat.delegation_id]
        levels, roles = _numbers(LEVELS, [seat.level]), _numbers(ROLES, [seat.role])
        together[seat.delegation_id][0].update(levels)
        together[seat.delegation_id][1].update(roles)
        if seat.person_id is not None:
            own = levels if seat.level else led.levels, roles if seat.role else led.roles
            for capacity in _known(*own):
                people[led.meeting, _under(capacity, RecordFacet.SAT, seat.person_id)] = 1
    delegations: Counter[tuple[int, Pair]] = Counter()
    for pk, one in came.items():
        for capacity in _known(*together[pk]):
            delegations[one.meeting, (ALL, code(RecordFacet.LED, capacity))] += 1
            delegations[one.meeting, _under(capacity, RecordFacet.SENT, one.participant)] = 1
    for (meeting, pair), n in (people | delegations).items():
        yield meeting, pair, n


def _numbers(numbers: dict[str, int], values: Iterable[str]) -> set[int]:
    """The numbers of the values of a list; what is none of it is left out."""
    return {numbers[value] for value in values if value in numbers}


def _known(levels: set[int], roles: set[int]) -> Iterator[int]:
    """Each level, each role, and each two together."""
    for level, role in product({_ANY, *levels}, {_ANY, *roles}):
        if level or role:
            yield level * _LEVEL + role


def _under(capacity: int, facet: RecordFacet, noun: int) -> Pair:
    return code(RecordFacet.CAPACITY, capacity), code(facet, noun)
