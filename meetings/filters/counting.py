"""Counting the choices of a filter: all that the other filters leave, or the first thousand."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property

from .address import SORT, Addressed
from .facet import Facet, FacetYears, Option

#: choices of a facet, beside those that are ticked
MOST_OPTIONS = 16
#: rows that facets count where they do not count all
CAP = 1_000


class Counted(Addressed):
    """Filters whose choices are counted."""

    #: the order in which the first thousand rows are counted, where not all are
    first_counted: tuple[Any, ...] = ("pk",)

    @property
    def facets(self) -> list[Facet]:
        """The filters with counted choices, in the order they are shown."""
        return []

    def without(self, *names: str) -> QuerySet[Any]:
        """The rows that the other filters leave, in no order: what the choices count."""
        self.form.is_valid()
        rows = self.queryset.order_by()
        for key, value in self.form.cleaned_data.items():
            if key not in (*names, SORT):
                rows = self.filters[key].filter(rows, value)
        return rows

    def counted_rows(self, *names: str) -> tuple[QuerySet[Any], bool]:
        """The rows that a facet counts, and whether these are all.

        All that the other filters leave, while these are at most one value and no word; else
        the first thousand of them.
        """
        used = {key: values for key, values in self.used.items() if key not in (*names, SORT)}
        if sum(map(len, used.values())) <= 1 and "words" not in used:
            return self.without(*names), True
        numbers, whole = self.sample(*names)
        return self.queryset.order_by().filter(pk__in=numbers), whole

    def sample(self, *names: str) -> tuple[list[int], bool]:
        """The first thousand rows that the other filters leave, and whether these are all."""
        left_out = tuple(name for name in names if name in self.used)
        if left_out not in self._samples:
            rows = self.without(*left_out).order_by(*self.first_counted)
            numbers = list(rows.values_list("pk", flat=True)[: CAP + 1])
            self._samples[left_out] = numbers[:CAP], len(numbers) <= CAP
        return self._samples[left_out]

    @cached_property
    def _samples(self) -> dict[tuple[str, ...], tuple[list[int], bool]]:
        return {}

    def years_of(self, column: str) -> FacetYears:
        """How many rows each year has by a day, whatever years are chosen; one query or two."""
        rows, exact = self.counted_rows("year_from", "year_to")
        dated = rows.filter(**{f"{column}__isnull": False}).values_list(f"{column}__year")
        return FacetYears(dict(dated.annotate(n=Count("pk")).order_by()), exact)

    def facet(self, name: str) -> Facet:
        """The choices of a closed list that rows have or that are ticked; one query or two."""
        column = self.filters[name].field_name
        rows, exact = self.counted_rows(name)
        counts = dict(rows.values_list(column).annotate(n=Count("pk")).order_by())
        bound = self.form[name]
        ticked = self.data.getlist(name) if self.data else []
        options = [
            Option(str(value), str(label), counts.get(value, 0), value in ticked)
            for value, label in bound.field.choices
            if value and (counts.get(value) or value in ticked)
        ]
        return Facet(name, str(bound.label), options, list(bound.errors), exact)

    def column_facet(self, name: str) -> Facet:
        """The most frequent rows that a foreign key leads to; two queries or three."""
        column = self.filters[name].field_name
        rows, exact = self.counted_rows(name)
        counted = rows.filter(**{f"{column}__isnull": False}).values_list(column).order_by()
        return self._named(name, list(counted.annotate(n=Count("pk"))), exact)

    def link_facet(self, name: str, links: QuerySet[Any], owner: str, value: str) -> Facet:
        """The most frequent rows that link rows lead to, over the first thousand; three queries.

        ``owner`` and ``value`` are the fields of a link that lead to the listed row and to the
        row that is counted.
        """
        numbers, whole = self.sample(name)
        own = links.filter(**{f"{owner}__in": numbers, f"{value}__isnull": False}).order_by()
        counted = own.values_list(value).annotate(n=Count(owner, distinct=True))
        return self._named(name, list(counted), whole)

    def typed_facet(self, name: str) -> Facet:
        """Rows that are typed and not counted: those that are ticked, to take them off."""
        return self._named(name, [], exact=True)._replace(counted=False)

    def _named(self, name: str, counted: list[tuple[int, int]], exact: bool) -> Facet:
        bound, field = self.form[name], self.form.fields[name]
        chosen = self.form.cleaned_data.get(name) or []
        numbers = dict(sorted(counted, key=lambda row: (-row[1], row[0]))[:MOST_OPTIONS])
        every = dict(counted)
        ticked = [
            Option(getattr(row, field.key), str(row), every.get(row.pk, 0), True) for row in chosen
        ]
        taken = {row.pk for row in chosen}
        rows = field.model._default_manager.in_bulk([pk for pk in numbers if pk not in taken])
        options = [
            Option(getattr(rows[pk], field.key), str(rows[pk]), n, False)
            for pk, n in numbers.items()
            if pk in rows
        ]
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
