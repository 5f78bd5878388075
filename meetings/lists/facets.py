"""Facets: the choices of a filter, each with how many rows of the list it would leave."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext

#: choices of a facet that are seen at once
SEEN = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A facet of a column of the listed rows: a value of a list, or a foreign key."""

    field: str
    #: whether rows that are alike are counted first: cheap where an index covers the columns
    alike_first: bool = False


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """A facet of rows that link rows lead to; fields of a link lead to both."""

    rows: Callable[[], QuerySet[Any]]
    listed: str
    counted: str


class Uncounted:
    """A facet that is not counted: the whole of a closed list; of names those in use, and a box."""


class Kept:
    """A facet of a closed list, whose numbers are kept; where they do not tell, the whole list."""


FacetSource = Column | LinkColumns | Uncounted | Kept


class Option(NamedTuple):
    """A choice of a filter, with how many rows of the list it would leave."""

    value: str
    label: str
    n: int
    checked: bool

    @property
    def number(self) -> str:
        """The number as it is written here."""
        return str(self.n) if self.n < 1_000 else number_format(self.n, force_grouping=True)


class Facet(NamedTuple):
    """A filter with a few choices, counted.

    Not ``exact`` where they were counted over the first rows alone. ``counted`` is False where
    nothing was. Where any value may be ``typed``, this is what was, to be corrected; ``hint``
    says how, and names of which ``noun`` are suggested.
    """

    name: str
    label: str
    options: list[Option]
    errors: list[str]
    exact: bool = True
    counted: bool = True
    typed: str | None = None
    hint: str = ""
    noun: str = ""

    @property
    def first(self) -> list[Option]:
        """The choices that are seen at once: all where few are left over."""
        return self.options if len(self.options) <= SEEN + 2 else self.options[:SEEN]

    @property
    def further(self) -> list[Option]:
        """The choices behind "more"."""
        return self.options[len(self.first) :]

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(option.checked for option in self.options)


class FacetYears(NamedTuple):
    """How many rows each year has; not ``exact`` where only the first rows were counted."""

    numbers: dict[int, int]
    exact: bool


def counted_over(facets: Iterable[Facet]) -> str:
    """Which facets were counted over the first rows alone, in words; empty for none."""
    shown = [facet for facet in facets if facet.options and facet.counted]
    names = [facet.label for facet in shown if not facet.exact]
    if not names:
        return ""
    if len(names) == len(shown):
        return gettext("All numbers in the filters are counted over the newest 1,000 hits.")
    return gettext("Counted over the newest 1,000 hits: %(names)s. Other numbers are exact.") % {
        "names": ", ".join(names)
    }
