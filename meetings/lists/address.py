"""The address of a list: its known parameters that are in use, and the same list with others.

An address holds known parameters alone, in one order: unknown ones (``utm_…``) are left behind,
and what is the default is not written.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import QueryDict

from .filters import SharedFilter, SortFilter

#: the parameters that say how a list is shown, not what is in it
SORT, PAGE = "sort", "page"
#: parameters that name the row after which a page begins, or before which it ends
AFTER, BEFORE = "after", "before"


class Chip(NamedTuple):
    """A filter in use, and the query of the same list without it ("?…" or ".")."""

    name: str
    value: str
    url: str


class ListAddress:
    """Which parameters of a list are in use, as they were typed."""

    def __init__(self, filters: Mapping[str, Any], data: QueryDict) -> None:
        #: values in use by parameter, in the order of the filters; without the default order
        self.used: dict[str, list[str]] = {}
        #: whether the address holds more than that: what is empty, given twice, or the default
        self.is_wordy = False
        for name, declared in filters.items():
            given = data.getlist(name)
            values = _in_use(declared, given)
            self.is_wordy = self.is_wordy or values != given
            if values:
                self.used[name] = values

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the order is in use."""
        return any(name != SORT for name in self.used)

    @property
    def chosen(self) -> int:
        """How many filters are in use."""
        return sum(name != SORT for name in self.used)

    @property
    def sort(self) -> str:
        """The order in use, where it is not the default."""
        return "".join(self.used.get(SORT, []))

    @property
    def sort_hidden(self) -> list[dict[str, str]]:
        """The parameters in use but the order, for the form that orders."""
        return [
            {"name": name, "value": value}
            for name, values in self.used.items()
            if name != SORT
            for value in values
        ]

    @property
    def clear_url(self) -> str:
        """This list without any filter, in the same order."""
        return link({name: values for name, values in self.used.items() if name == SORT})

    def without(self, name: str, value: str) -> str:
        """This list without one value of a filter."""
        used = self.used | {name: [other for other in self.used[name] if other != value]}
        return link({name: values for name, values in used.items() if values})

    def replaced(self, name: str, value: str, other: str) -> str:
        """This list with another value of a filter in the place of one."""
        values = dict.fromkeys(other if one == value else one for one in self.used[name])
        return link(self.used | {name: list(values)})

    def query(self, **more: str) -> QueryDict:
        """The parameters in use, and more."""
        query = QueryDict(mutable=True)
        for name, values in (self.used | {name: [value] for name, value in more.items()}).items():
            query.setlist(name, values)
        return query

    def canonical(self, path: str, page: Page[Any], cursor: Mapping[str, int]) -> str:
        """Path and query of a page's one address: no first page by number."""
        more = {PAGE: page.number} if page.number > 1 else {}
        query = self.query(**{name: str(n) for name, n in {**more, **cursor}.items()})
        return f"{path}?{query.urlencode()}" if query else path


def link(parameters: Mapping[str, list[str]]) -> str:
    """The query of a list with these parameters alone; "." for none."""
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values)
    return f"?{query.urlencode()}" if query else "."


def _in_use(declared: SharedFilter, typed: list[str]) -> list[str]:
    """The values of a filter, each once; the last one where it takes a single one."""
    values = [text for text in typed if text.strip()]
    if not declared.many:
        values = values[-1:]
    if isinstance(declared, SortFilter):
        values = [text for text in values if text != declared.default]
    return list(dict.fromkeys(values))
