"""Counting the choices of a filter.

Counted are all rows that the other filters leave, while these are at most one value and no
word; else the first thousand of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, QuerySet

from participants.queries.prepared import PreparedQuery

from ..models import Meeting
from ..reading.links import MeetingLink
from .address import SORT
from .facets import Column, Facet, FacetYears, Kept, LinkColumns, Option, Uncounted
from .filters import ValuesField
from .first_rows import first_rows
from .name_filters import NamesField
from .typed_names import misread, rows_chosen

#: rows that facets count where they do not count all
CAP = 1_000
#: choices of a facet, beside those that are ticked
MOST_OPTIONS = 16
#: the rows over the years, counted like a facet, and the filters that choose them
YEARS = "years"
_YEAR_FILTERS = ("year_from", "year_to")
#: first the links of the listed rows, then counted: SQLite would read all links to group them
_MOST_LINKED = "WITH k(c, o) AS MATERIALIZED (%s) SELECT c, count(*) FROM k GROUP BY c"

#: how many rows have each value
Numbers = Mapping[Any, int]


class FacetCounts:
    """Counts what a list's facets show; ``filters`` is its ``ListFilterSet``."""

    def __init__(self, filters: Any) -> None:
        self.filters = filters
        self._samples: dict[tuple[str, ...], tuple[list[int], bool]] = {}
        self._kept_numbers: dict[str, Numbers | None] = {}

    def facet(self, name: str) -> Facet:
        """The facet of a filter."""
        bound, field = self.filters.form[name], self.filters.form.fields[name]
        numbers, exact = self.numbers(name)
        typed, noun = None, ""
        if isinstance(field, NamesField):
            noun = field.noun
            typed = misread(self.filters, name)
        return Facet(
            name,
            str(bound.label),
            self.options(name, numbers),
            # What is wrong with values that are no list is told above the rows alone.
            [] if isinstance(field, ValuesField) else list(bound.errors),
            exact,
            self.is_counted(name),
            typed,
            str(bound.help_text),
            noun,
        )

    def is_counted(self, name: str) -> bool:
        """Whether the numbers of a facet mean anything."""
        source = self.filters.facet_sources[name]
        if isinstance(source, Kept):
            return self._kept(name) is not None
        return not isinstance(source, Uncounted) and bool(self.filters.counts_choices(name))

    def _kept(self, name: str) -> Numbers | None:
        """The numbers of a facet that are kept, asked for once."""
        if name not in self._kept_numbers:
            self._kept_numbers[name] = self.filters.kept_numbers(name)
        return self._kept_numbers[name]

    def numbers(self, name: str) -> tuple[Numbers, bool]:
        """How many rows have each value, and whether all rows were counted."""
        kept = self._kept(name)
        if kept is not None:
            return kept, True
        source = self.filters.facet_sources.get(name)
        if isinstance(source, Uncounted | Kept):
            return {}, True
        return self._linked(name) if isinstance(source, LinkColumns) else self._columns[name]

    @cached_property
    def years(self) -> FacetYears | None:
        """How many rows each year has, whatever years are chosen; None where no day is known."""
        if not self.filters.year_column:
            return None
        numbers, exact = self.numbers(YEARS)
        return FacetYears({int(year): n for year, n in numbers.items()}, exact)

    def options(self, name: str, numbers: Numbers) -> list[Option]:
        """The choices of a filter: rows, values of a column, or a closed list in its order."""
        field = self.filters.form.fields[name]
        if isinstance(field, NamesField):
            return self._row_options(name, field, {int(pk): n for pk, n in numbers.items()})
        if isinstance(field, ValuesField):
            return self._value_options(name, numbers)
        ticked, counted = self.filters.data.getlist(name), self.is_counted(name)
        return [
            Option(str(value), str(label), numbers.get(value, 0), value in ticked)
            for value, label in field.choices
            if numbers.get(value) or value in ticked or not counted
        ]

    def _row_options(
        self, name: str, field: NamesField, numbers: Mapping[int, int]
    ) -> list[Option]:
        """The rows that are ticked, then the most frequent ones; a query names them."""
        ticked = {row.pk: row for row in rows_chosen(self.filters, name)}
        most = [pk for pk in _most(numbers) if pk not in ticked]
        names = names_of(field.model, field.key, most)
        return [
            Option(getattr(row, field.key), str(row), numbers.get(pk, 0), True)
            for pk, row in ticked.items()
        ] + [Option(*names[pk], numbers[pk], False) for pk in most if pk in names]

    def _value_options(self, name: str, numbers: Numbers) -> list[Option]:
        """The values that are ticked, then the most frequent ones."""
        ticked = self.filters.address.used.get(name, [])
        named = {value: n for value, n in numbers.items() if value}
        values = dict.fromkeys([*ticked, *_most(named)])
        wording = self.filters.form.fields[name].wording
        return [
            Option(value, wording(value), named.get(value, 0), value in ticked) for value in values
        ]

    def sample(self, *names: str) -> tuple[list[int], bool]:
        """The first thousand rows that the other filters leave, and whether these are all."""
        left_out = tuple(name for name in names if name in self.filters.address.used)
        if left_out not in self._samples:
            numbers = first_rows(self.filters, CAP + 1, left_out)
            self._samples[left_out] = numbers[:CAP], len(numbers) <= CAP
        return self._samples[left_out]

    def _linked(self, name: str) -> tuple[Numbers, bool]:
        """The rows that link rows lead to, over the first thousand."""
        numbers, whole = self.sample(name)
        query = _linked_query(self.filters.facet_sources[name])
        return dict(query.rows_around(_MOST_LINKED, numbers)), whole

    @cached_property
    def _columns(self) -> dict[str, tuple[Numbers, bool]]:
        """The numbers of all columns; those over the same rows are counted by one query."""
        sources: dict[str, Column] = {
            name: source
            for name, source in self.filters.facet_sources.items()
            if isinstance(source, Column)
        }
        if self.filters.year_column:
            alike = any(source.alike_first for source in sources.values())
            sources[YEARS] = Column(self.filters.year_column, alike)
        groups: dict[tuple[str, ...], dict[str, Column]] = {}
        for name, source in sources.items():
            own = _YEAR_FILTERS if name == YEARS else (name,)
            left_out = tuple(own_name for own_name in own if own_name in self.filters.address.used)
            groups.setdefault(left_out, {})[name] = source
        return {
            name: numbers
            for left_out, columns in groups.items()
            for name, numbers in self._counted(left_out, columns).items()
        }

    def _counted(
        self, left_out: tuple[str, ...], columns: Mapping[str, Column]
    ) -> dict[str, tuple[Numbers, bool]]:
        used = {
            name: values
            for name, values in self.filters.address.used.items()
            if name not in (*left_out, SORT)
        }
        fields = [column.field for column in columns.values()]
        few = self.filters.counts_all and sum(map(len, used.values())) <= 1
        if not few or "words" in used:
            pks, exact = self.sample(*left_out)
            # Whatever is filtered, the numbers are of rows that are left: one query for all.
            query = self.filters.prepared(
                f"columns of numbers {list(columns)}",
                lambda pks: self.filters.sampled_rows().filter(pk__in=[pks]).values_list(*fields),
                always=True,
            )
            counts = _count_columns(query, list(columns), pks)
        else:
            exact = True
            alike = any(column.alike_first for column in columns.values())
            query = self.filters.prepared(
                f"columns {list(columns)}",
                lambda: _columns_of(self.filters.rows_without(*left_out), fields, alike),
            )
            count = _count_alike if alike else _count_columns
            counts = count(query, list(columns))
        return {name: (numbers, exact) for name, numbers in counts.items()}


