"""The sums of what meetings add to the counts of facets, as rows."""

import json
from collections.abc import Iterable, Iterator

from meetings.derived.facet_codes import facet_of, pairs, turned

from .layout import SUMS, Rows

#: rows handed over at a time
CHUNK = 100_000


def sums(counted: Iterable[str]) -> Iterator[Rows]:
    """All rows in order of their unique index; ``counted`` is what meetings add, as JSON."""
    found = dict(pairs(map(json.loads, counted)))
    found |= turned(found)
    order = sorted(found)
    for start in range(0, len(order), CHUNK):
        some = order[start : start + CHUNK]
        yield {SUMS: [(one, other, facet_of(other), found[one, other]) for one, other in some]}
