"""Facets of a list of statements: the values its statements have, and how many each.

Exact, from the counts of pairs, while beside the facet itself at most one value is chosen and
no word is searched; else counted over the newest :data:`CAP` hits. A facet in use is counted
without itself, so that a second value of it can be chosen.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import connections

from meetings.derived.chronology import DAY, MEETING
from meetings.derived.counts import most_frequent, numbers_of
from meetings.derived.facet_codes import ALL, FORMS, KINDS, FacetName, code, facet_of

from ..engine import search_engine
from ..query.conditions import Filters
from ..query.resolution import ResolvedQuery
from .capped import CAP, Capped
from .key_page import newest_keys

#: values of a facet that are read; of years all
MOST_READ = 12
_ALL_YEARS = 10_000
#: years in a day as a whole number, 20070531
_YEAR = 10_000
#: the field of the filters that narrows by a facet
FILTER_FIELDS = {
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


class _Dialect(NamedTuple):
    """How a database takes many keys as one parameter, and is held to begin with them.

    Read from a CTE they also keep PostgreSQL from starting further processes, which takes
    longer.
    """

    keys: str
    join: str
    text: str


_DIALECTS = {
    "sqlite": _Dialect("SELECT value FROM json_each(%s)", "CROSS JOIN", "TEXT"),
    "postgresql": _Dialect("SELECT unnest(%s::bigint[])", "JOIN", "varchar"),
}


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The most frequent values of a facet with their numbers, and each that is chosen.

    Values are row numbers, forms, kinds or years. Where not ``exact``, they were counted over
    the newest hits.
    """

    numbers: tuple[tuple[Any, int], ...]
    exact: bool


class _Sample(NamedTuple):
    """The newest hits, and whether these are all."""

    keys: list[int]
    whole: bool


class FacetCounter:
    """Counts of one list of statements; ``searching`` where words are sought."""

    def __init__(self, filters: Filters, query: ResolvedQuery, *, searching: bool) -> None:
        self.filters, self.query, self.searching = filters, query, searching
        self._samples: dict[Filters, _Sample] = {}

    def total(self) -> Capped:
        """How many statements the list has: from the counts where they tell, else capped."""
        chosen = self._codes(self.filters)
        if chosen is not None and len(chosen) <= 2 and _are_of_different_facets(chosen):
            pair = (chosen[0] if len(chosen) == 2 else ALL, chosen[-1] if chosen else ALL)
            return Capped(numbers_of([pair]).get(pair, 0))
        sample = self._sample(self.filters)
        return Capped(len(sample.keys), sample.whole)

    def facets(self) -> dict[FacetName, FacetValues]:
        """All facets, by name: two queries, and a few for each sort of sample."""
        exact: dict[FacetName, int] = {}
        sampled: dict[FacetName, Filters] = {}
        for facet in FacetName:
            others = self._without(facet)
            chosen = self._codes(others)
            if chosen is not None and len(chosen) <= 1:
                exact[facet] = chosen[0] if chosen else ALL
            else:
                sampled[facet] = others
        values = self._exact(exact) | self._over_samples(sampled)
        return {facet: values[facet] for facet in FacetName}

    def _exact(self, chosen: Mapping[FacetName, int]) -> dict[FacetName, FacetValues]:
        """Facets beside one stored value each, or beside all statements."""
        read = most_frequent({facet: (one, _most(facet)) for facet, one in chosen.items()})
        numbers = {facet: dict(read[facet]) for facet in chosen}
        missing = [
            (facet, value)
            for facet in chosen
            for value in self._chosen(facet)
            if value not in numbers[facet]
        ]
        stored = numbers_of((chosen[facet], code(facet, value)) for facet, value in missing)
        for facet, value in missing:
            numbers[facet][value] = stored.get((chosen[facet], code(facet, value)), 0)
        return {
            facet: FacetValues(tuple(_named(facet, numbers[facet].items())), exact=True)
            for facet in chosen
        }

    def _over_samples(self, sampled: Mapping[FacetName, Filters]) -> dict[FacetName, FacetValues]:
        """Facets over the newest hits under the filters of each; one query counts all."""
        samples = {facet: self._sample(filters) for facet, filters in sampled.items()}
        counted = count_by_value(
            {facet: sample.keys for facet, sample in samples.items() if facet in _COUNTED}
        )
        if FacetName.YEAR in samples:
            counted[FacetName.YEAR] = count_by_year(samples[FacetName.YEAR].keys)
        return {
            facet: FacetValues(self._with_chosen(facet, counted[facet]), sample.whole)
            for facet, sample in samples.items()
        }

    def _with_chosen(
        self, facet: FacetName, numbers: Mapping[Any, int]
    ) -> tuple[tuple[Any, int], ...]:
        """The most frequent values, and those that are chosen."""
        rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))[: _most(facet)]
        shown = dict(rows)
        chosen = _named(facet, ((value, 0) for value in self._chosen(facet)))
        others = [(value, numbers.get(value, 0)) for value, _n in chosen if value not in shown]
        return (*rows, *others)

    def _sample(self, filters: Filters) -> _Sample:
        """The newest hits under these filters."""
        if filters not in self._samples:
            conditions = [*self.query.conditions, *filters.conditions()]
            keys = newest_keys(self.query.branches, conditions, CAP + 1)
            self._samples[filters] = _Sample(keys[:CAP], len(keys) <= CAP)
        return self._samples[filters]

    def _without(self, facet: FacetName) -> Filters:
        """The filters without that of a facet."""
        if facet == FacetName.YEAR:
            return replace(self.filters, year_from=None, year_to=None)
        cleared: dict[str, Any] = {FILTER_FIELDS[facet]: ()}
        return replace(self.filters, **cleared)

    def _chosen(self, facet: FacetName) -> list[int]:
        """The values chosen of one facet, as numbers."""
        if facet == FacetName.YEAR:
            return []
        numbered = _NUMBERED.get(facet)
        values = getattr(self.filters, FILTER_FIELDS[facet])
        return [numbered[value] for value in values] if numbered else list(values)

    def _codes(self, filters: Filters) -> list[int] | None:
        """The stored numbers of all values chosen; None where they do not tell all."""
        first, last = filters.year_from, filters.year_to
        if self.searching or filters.substance or filters.meetings or first != last:
            return None
        codes = [code(FacetName.YEAR, first)] if first else []
        for facet, name in FILTER_FIELDS.items():
            if getattr(filters, name):
                codes += [code(facet, value) for value in self._chosen(facet)]
        return codes


