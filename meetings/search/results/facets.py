"""Facets of a list of statements: the values its statements have, and how many each.

Exact, from the counts of pairs, while beside the facet itself at most one value is chosen and
no word is searched; else counted over the newest :data:`CAP` hits. A facet in use is counted
without itself, so that a second value of it can be chosen.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections

from meetings.models.facet_count import ALL, FORMS, KINDS, FacetName, code, value_of

from ..counts import most_frequent, numbers_of
from ..query.conditions import Filters
from .statement_keys import newest_keys
from .statements import CAP, Capped, Prepared

#: values of a facet that are read; of years all
MOST = 12
_YEARS = 10_000
_DIGITS = 10**14

#: the field of the filters that narrows by a facet
FIELDS = {
    FacetName.PARTICIPANT: "participants",
    FacetName.PERSON: "people",
    FacetName.TOPIC: "topics",
    FacetName.SERIES: "series",
    FacetName.FORM: "forms",
    FacetName.KIND: "kinds",
}
_NUMBERED: dict[int, dict[str, int]] = {FacetName.FORM: FORMS, FacetName.KIND: KINDS}
_NAMED = {facet: {n: name for name, n in of.items()} for facet, of in _NUMBERED.items()}

#: values, and how many of the keys ``k`` have each; ``{join}`` keeps SQLite from a plan that
#: walks a whole index of statements to count a thousand of them
_COUNTED = {
    FacetName.PARTICIPANT: "SELECT {facet}, CAST(l.participant_id AS {text}), count(*) FROM {keys}"
    " {join} meetings_statementparticipant l ON l.key = k.key GROUP BY l.participant_id",
    FacetName.PERSON: "SELECT {facet}, CAST(l.person_id AS {text}), count(*) FROM {keys}"
    " {join} meetings_statementperson l ON l.key = k.key GROUP BY l.person_id",
    FacetName.TOPIC: "SELECT {facet}, CAST(l.topic_id AS {text}), count(*) FROM {keys}"
    " {join} meetings_statementtopic l ON l.key = k.key GROUP BY l.topic_id",
    # Grouped by an expression: by the column, SQLite would go through the index of series.
    FacetName.SERIES: "SELECT {facet}, CAST(s.series_id AS {text}), count(*) FROM {keys}"
    " {join} meetings_statement s ON s.key = k.key GROUP BY 2",
    FacetName.FORM: "SELECT {facet}, s.form, count(*) FROM {keys}"
    " {join} meetings_statement s ON s.key = k.key GROUP BY s.form",
    FacetName.KIND: "SELECT {facet}, p.kind, count(DISTINCT l.key) FROM {keys}"
    " {join} meetings_statementparticipant l ON l.key = k.key"
    " {join} participants_participant p ON p.id = l.participant_id GROUP BY p.kind",
}


#: how each database takes many keys as one parameter, and is held to begin with them; read
#: from a CTE they also keep PostgreSQL from starting further processes, which takes longer
_WORDS = {
    "sqlite": {"join": "CROSS JOIN", "text": "TEXT"},
    "postgresql": {"join": "JOIN", "text": "varchar"},
}
_KEYS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::bigint[])",
}


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The most frequent values of a facet with their numbers, and each that is chosen.

    Values are row numbers, forms, kinds or years. Where not ``exact``, they were counted over
    the newest hits.
    """

    numbers: tuple[tuple[Any, int], ...]
    exact: bool


