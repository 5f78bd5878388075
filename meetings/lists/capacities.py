"""Levels and roles by which lists are narrowed, as the tallies have them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef

from participants.queries.prepared import PreparedQuery

from ..derived.capacities import LEVELS, ROLES, capacities, level_of, role_of
from ..derived.facet_codes import ALL, RecordFacet, code
from ..models import Tally
from .address import SORT

#: the filters that are kept together
NAMES = ("level", "role")


def came(facet: RecordFacet, levels: Iterable[str] = (), roles: Iterable[str] = ()) -> Exists:
    """Whether the outer row, a noun, came at one of the levels and in one of the roles."""
    kept = [code(RecordFacet.CAPACITY, one) for one in capacities(levels, roles)]
    return Exists(Tally.objects.filter(chosen__in=kept, counted=OuterRef("pk") + code(facet, 0)))


def kept_count(filters: Any, facet: RecordFacet) -> int | None:
    """How many rows of a list narrowed to one level, one role, or one of each; else None."""
    used = _used(filters)
    if not used or any(len(values) > 1 for values in used.values()):
        return None
    (one,) = capacities(used.get("level", ()), used.get("role", ()))
    return sum(n for _capacity, n in _numbers(facet, [one]))


def kept_numbers(filters: Any, facet: RecordFacet, name: str) -> Mapping[Any, int] | None:
    """How many rows each level or role would leave beside one of the other; else None."""
    used, (other,) = _used(filters), (one for one in NAMES if one != name)
    if used is None or len(beside := used.get(other, [])) > 1:
        return None
    if name == "level":
        return {level_of(one): n for one, n in _numbers(facet, capacities(LEVELS, beside))}
    return {role_of(one): n for one, n in _numbers(facet, capacities(beside, ROLES))}


def _used(filters: Any) -> dict[str, list[str]] | None:
    """The levels and roles in use; None where another filter is, or what is typed is wrong."""
    used = {name: values for name, values in filters.address.used.items() if name != SORT}
    return None if used.keys() - set(NAMES) or not filters.is_valid() else used


def _numbers(facet: RecordFacet, wanted: list[int]) -> list[tuple[int, int]]:
    """Capacities and how many came so; those of delegations are kept, others counted."""
    if facet == RecordFacet.LED:
        return list(_LED.rows([code(facet, one) for one in wanted]))
    return list(_COUNTED[facet].rows([code(RecordFacet.CAPACITY, one) for one in wanted]))


_LED = PreparedQuery(
    lambda codes: (
        Tally.objects.filter(chosen=ALL, counted__in=[codes]).order_by().values_list("counted", "n")
    )
)


def _counted(facet: RecordFacet) -> PreparedQuery:
    return PreparedQuery(
        lambda codes: (
            Tally.objects.filter(chosen__in=[codes], facet=facet)
            .order_by()
            .values_list("chosen")
            .annotate(came=Count("*"))
        )
    )


_COUNTED = {facet: _counted(facet) for facet in (RecordFacet.SENT, RecordFacet.SAT)}
