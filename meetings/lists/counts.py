"""Counting the choices of a filter: all that the other filters leave, or the first thousand."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from participants.queries.prepared import PreparedQuery

from .address import SORT, Addressed
from .facet import Facet, FacetYears, Option
from .names import names_of

#: choices of a facet, beside those that are ticked
MOST_OPTIONS = 16
#: rows that facets count where they do not count all
CAP = 1_000
#: the years, among the columns that are counted, and the filters that choose them
YEARS = "years"
_YEAR_FILTERS = ("year_from", "year_to")

#: first the links of the listed rows, then counted: SQLite would read all links to group them
_MOST_LINKED = "WITH k(c, o) AS MATERIALIZED (%s) SELECT c, count(*) FROM k GROUP BY c"

_PLAIN: dict[Any, PreparedQuery] = {}
_MOST_PLAIN = 512


class Counted(Addressed):
    """Filters whose choices are counted."""

    #: the order in which the first thousand rows are counted, where not all are
    first_counted: tuple[Any, ...] = ("pk",)
    #: the columns that are counted by the filter they belong to, and of a day for :data:`YEARS`
    columns: ClassVar[Mapping[str, str]] = {}
    #: link rows by the filter that they are counted for, as ``(rows, owner, value)``: fields of
    #: a link that lead to the listed row and to the row that is counted
    links: ClassVar[Mapping[str, tuple[Callable[[], QuerySet[Any]], str, str]]] = {}

    @property
    def facets(self) -> list[Facet]:
        """The filters with counted choices, in the order they are shown."""
        return []

    def query_of(self, what: str, rows: Callable[[], QuerySet[Any]]) -> PreparedQuery:
        """A query named ``what``; while nothing is filtered, the same for all requests."""
        if self.filtering:
            return PreparedQuery(rows)
        return _plain(type(self), f"{what} {self.sort_value}", rows)

    def without(self, *names: str) -> QuerySet[Any]:
        """The rows that the other filters leave, in no order: what the choices count."""
        self.form.is_valid()
        rows = self.queryset.order_by()
        for key, value in self.form.cleaned_data.items():
            if key not in (*names, SORT):
                rows = self.filters[key].filter(rows, value)
        return rows

    def sample(self, *names: str) -> tuple[list[int], bool]:
        """The first thousand rows that the other filters leave, and whether these are all."""
        left_out = tuple(name for name in names if name in self.used)
        if left_out not in self._samples:
            first = self.query_of(
                "first thousand",
                lambda: (
                    self.without(*left_out)
                    .order_by(*self.first_counted)
                    .values_list("pk")[: CAP + 1]
                ),
            )
            numbers = [pk for (pk,) in first.rows()]
            self._samples[left_out] = numbers[:CAP], len(numbers) <= CAP
        return self._samples[left_out]

    @cached_property
    def _samples(self) -> dict[tuple[str, ...], tuple[list[int], bool]]:
        return {}

    @cached_property
    def _numbers(self) -> dict[str, tuple[dict[Any, int], bool]]:
        """The numbers of each column by its filter, and whether all rows were counted.

        Columns that are counted over the same rows are counted together, by one query: all
        rows that the other filters leave, while these are at most one value and no word; else
        the first thousand of them.
        """
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in self.columns:
            own = _YEAR_FILTERS if name == YEARS else (name,)
            groups.setdefault(tuple(one for one in own if one in self.used), []).append(name)
        return {
            name: found
            for left_out, names in groups.items()
            for name, found in self._counted(left_out, names).items()
        }

    def _counted(
        self, left_out: tuple[str, ...], names: list[str]
    ) -> dict[str, tuple[dict[Any, int], bool]]:
        used = {key: one for key, one in self.used.items() if key not in (*left_out, SORT)}
        exact = sum(map(len, used.values())) <= 1 and "words" not in used
        columns = [self.columns[name] for name in names]
        if exact:
            asked = self.query_of("columns", lambda: self.without(*left_out).values_list(*columns))
            values: list[list[int]] = []
        else:
            numbers, exact = self.sample(*left_out)
            values = [numbers]
            # Whatever is filtered: the numbers are of rows that are left.
            asked = _plain(
                type(self),
                f"columns of numbers {names}",
                lambda numbers: (
                    self.queryset.order_by().filter(pk__in=[numbers]).values_list(*columns)
                ),
            )
        found: dict[str, tuple[dict[Any, int], bool]] = {name: ({}, exact) for name in names}
        parts = [
            f"SELECT {at}, {_text(at, name)}, count(*) FROM k GROUP BY 2"  # noqa: S608  (numbers)
            for at, name in enumerate(names)
        ]
        heads = ", ".join(f"c{at}" for at in range(len(names)))
        around = f"WITH k({heads}) AS MATERIALIZED (%s) {' UNION ALL '.join(parts)}"
        for at, value, n in asked.rows_around(around, *values):
            if value is not None:
                found[names[at]][0][value] = n
        return found

    @cached_property
    def years(self) -> FacetYears | None:
        """How many rows each year has, whatever years are chosen; None where no day is known."""
        if YEARS not in self.columns:
            return None
        numbers, exact = self._numbers[YEARS]
        return FacetYears({int(year): n for year, n in numbers.items()}, exact)

    def facet(self, name: str) -> Facet:
        """The choices of a closed list that rows have or that are ticked."""
        counts, exact = self._numbers[name]
        bound = self.form[name]
        ticked = self.data.getlist(name) if self.data else []
        options = [
            Option(str(value), str(label), counts.get(value, 0), value in ticked)
            for value, label in bound.field.choices
            if value and (counts.get(value) or value in ticked)
        ]
        return Facet(name, str(bound.label), options, list(bound.errors), exact)

    def column_facet(self, name: str) -> Facet:
        """The most frequent rows that a foreign key leads to; a query names them."""
        numbers, exact = self._numbers[name]
        return self._named(name, {int(value): n for value, n in numbers.items()}, exact)

    def link_facet(self, name: str) -> Facet:
        """The most frequent rows that link rows lead to, over the first thousand."""
        numbers, whole = self.sample(name)
        links: Any = type(self)
        counted = dict(_linked(links, name).rows_around(_MOST_LINKED, numbers))
        return self._named(name, counted, whole)

    def typed_facet(self, name: str) -> Facet:
        """Rows that are typed and not counted: those that are ticked, to take them off."""
        return self._named(name, {}, exact=True)._replace(counted=False)

    def _named(self, name: str, every: Mapping[int, int], exact: bool) -> Facet:
        self.form.is_valid()
        bound, field = self.form[name], self.form.fields[name]
        chosen = self.form.cleaned_data.get(name) or []
        numbers = dict(sorted(every.items(), key=lambda row: (-row[1], row[0]))[:MOST_OPTIONS])
        ticked = [
            Option(getattr(row, field.key), str(row), every.get(row.pk, 0), True) for row in chosen
        ]
        taken = {row.pk for row in chosen}
        names = names_of(field.model, field.key, [pk for pk in numbers if pk not in taken])
        options = [Option(*names[pk], n, False) for pk, n in numbers.items() if pk in names]
        typed = (self.data.getlist(name) or [""])[-1] if bound.errors else ""
        return Facet(
            name,
            str(bound.label),
            ticked + options,
            list(bound.errors),
            exact,
            typed=typed,
            hint=str(bound.help_text),
        )


def _text(at: int, name: str) -> str:
    """A counted column as a text, of a day the year."""
    kind = "text" if connections[DEFAULT_DB_ALIAS].vendor == "postgresql" else "TEXT"
    text = f"CAST(c{at} AS {kind})"
    return f"substr({text}, 1, 4)" if name == YEARS else text


def _plain(filters: Any, what: str, rows: Callable[..., QuerySet[Any]]) -> PreparedQuery:
    """A query of a list on which nothing is filtered, put into SQL once a day."""
    key = filters, what, localdate()
    if key not in _PLAIN:
        if len(_PLAIN) >= _MOST_PLAIN:
            _PLAIN.clear()
        _PLAIN[key] = PreparedQuery(rows)
    return _PLAIN[key]


@lru_cache(maxsize=64)
def _linked(filters: Any, name: str) -> PreparedQuery:
    """How many of some listed rows each row has that links of a facet lead to."""
    links, owner, value = filters.links[name]

    def rows(numbers: Any) -> QuerySet[Any]:
        own = links().filter(**{f"{owner}__in": [numbers], f"{value}__isnull": False}).order_by()
        found = own.values_list(value, owner)
        # To tell rows apart costs more than to count them: only where one may come twice.
        once = owner == "pk" or any(
            {owner, value} == set(one.fields) for one in own.model._meta.total_unique_constraints
        )
        return found if once else found.distinct()

    return PreparedQuery(rows)
