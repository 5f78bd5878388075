"""What list pages share: filters in the address, pages, and the one address of each page."""

import re
from typing import Any, NamedTuple

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from participants.queries.prepared import PreparedQuery

from .address import PAGE
from .cursor import Place, place_of, ranges
from .facet import FacetYears, counted_over
from .filterset import ListFilter
from .histogram import Histogram, histogram

#: rows that a list is paged through by number; a longer one is read on from its rows
DEEPEST = 5_000
#: parameters that name the row after which a page begins, or before which it ends
AFTER, BEFORE = "after", "before"
#: a row number has at most 18 digits
_ROW = re.compile("[0-9]{1,18}", re.ASCII)


class Steps(NamedTuple):
    """Rows that the pages beside one are asked for by; None where there is no such page."""

    before: int | None
    after: int | None


class NumberPaginator(Paginator):
    """Pages of numbers of rows: what a row prints is read by ``cards`` for those shown.

    ``steps`` lead on from a page that was made, where the list is too long for numbers or was
    entered at a row.
    """

    def __init__(self, listed: "FilteredList", per_page: int) -> None:
        super().__init__([], per_page)
        self.listed = listed
        self.steps: Steps | None = None

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
        found = asked.rows_around("SELECT count(*) FROM (%s) AS k")
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
        if not self.count:
            return Page([], number, self)
        if number == 1 and self.count > DEEPEST:
            # By the parts of the order, each a range of an index.
            numbers = self._read(None)[: self.per_page]
        else:
            numbers = self._skipping((number - 1) * self.per_page)
        if self.count > DEEPEST:
            self._lead(numbers, before=number > 1, after=number < self.num_pages)
        return Page(self.listed.cards(numbers), number, self)

    def page_beside(self, row: int, *, back: bool) -> Page[Any]:
        """The page that begins after a row, or ends before it; its number is not known, 0.

        Raises ``EmptyPage`` where the row is not public.
        """
        if not self.count:
            return Page([], 1, self)
        place = place_of(self.listed.filter.queryset, self.listed.filter.places, row)
        if place is None:
            raise EmptyPage(_("That page begins nowhere."))
        found = self._read(place, back=back)
        more = len(found) > self.per_page
        if back and not more:
            # The beginning: a whole page of it, as the list itself begins.
            found = self._read(None)
            numbers, more = found[: self.per_page], len(found) > self.per_page
            self._lead(numbers, before=False, after=more)
        else:
            numbers = found[: self.per_page]
            numbers = numbers[::-1] if back else numbers
            self._lead(numbers, before=True, after=more or back)
        return Page(self.listed.cards(numbers), 0, self)

    def _lead(self, numbers: list[int], *, before: bool, after: bool) -> None:
        self.steps = Steps(
            numbers[0] if numbers and before else None, numbers[-1] if numbers and after else None
        )

    def _read(self, place: Place | None, *, back: bool = False) -> list[int]:
        """The numbers after a place or before it, from there on, with one more than a page."""
        used, numbers, most = self.listed.filter, list[int](), self.per_page + 1
        for name, where, by in ranges(used.places, place, back=back):
            left = most - len(numbers)

            def rows(where: Q = where, by: Any = by, left: int = left) -> QuerySet[Any]:
                named = used.places.named(used.qs).filter(where)
                return named.order_by(*by).values_list("pk")[:left]

            asked = PreparedQuery(rows) if place else used.query_of(f"{name} {left}", rows)
            numbers += [pk for (pk,) in asked.rows()]
            if len(numbers) == most:
                break
        return numbers

    def _skipping(self, start: int) -> list[int]:
        used = self.listed.filter
        asked = used.query_of(
            f"numbers {start}",
            lambda: used.qs.values_list("pk")[start : start + self.per_page],
        )
        return [pk for (pk,) in asked.rows()]


class FilteredList(ListView):
    """A list that ``filterset_class`` filters; ``rows()`` gives what may be listed.

    Context: ``filter``, ``form``, ``chips``, ``clear_url``, ``query`` (known parameters),
    ``canonical``, ``count`` (rows that the filters leave; ``more_than`` where there are more),
    as it is written ``count_words``, ``facets`` and what they were ``counted_over``, ``notes``
    on words, and ``histogram`` where the filters know years, beside those of ``ListView``. A
    page that does not exist is not found (404). A list that is too long for numbers of pages,
    or that is entered at a row, has ``steps`` (``previous``, ``next``) in their place.
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

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """The page by number, or beside a row. Raises ``Http404`` for none."""
        after, before = (self._row(name) for name in (AFTER, BEFORE))
        if after is None and before is None:
            return super().paginate_queryset(queryset, page_size)
        if after is not None and before is not None:
            raise Http404
        paginator = NumberPaginator(self, page_size)
        try:
            row = after if before is None else before
            page = paginator.page_beside(row or 0, back=before is not None)
        except EmptyPage as none:
            raise Http404(str(none)) from none
        return paginator, page, page.object_list, True

    def _row(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        if text and not _ROW.fullmatch(text):
            raise Http404
        return int(text) if text else None

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
            "steps": self._steps(getattr(page.paginator, "steps", None)) if page else None,
        }

    def _steps(self, steps: Steps | None) -> dict[str, dict[str, str] | None] | None:
        """Where Previous and Next lead; None where the pages have numbers."""
        if steps is None:
            return None
        asked = {
            "previous": (BEFORE, steps.before, gettext("Previous")),
            "next": (AFTER, steps.after, gettext("Next")),
        }
        return {
            name: {"url": self._beside(parameter, row), "label": label} if row else None
            for name, (parameter, row, label) in asked.items()
        }

    def _beside(self, parameter: str, row: int) -> str:
        query = self.filter.query
        query[parameter] = str(row)
        return f"?{query.urlencode()}"

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
    for name in (AFTER, BEFORE):
        if row := request.GET.get(name):
            query[name] = str(int(row))
    return f"{request.path}?{query.urlencode()}" if query else request.path


def in_order(numbers: list[int], rows: QuerySet[Any]) -> list[Any]:
    """Rows of numbers in the order of these."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=numbers)} if numbers else {}
    return [found[pk] for pk in numbers if pk in found]