class FacetCounter:
    """Counts of one list; ``asked`` where words are searched."""

    def __init__(
        self, filters: Filters, asked: Prepared, *, searching: bool, using: str = "default"
    ) -> None:
        self.filters, self.asked, self.using = filters, asked, using
        self.searching = searching
        self._samples: dict[Filters, tuple[list[int], bool]] = {}

    def total(self) -> Capped:
        """How many statements the list has: from the counts where they tell, else capped."""
        chosen = self._codes(self.filters)
        if chosen is not None and len(chosen) <= 2 and len(set(map(_facet, chosen))) == len(chosen):
            one, other = [ALL, ALL, *chosen][-2:]
            return Capped(numbers_of([(one, other)], self.using).get((one, other), 0))
        keys, whole = self._sample(self.filters)
        return Capped(len(keys), whole)

    def facets(self) -> dict[FacetName, FacetValues]:
        """All facets, by name: two queries, and a few for each sort of sample."""
        exact: dict[int, tuple[int, int]] = {}
        sampled: dict[Filters, list[FacetName]] = defaultdict(list)
        for facet in FacetName:
            others = self._without(facet)
            chosen = self._codes(others)
            if chosen is not None and len(chosen) <= 1:
                exact[facet] = ((chosen or [ALL])[0], _YEARS if facet == FacetName.YEAR else MOST)
            else:
                sampled[others].append(facet)
        found = self._exact(exact) | self._over(sampled)
        return {facet: found[facet] for facet in FacetName}

    def _exact(self, asked: dict[int, tuple[int, int]]) -> dict[FacetName, FacetValues]:
        read = most_frequent(asked, self.using)
        numbers = {facet: dict(read[facet]) for facet in asked}
        missing = [
            (asked[facet][0], code(facet, value))
            for facet in asked
            for value in self._chosen(facet)
            if value not in numbers[facet]
        ]
        stored = numbers_of(missing, self.using)
        for chosen, counted in missing:
            numbers[counted // 10**12][value_of(counted)] = stored.get((chosen, counted), 0)
        return {
            FacetName(facet): FacetValues(tuple(_named(facet, numbers[facet].items())), exact=True)
            for facet in asked
        }

    def _over(self, sampled: Mapping[Filters, Sequence[FacetName]]) -> dict[FacetName, FacetValues]:
        """Facets over the newest hits under the filters of each; one query counts all."""
        keys = {facet: self._sample(by)[0] for by, facets in sampled.items() for facet in facets}
        counted = count_values(
            {facet: some for facet, some in keys.items() if facet in _COUNTED}, self.using
        )
        if FacetName.YEAR in keys:
            days = (key for key in keys[FacetName.YEAR] if key >= _DIGITS)
            counted[FacetName.YEAR] = Counter(key // _DIGITS for key in days)
        found = {}
        for by, facets in sampled.items():
            whole = self._sample(by)[1]
            for facet in facets:
                found[facet] = FacetValues(self._most(facet, counted[facet]), whole)
        return found

    def _most(self, facet: FacetName, numbers: Mapping[Any, int]) -> tuple[tuple[Any, int], ...]:
        """The most frequent values, and those that are chosen."""
        most = _YEARS if facet == FacetName.YEAR else MOST
        rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))[:most]
        shown = dict(rows)
        own = [value for value, _n in _named(facet, ((v, 0) for v in self._chosen(facet)))]
        return (*rows, *((value, numbers.get(value, 0)) for value in own if value not in shown))

    def _sample(self, filters: Filters) -> tuple[list[int], bool]:
        """The newest hits under these filters, and whether these are all."""
        if filters not in self._samples:
            conditions = [*self.asked.conditions, *filters.conditions()]
            keys = newest_keys(self.asked.ways, conditions, CAP + 1, using=self.using)
            self._samples[filters] = keys[:CAP], len(keys) <= CAP
        return self._samples[filters]

    def _without(self, facet: FacetName) -> Filters:
        if facet == FacetName.YEAR:
            return replace(self.filters, year_from=None, year_to=None)
        cleared: dict[str, Any] = {FIELDS[facet]: ()}
        return replace(self.filters, **cleared)

    def _chosen(self, facet: int) -> list[int]:
        """The values chosen of one facet, as numbers."""
        if facet == FacetName.YEAR:
            return []
        numbered = _NUMBERED.get(facet)
        values = getattr(self.filters, FIELDS[FacetName(facet)])
        return [numbered[value] for value in values] if numbered else list(values)

    def _codes(self, filters: Filters) -> list[int] | None:
        """The stored numbers of all values chosen; None where they do not tell all."""
        first, last = filters.year_from, filters.year_to
        if self.searching or filters.substance or filters.meeting is not None or first != last:
            return None
        found = [code(FacetName.YEAR, first)] if first else []
        for facet, name in FIELDS.items():
            if getattr(filters, name):
                found += [code(facet, value) for value in self._chosen(facet)]
        return found


def _facet(stored: int) -> int:
    return stored // 10**12


def _named(facet: int, rows: Iterable[tuple[int, int]]) -> list[tuple[Any, int]]:
    """Values of closed lists by their names."""
    names = _NAMED.get(facet)
    return [(names[value], n) for value, n in rows] if names else list(rows)


def count_values(
    keys: Mapping[FacetName, Sequence[int]], using: str = "default"
) -> dict[FacetName, dict[Any, int]]:
    """The values that the statements of keys have, by facet; one query for all facets.

    The keys of a facet are one parameter: the statement stays the same, and short, however
    many they are.
    """
    found: dict[FacetName, dict[Any, int]] = {facet: {} for facet in keys}
    asked = {facet: some for facet, some in keys.items() if some}
    if not asked:
        return found
    vendor = connections[using].vendor
    lists = list({id(some): some for some in asked.values()}.values())
    name = {id(some): f"k{at}" for at, some in enumerate(lists)}
    heads = ", ".join(f"{name[id(some)]}(key) AS MATERIALIZED ({_KEYS[vendor]})" for some in lists)
    parts = (
        _COUNTED[facet].format(facet=int(facet), keys=f"{name[id(some)]} k", **_WORDS[vendor])
        for facet, some in asked.items()
    )
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"WITH {heads} {' UNION ALL '.join(parts)}",
            [_parameter(some, vendor) for some in lists],
        )
        for facet, value, n in cursor.fetchall():
            of = FacetName(facet)
            if value is None:
                continue
            found[of][value if of in _NUMBERED else int(value)] = n
    return found


def _parameter(keys: Sequence[int], vendor: str) -> str | list[int]:
    return json.dumps(list(keys)) if vendor == "sqlite" else list(keys)
