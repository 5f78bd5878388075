"""The address that the filters of a list make, and the chips that take one off.

An address holds the known parameters that are in use, in one order, and nothing else: unknown
ones (``utm_…``) are left behind, and what is the default is not written.
"""

from collections.abc import Callable, Mapping
from copy import copy
from functools import cache
from typing import Any, NamedTuple

import django_filters
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import slugify

from .filters import SortFilter
from .slugs import SlugsField

#: the parameters that say how a list is shown, not what is in it
SORT, PAGE = "sort", "page"


class Chip(NamedTuple):
    """A filter in use, and the query of the same list without it ("?…" or ".")."""

    name: str
    value: str
    url: str


class Addressed(django_filters.FilterSet):
    """Filters that know the address they were asked by, and those without one of them."""

    def __init__(
        self, data: QueryDict, queryset: QuerySet[Any] | Callable[[], QuerySet[Any]]
    ) -> None:
        """Bind the filters; these are copied shallow, for what is below them is never changed."""
        # What django-filter does beside that, without its deep copies of fields and widgets.
        self.is_bound, self.form_prefix, self.request = True, None, None
        self.data, self._base = data, queryset
        self.filters = {}
        for name, one in self.base_filters.items():
            self.filters[name] = found = copy(one)
            found.parent = self
            if one.method:
                # Bound anew: it calls the filter set of the filter that it is bound to.
                found.method = one.method

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """All rows that may be listed; made when it is asked for, where it can be."""
        return self._base() if callable(self._base) else self._base

    def get_form_class(self) -> type[Form]:
        """The form, made once for all requests: Django copies its fields for each."""
        return _form_class(type(self))  # type: ignore[arg-type]  # a class is hashable

    @cached_property
    def used(self) -> dict[str, list[str]]:
        """Known parameters in use, as they were typed, by name; the default order is left out."""
        found = {}
        for name, field in self.filters.items():
            values = [text for text in self.data.getlist(name) if text.strip()]
            if isinstance(field, SortFilter):
                values = [text for text in values[-1:] if text != field.default]
            elif not (
                isinstance(field, django_filters.MultipleChoiceFilter)
                or getattr(field, "many", False)
            ):
                values = values[-1:]
            if values:
                found[name] = list(dict.fromkeys(values))
        return found

    @property
    def filtering(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(name != SORT for name in self.used)

    @property
    def chosen(self) -> int:
        """How many filters are in use."""
        return sum(name != SORT for name in self.used)

    @property
    def query(self) -> QueryDict:
        """The known parameters in use."""
        return self._query(self.used)

    @property
    def sort_hidden(self) -> list[dict[str, str]]:
        """The known parameters in use but the order, for the form that orders."""
        return [
            {"name": name, "value": value}
            for name, values in self.used.items()
            if name != SORT
            for value in values
        ]

    @property
    def sort_value(self) -> str:
        """The order in use, where it is not the default."""
        return "".join(self.used.get(SORT, []))

    @property
    def clear_url(self) -> str:
        """This list without any filter, in the same order."""
        return self._address({SORT: self.used[SORT]} if SORT in self.used else {})

    def chips(self) -> list[Chip]:
        """The filters in use, each with the address of the list without it."""
        return [
            Chip(str(self.form[name].label), self._shown(name, value), self._less(name, value))
            for name, values in self.used.items()
            if name != SORT
            for value in values
        ]

    def _shown(self, name: str, value: str) -> str:
        """What is asked for in words: a record's name, a choice's label, else as typed."""
        self.form.is_valid()
        cleaned = self.form.cleaned_data.get(name)
        if isinstance(cleaned, Model):
            return str(cleaned)
        if isinstance(cleaned, list) and isinstance(self.form.fields[name], SlugsField):
            key = self.form.fields[name].key
            return next((str(row) for row in cleaned if getattr(row, key) == slugify(value)), value)
        choices = getattr(self.form.fields[name], "choices", ())
        return str(dict(choices).get(value, value))

    def _less(self, name: str, value: str) -> str:
        rest = [text for text in self.used[name] if text != value]
        left = {key: values for key, values in self.used.items() if key != name}
        return self._address(left | ({name: rest} if rest else {}))

    def _query(self, used: Mapping[str, list[str]]) -> QueryDict:
        query = QueryDict(mutable=True)
        for name in self.filters:
            if name in used:
                query.setlist(name, used[name])
        return query

    def _address(self, used: Mapping[str, list[str]]) -> str:
        query = self._query(used).urlencode()
        return f"?{query}" if query else "."


@cache
def _form_class(filters: Any) -> type[Form]:
    fields = {name: one.field for name, one in filters.base_filters.items()}
    return type(f"{filters.__name__}Form", (filters._meta.form,), fields)
