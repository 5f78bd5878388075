"""What list pages share: filters in the address, pages, and the one address of each page."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from ..filters.address import PAGE
from ..filters.base import ListFilter
from ..filters.facet import FacetYears, counted_over
from .histogram import Histogram, histogram

#: rows that a list is paged through; further ones are reached by its filters
DEEPEST = 50_000


class NumberPaginator(Paginator):
    """Pages whose rows are loaded by number: all that a row prints is read for those shown."""

    def validate_number(self, number: Any) -> int:
        """The number of a page; raises ``EmptyPage`` beyond the deepest, too."""
        found = super().validate_number(number)
        if (found - 1) * self.per_page >= DEEPEST:
            raise EmptyPage(_("That page is too deep."))
        return found

    def page(self, number: Any) -> Page[Any]:
        """The page: numbers in order first, then the rows themselves."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # always a query set
        numbers = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        found = {row.pk: row for row in rows.order_by().filter(pk__in=numbers)} if numbers else {}
        return Page([found[pk] for pk in numbers if pk in found], number, self)


class FilteredList(ListView):
    """A list that ``filterset_class`` filters; ``rows()`` gives what may be listed.

    Context: ``filter``, ``form``, ``chips``, ``clear_url``, ``query`` (known parameters),
    ``canonical``, ``count`` (rows that the filters leave; ``more_than`` where there are more),
    as it is written ``count_words``, ``facets`` and what they were ``counted_over``, ``notes``
    on words, and ``histogram`` where the filters know years, beside those of ``ListView``. A
    page that does not exist is not found (404).
    """

    paginator_class = NumberPaginator

    filterset_class: type[ListFilter]
    filter: ListFilter
    request: HttpRequest

    def rows(self) -> QuerySet[Any]:
        """The public rows, with all that a row of the list prints."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        """The rows that the filters leave."""
        self.filter = self.filterset_class.for_list(self.request.GET, self.rows())
        return self.filter.qs

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
