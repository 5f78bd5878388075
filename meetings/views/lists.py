"""What list pages share: filters in the address, pages, and the one address of each page."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from ..filters.address import PAGE
from ..filters.base import ListFilter
from ..filters.facet import FacetYears, counted_over
from .histogram import Histogram, histogram

#: rows that a list is paged through; further ones are reached by its filters
DEEPEST = 50_000


class NumberPaginator(Paginator):
    """Pages of numbers of rows: what a row prints is read by ``cards`` for those shown."""

    def __init__(self, listed: "FilteredList", per_page: int) -> None:
        super().__init__([], per_page)
        self.listed = listed

    @cached_property
    def count(self) -> int:
        """How many rows the filters leave."""
        used = self.listed.filter
        if not used.is_valid_query:
            return 0
        if used.filtering:
            # The facets ask for them, too; few lists are longer.
            numbers, whole = used.sample()
            if whole:
                return len(numbers)
        asked = used.query_of("count", lambda: used.qs.order_by().values_list("pk"))
        found = asked.rows(around="SELECT count(*) FROM (%s) AS k")
        return int(found[0][0]) if found else 0

    def validate_number(self, number: Any) -> int:
        """The number of a page; raises ``EmptyPage`` beyond the deepest, too."""
        found = super().validate_number(number)
        if (found - 1) * self.per_page >= DEEPEST:
            raise EmptyPage(_("That page is too deep."))
        return found

    def page(self, number: Any) -> Page[Any]:
        """The page: numbers in order first, then the rows themselves."""
        number = self.validate_number(number)
        start, used = (number - 1) * self.per_page, self.listed.filter
        if not self.count:
            return Page([], number, self)
        asked = used.query_of(
            f"numbers {start}",
            lambda: used.qs.values_list("pk")[start : start + self.per_page],
        )
        return Page(self.listed.cards([pk for (pk,) in asked.rows()]), number, self)


class FilteredList(ListView):
    """A list that ``filterset_class`` filters; ``rows()`` gives what may be listed.

    Context: ``filter``, ``form``, ``chips``, ``clear_url``, ``query`` (known parameters),
    ``canonical``, ``count`` (rows that the filters leave; ``more_than`` where there are more),
    as it is written ``count_words``, ``facets`` and what they were ``counted_over``, ``notes``
    on words, and ``histogram`` where the filters know years, beside those of ``ListView``. A
    page that does not exist is not found (404).
    """

    filterset_class: type[ListFilter]
    filter: ListFilter
    request: HttpRequest

    def rows(self) -> QuerySet[Any]:
        """The public rows, with what filters and orders ask of them."""
        raise NotImplementedError

    def cards(self, numbers: list[int]) -> list[Any]:
        """The rows of a page, by their numbers and in their order, with all that they print."""
        raise NotImplementedError

    def get_queryset(self) -> Any:
        """The rows of a page are read by number: see :meth:`get_paginator`."""
        self.filter = self.filterset_class.for_list(self.request.GET, self.rows)
        return []

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Paginator:
        """Pages of what the filters leave."""
        return NumberPaginator(self, per_page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of rows and all that the filters say."""
        context = super().get_context_data(**kwargs)
        page: Page[Any] | None = context["page_obj"]
        return context | {
            "filter": self.filter,
            "form": self.filter.form,
            "chips": self.filter.chips(),
            "clear_url": self.filter.clear_url,
            "query": self.filter.query,
            "canonical": canonical(self.request, self.filter, page),
            "count": page.paginator.count if page else len(context["object_list"]),
            "count_words": number_format(page.paginator.count if page else 0, force_grouping=True),
            "more_than": self.filter.more_than,
            "facets": self.filter.facets,
            "counted_over": counted_over(self.filter.facets),
            "notes": self.filter.notes,
            "histogram": self._histogram(),
        }

    def _histogram(self) -> Histogram | None:
        years: FacetYears | None = getattr(self.filter, "years", None)
        if years is None:
            return None
        chosen = self.filter.form.cleaned_data
        return histogram(
            years.numbers, chosen.get("year_from"), chosen.get("year_to"), exact=years.exact
        )


def canonical(request: HttpRequest, used: ListFilter, page: Page[Any] | None) -> str:
    """Path and query of a list's one address: known parameters alone, no first page."""
    query = used.query
    if page and page.number > 1:
        query[PAGE] = str(page.number)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def in_order(numbers: list[int], rows: QuerySet[Any]) -> list[Any]:
    """Rows of numbers in the order of these."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=numbers)} if numbers else {}
    return [found[pk] for pk in numbers if pk in found]
