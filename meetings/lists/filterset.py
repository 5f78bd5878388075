"""The FilterSet of a list page: django-filter's, with an address, facets and an order for pages.

With a value that is wrong the list is empty, and the form says what to change.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, ClassVar, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from ..derived.facet_codes import FacetName
from ..search.results.noun_groups import NounMatches, noun_matches
from .address import SORT, Chip, ListAddress
from .cursor import Ordering
from .facet_counts import FacetCounts
from .facets import Facet, FacetSource
from .filters import SortFilter, ValuesField
from .name_filters import NameField
from .typed_names import rows_chosen

_PREPARED: dict[Any, PreparedQuery] = {}
_MOST_PREPARED = 512


class ListForm(forms.Form):
    """The form of a list's filters."""

    def clean(self) -> None:
        """Name what is wrong between two values that are right by themselves."""
        for since, until in (("year_from", "year_to"), ("due_from", "due_to")):
            first, last = self.cleaned_data.get(since), self.cleaned_data.get(until)
            if not self.errors and first and last and first > last:
                self.add_error(until, _("This year comes before the first one."))


class ListFilterSet(django_filters.FilterSet):
    """The filters of a list of one noun, bound to an address.

    A subclass declares its filters and its model, as django-filter has it, and what stands here
    up to ``public_rows``.
    """

    #: what the choices of a filter are counted by, in the order that facets are shown
    facet_sources: ClassVar[Mapping[str, FacetSource | FacetName]] = {}
    #: the column of a day or a year by which rows are drawn over the years
    year_column = ""
    #: the order of the first thousand rows, where not all are counted; also that of a list that
    #: cannot be ordered otherwise
    default_order: ClassVar[Sequence[Any]] = ("pk",)
    #: what a heading says of a filter, with ``names`` of what is chosen; others stand in brackets
    phrases: ClassVar[Mapping[str, Any]] = {}
    #: filters that do not count at the moment, while the choices of one are counted without it
    left_out: tuple[str, ...] = ()
    #: whether the choices of the whole list are counted over all rows; else over the first thousand
    counts_all = True
    #: the noun of the search index in which words are sought, by its name in ``noun_groups``
    search_noun = ""

    class Meta:
        form = ListForm

    def __init__(self, data: QueryDict) -> None:
        # What may be listed is dear to put together, and often asked of prepared queries alone.
        super().__init__(data, self._meta.model._default_manager.none())

    def public_rows(self) -> QuerySet[Any]:
        """The rows that may be listed, with what filters and orders ask of them."""
        raise NotImplementedError

    @cached_property
    def listed(self) -> QuerySet[Any]:
        """The public rows, put together once, and only where a query is not prepared yet."""
        return self.public_rows()

    def get_form_class(self) -> type[forms.Form]:
        """The form, made once for all requests: Django copies its fields for each."""
        return _form_class(type(self))  # type: ignore[arg-type]  # a class is hashable

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the filters leave, in order; none where a value is wrong."""
        if not self.is_valid():
            return queryset
        return cast(QuerySet[Any], super().filter_queryset(self.listed))

    def rows_without(self, *names: str) -> QuerySet[Any]:
        """The rows that the other filters leave, in no order: what the choices count."""
        rows = self.listed.order_by()
        self.left_out = names
        for name, value in self.values.items():
            if name not in (*names, SORT):
                rows = self.filters[name].filter(rows, value)
        self.left_out = ()
        return rows

    def sampled_rows(self) -> QuerySet[Any]:
        """Rows of which some are counted that are known to be listed, with what is counted."""
        return self.listed.order_by()

    def together(self, name: str, *names: str) -> dict[str, Any]:
        """The values in use of filters that are one condition; empty but for the first of them.

        So a delegation is looked for that is of the participant *and* at the level.
        """
        in_use = {
            other: value
            for other in names
            if (value := self.values.get(other)) and other not in self.left_out
        }
        return in_use if next(iter(in_use), None) == name else {}

    @property
    def values(self) -> dict[str, Any]:
        """The values of the filters that can be understood."""
        self.form.is_valid()
        return self.form.cleaned_data

    def prepared(
        self, name: str, rows: Callable[..., QuerySet[Any]], *, always: bool = False
    ) -> PreparedQuery:
        """The query of this name; while nothing is filtered (or ``always``, where that makes no
        difference), the same for all requests of a day: what is overdue turns with it."""
        if self.address.is_filtered and not always:
            return PreparedQuery(rows)
        key = type(self), name, self.address.sort, localdate()
        if key not in _PREPARED:
            if len(_PREPARED) >= _MOST_PREPARED:
                _PREPARED.clear()
            _PREPARED[key] = PreparedQuery(rows)
        return _PREPARED[key]

    @cached_property
    def address(self) -> ListAddress:
        """The parameters in use, and the addresses of this list with others."""
        return ListAddress(self.filters, self.data)

    @cached_property
    def ordering(self) -> Ordering:
        """The order in use, cut into parts so that pages are read after or before a row."""
        sort = cast(SortFilter | None, self.filters.get(SORT))
        return Ordering.of(sort.fields(self.address.sort) if sort else self.default_order)

    @property
    def is_in_default_order(self) -> bool:
        """Whether the order in use is that of the first thousand rows."""
        sort = cast(SortFilter | None, self.filters.get(SORT))
        return not sort or [*sort.fields(self.address.sort)] == [*self.default_order]

    @cached_property
    def counts(self) -> FacetCounts:
        """What counts the choices of the facets."""
        return FacetCounts(self)

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with counted choices, in the order they are shown."""
        return [self.counts.facet(name) for name in self.facet_sources]

    def kept_count(self) -> int | None:
        """How many rows there are, where that is kept; else None: they are counted."""
        return None

    def counts_choices(self, name: str) -> bool:
        """Whether the choices of a facet are counted; else kept ones are shown without numbers."""
        return True

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """The numbers of a facet that are kept, where these tell; else None: rows are counted."""
        return None

    @cached_property
    def found(self) -> NounMatches:
        """What the words find in the search index."""
        return noun_matches(self.search_noun, self.values.get("words") or "")

    @property
    def more_than(self) -> bool:
        """Whether there are more rows than the list holds: words find a thousand at most."""
        return self._searches and not self.found.whole

    @property
    def notes(self) -> Sequence[str]:
        """Sentences on what of the words was not understood, or was taken as what."""
        return self.found.notes if self._searches else ()

    @property
    def _searches(self) -> bool:
        return bool(self.search_noun) and "words" in self.address.used and self.form.is_valid()

    def chips(self) -> list[Chip]:
        """The filters in use, each with the address of the list without it."""
        return [
            Chip(
                str(self.form[name].label),
                self.shown(name, value),
                self.address.without(name, value),
            )
            for name, values in self.address.used.items()
            if name != SORT
            for value in values
        ]

    def shown(self, name: str, value: str) -> str:
        """A value in words: a record's name, a choice's label, else as typed."""
        field = self.form.fields[name]
        if isinstance(field, NameField):
            rows = {getattr(row, field.key): str(row) for row in rows_chosen(self, name)}
            return rows.get(slugify(value), value)
        if isinstance(field, forms.BooleanField):
            return str(_("yes"))
        if isinstance(field, ValuesField):
            return field.wording(value)
        return str(dict(getattr(field, "choices", ())).get(value, value))


@cache
def _form_class(filterset: Any) -> type[forms.Form]:
    fields = {name: declared.field for name, declared in filterset.base_filters.items()}
    return type(f"{filterset.__name__}Form", (filterset._meta.form,), fields)
