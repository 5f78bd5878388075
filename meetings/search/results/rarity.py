"""Which of several conditions the fewest statements meet, by the counts kept."""

from collections.abc import Sequence

from meetings.derived.counts import numbers_of
from meetings.derived.facet_codes import ALL, FORMS, FacetName, code

from ..query.conditions import Condition

_FACETS = {
    "participants": FacetName.PARTICIPANT,
    "people": FacetName.PERSON,
    "topics": FacetName.TOPIC,
    "series": FacetName.SERIES,
    "forms": FacetName.FORM,
}


def rarest(conditions: Sequence[Condition], using: str = "default") -> Condition | None:
    """Of conditions on values the one that the fewest statements meet; no query for one alone."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    codes = [codes_of(condition) for condition in conditions]
    numbers = numbers_of({(ALL, one) for some in codes for one in some}, using)
    sizes = [sum(numbers.get((ALL, one), 0) for one in some) for some in codes]
    return conditions[sizes.index(min(sizes))]


def codes_of(condition: Condition) -> list[int]:
    """The stored numbers of the values that a condition names."""
    return [
        code(facet, FORMS.get(value, 0) if facet == FacetName.FORM else value)
        for name, facet in _FACETS.items()
        for value in getattr(condition, name)
    ]
