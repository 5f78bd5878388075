"""How many listed pledges have a value, kept beside the counts of statements.

The status of a day is no stored value: of pledges that nothing was reported of, the due days
are counted, and those reported for a later day are told apart when numbers are asked for.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Sum, Value, When

from ..models.derived_rows import Tally
from ..models.pledge import Pledge
from ..models.pledge_status import PledgeStatus
from .chronology import day_number
from .facet_codes import (
    ALL,
    LATEST_STATUSES,
    PLEDGE_KINDS,
    STRENGTHS,
    PledgeFacet,
    code,
    facet_of,
    value_of,
)

_NUMBER = BigIntegerField()


def kept_numbers(day: date) -> dict[str, dict[Any, int]]:
    """How many listed pledges have each value, by the filter it belongs to; two queries."""
    by_status: Counter[str] = Counter()
    numbers: dict[str, dict[Any, int]] = {"kind": {}, "strength": {}, "series": {}, "years": {}}
    names = {
        PledgeFacet.KIND: ("kind", {number: value for value, number in PLEDGE_KINDS.items()}),
        PledgeFacet.STRENGTH: ("strength", {number: value for value, number in STRENGTHS.items()}),
        PledgeFacet.SERIES: ("series", {}),
        PledgeFacet.YEAR: ("years", {}),
    }
    words = {number: value for value, number in LATEST_STATUSES.items()}
    late = 0
    for counted, n in _kept(code(PledgeFacet.DUE, day_number(day))):
        facet, value = facet_of(counted), value_of(counted)
        if facet == PledgeFacet.DUE:
            late = n
        elif facet == PledgeFacet.LATEST_STATUS:
            by_status[words[value]] += n
        else:
            name, values = names[PledgeFacet(facet)]
            numbers[name][values.get(value, value)] = n
    statuses = Counter({value: n for value, n in by_status.items() if value})
    statuses[PledgeStatus.NO_FOLLOW_UP] += late
    statuses[PledgeStatus.ANNOUNCED] += by_status[""] - late
    later = Pledge.objects.listed(day).filter(latest_status_since__gt=day).order_by()
    # Rare: the simple question is put into SQL sooner than the status is.
    any_later = Pledge.objects.filter(latest_status_since__gt=day).exists()
    for stored, status in later.values_list("latest_status", "status") if any_later else ():
        statuses[stored] -= 1
        statuses[status] += 1
    numbers["status"] = {str(value): n for value, n in statuses.items() if n}
    return numbers


def _kept(end: int) -> Iterable[tuple[int, int]]:
    """The numbers of all values, of which due days come last, before one; these as one."""
    rows = Tally.objects.filter(
        chosen=ALL, counted__gte=code(PledgeFacet.LATEST_STATUS, 0), counted__lt=end
    )
    due = code(PledgeFacet.DUE, 0)
    value = Case(When(counted__gte=due, then=Value(due)), default="counted", output_field=_NUMBER)
    return rows.order_by().values_list(value).annotate(total=Sum("n"))


def kept_meetings(most: int) -> list[tuple[int, int]]:
    """The meetings with the most listed pledges, and how many these are."""
    rows = Tally.objects.filter(chosen=ALL, facet=PledgeFacet.MEETING)
    first = rows.order_by("-n", "counted").values_list("counted", "n")[:most]
    return [(value_of(counted), n) for counted, n in first]
