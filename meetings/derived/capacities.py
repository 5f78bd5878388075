"""At what level and in what role somebody came: what records add of it to the tallies.

A capacity is a level, a role, or both together. Those of a delegation are of its own level and
roles and of its people's; what a person has not of their own is that of the delegation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

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


def came_as(meetings: Sequence[int]) -> Iterator[tuple[int, Pair, int]]:
    """Meeting, pair and number of what came to published records in each capacity; two queries.

    How many delegations did, and under the capacity which participants and people.
    """
    came: dict[int, tuple[int, int, set[int], set[int]]] = {}
    rows = Delegation.objects.published().filter(meeting__in=meetings).order_by()
    for pk, meeting, participant, level, roles in rows.values_list(
        "pk", "meeting", "participant", "level", "roles"
    ):
        came[pk] = meeting, participant, _numbers(LEVELS, [level]), _numbers(ROLES, roles)
    together = {pk: (set(levels), set(roles)) for pk, (_m, _p, levels, roles) in came.items()}
    people: dict[tuple[int, Pair], int] = {}
    seats = Delegate.objects.filter(delegation__meeting__in=meetings).order_by()
    for pk, person, level, role in seats.values_list("delegation", "person", "level", "role"):
        if pk not in came:
            continue
        meeting, _participant, led, roles = came[pk]
        own_level, own_role = _numbers(LEVELS, [level]), _numbers(ROLES, [role])
        together[pk][0].update(own_level)
        together[pk][1].update(own_role)
        if person is not None:
            seat = own_level if level else led, own_role if role else roles
            for capacity in _known(*seat):
                people[meeting, _under(capacity, RecordFacet.SAT, person)] = 1
    delegations: Counter[tuple[int, Pair]] = Counter()
    for pk, (meeting, participant, _levels, _roles) in came.items():
        for capacity in _known(*together[pk]):
            delegations[meeting, (ALL, code(RecordFacet.LED, capacity))] += 1
            delegations[meeting, _under(capacity, RecordFacet.SENT, participant)] = 1
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