def _are_of_different_facets(codes: Sequence[int]) -> bool:
    return len(set(map(facet_of, codes))) == len(codes)


def _most(facet: FacetName) -> int:
    return _ALL_YEARS if facet == FacetName.YEAR else MOST_READ


def _named(facet: FacetName, rows: Iterable[tuple[int, int]]) -> list[tuple[Any, int]]:
    """Values of closed lists by their names."""
    names = _NAMED.get(facet)
    return [(names[value], n) for value, n in rows] if names else list(rows)


def count_by_year(keys: Iterable[int]) -> Counter[int]:
    """The years of statements by their keys; undated ones are in none."""
    return Counter(year for key in keys if (year := key // DAY // _YEAR))


def count_by_meeting(keys: Iterable[int]) -> Counter[int]:
    """The numbers of the meetings of statements, by their keys."""
    return Counter(key % DAY // MEETING for key in keys)


def count_by_value(keys: Mapping[FacetName, Sequence[int]]) -> dict[FacetName, dict[Any, int]]:
    """The values that the statements of keys have, by facet; one query for all facets.

    The keys of a facet are one parameter: the statement stays the same, and short, however
    many they are.
    """
    numbers: dict[FacetName, dict[Any, int]] = {facet: {} for facet in keys}
    lists = {id(some): some for some in keys.values() if some}
    if not lists:
        return numbers
    vendor = connections["default"].vendor
    dialect = _DIALECTS[vendor]
    tables = {identity: f"k{at}" for at, identity in enumerate(lists)}
    heads = [f"{table}(key) AS MATERIALIZED ({dialect.keys})" for table in tables.values()]
    parts = [
        _COUNTED[facet].format(
            facet=int(facet),
            keys=f"{tables[id(some)]} k",
            join=dialect.join,
            text=dialect.text,
        )
        for facet, some in keys.items()
        if some
    ]
    rows = search_engine().rows(
        f"WITH {', '.join(heads)} {' UNION ALL '.join(parts)}",
        [json.dumps(list(some)) if vendor == "sqlite" else list(some) for some in lists.values()],
    )
    for number, value, n in rows:
        facet = FacetName(number)
        if value is not None:
            numbers[facet][value if facet in _NUMBERED else int(value)] = n
    return numbers