def _columns_of(rows: QuerySet[Any], fields: list[str], alike: bool) -> QuerySet[Any, Any]:
    columns = rows.values_list(*fields)
    return columns.annotate(n=Count("*")) if alike else columns


def _count_alike(query: PreparedQuery, names: list[str]) -> dict[str, dict[Any, int]]:
    """How many rows have each value, of rows that the database has counted alike."""
    numbers: dict[str, dict[Any, int]] = {name: {} for name in names}
    for *values, n in query.rows():
        for name, value in zip(names, values, strict=True):
            if value is not None:
                numbers[name][value] = numbers[name].get(value, 0) + n
    return numbers


def _count_columns(
    query: PreparedQuery, names: list[str], *values: Iterable[int]
) -> dict[str, dict[Any, int]]:
    """How many rows have each value as a text, by the name of its column; of a day the year."""
    kind = "text" if connections[DEFAULT_DB_ALIAS].vendor == "postgresql" else "TEXT"
    parts = []
    for at, name in enumerate(names):
        text = f"CAST(c{at} AS {kind})"
        text = f"substr({text}, 1, 4)" if name == YEARS else text
        parts.append(f"SELECT {at}, {text}, count(*) FROM k GROUP BY 2")  # noqa: S608  (numbers)
    heads = ", ".join(f"c{at}" for at in range(len(names)))
    around = f"WITH k({heads}) AS MATERIALIZED (%s) {' UNION ALL '.join(parts)}"
    numbers: dict[str, dict[Any, int]] = {name: {} for name in names}
    for at, value, n in query.rows_around(around, *values):
        if value is not None:
            numbers[names[at]][value] = n
    return numbers


def _most(numbers: Numbers) -> list[Any]:
    """The most frequent values."""
    return [value for value, _n in sorted(numbers.items(), key=_by_number)[:MOST_OPTIONS]]


def _by_number(row: tuple[Any, int]) -> tuple[int, Any]:
    value, n = row
    return -n, value


@lru_cache(maxsize=64)
def _linked_query(links: LinkColumns) -> PreparedQuery:
    """The links of some listed rows: what each leads to, and the listed row."""

    def rows(numbers: Any) -> QuerySet[Any]:
        of_listed = {f"{links.listed}__in": [numbers], f"{links.counted}__isnull": False}
        own = links.rows().filter(**of_listed).order_by()
        pairs = own.values_list(links.counted, links.listed)
        # To tell rows apart costs more than to count them: only where one may come twice.
        once = links.listed == "pk" or any(
            {links.listed, links.counted} == set(unique.fields)
            for unique in own.model._meta.total_unique_constraints
        )
        return pairs if once else pairs.distinct()

    return PreparedQuery(rows)


def names_of(model: Any, key: str, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Short name and name of rows by row number; one query."""
    if model is Meeting:
        return {row.pk: (row.slug, row.shown_title) for row in _MEETINGS.rows(numbers)}
    return {pk: (slug, name) for pk, slug, name in _names(model, key).rows(numbers)}


@dataclass(slots=True)
class MeetingChoice(MeetingLink):
    """A meeting that a filter can choose."""

    pk: int


_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.filter(pk__in=[numbers]).order_by(), MeetingChoice
)


@lru_cache(maxsize=16)
def _names(model: Any, key: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by().values_list("pk", key, "name")
        )
    )
