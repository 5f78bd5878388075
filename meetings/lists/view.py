"""The view of a list page."""

import json
import re
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.generic import ListView

from ..routes import LIST_PARAMETERS
from ..search.results.capped import Capped
from .address import AFTER, BEFORE, link
from .facets import counted_over
from .filterset import ListFilterSet
from .headings import heading
from .histogram import Histogram, histogram
from .pages import KeysetPaginator, Steps
from .typed_names import questions, settled_names

#: how htmx behaves under a strict policy: it evaluates nothing and adds no style. Going back asks
#: for the page again, which is mostly unchanged, and keeps none.
HTMX_CONFIG = json.dumps(
    {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
    }
)
#: a cursor has at most 18 digits
_CURSOR = re.compile("[0-9]{1,18}", re.ASCII)


class FilteredListView(ListView):
    """A list that ``filterset_class`` filters, one page of it; ``read_rows`` gives what it prints.

    Context, beside that of ``ListView``: the ``filter`` set with its ``form`` and ``address``,
    ``chips``, ``canonical``, ``count`` (rows that the filters leave, as far as they were
    counted) and as it is written ``count_words`` ("1,000+"), ``facets`` and which of them were
    ``counted_over`` the first rows, ``notes`` on words, and a ``histogram`` where there are years;
    ``heading`` (what the list is, of ``noun``), ``questions`` (what a name may stand for) and
    ``span`` (where the page stands).
    A page that does not exist is not found (404). A list that is too long for numbers of pages,
    or that is entered at a cursor, has ``steps`` (``previous``, ``next``) in their place.
    """

    filterset_class: type[ListFilterSet]
    #: the heading of the whole list: "Meetings"
    noun: Any = ""
    paginator_class: type[KeysetPaginator] = KeysetPaginator
    filter: Any
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; an address that holds more than was chosen, or names, leads to its own."""
        self.filter = self.filterset_class(request.GET)
        address = self.filter.address
        if address.is_wordy:
            return HttpResponsePermanentRedirect(self._address({}))
        if slugs := settled_names(self.filter):
            return HttpResponseRedirect(self._address(slugs))
        return super().get(request, *args, **kwargs)

    def _address(self, slugs: dict[str, list[str]]) -> str:
        """This page with what was chosen alone, and slugs in the place of names."""
        given = {name: self.request.GET.getlist(name) for name in LIST_PARAMETERS}
        page = {name: values for name, values in given.items() if values}
        query = link(self.filter.address.used | slugs | page)
        return self.request.path if query == "." else f"{self.request.path}{query}"

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """The rows of a page, by their numbers and in their order, with all that they print."""
        raise NotImplementedError

    def get_queryset(self) -> Any:
        """The rows of a page are read by number: see :meth:`get_paginator`."""
        return []

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Paginator:
        """Pages of what the filters leave."""
        return self.paginator_class(self.filter, self.read_rows, per_page)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """The page by number, or at a cursor. Raises ``Http404`` for none."""
        self.cursor = {name: n for name in (AFTER, BEFORE) if (n := self._cursor(name)) is not None}
        if not self.cursor:
            return super().paginate_queryset(queryset, page_size)
        if len(self.cursor) > 1:
            raise Http404
        paginator: Any = self.get_paginator(queryset, page_size)
        try:
            page = paginator.page_at(**self.cursor)
        except EmptyPage as none:
            raise Http404(str(none)) from none
        return paginator, page, page.object_list, True

    def _cursor(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        if text and not _CURSOR.fullmatch(text):
            raise Http404
        return int(text) if text else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of rows and all that the filters say."""
        context = super().get_context_data(**kwargs)
        page: Page[Any] = context["page_obj"]
        count = page.paginator.count
        return context | {
            "filter": self.filter,
            "form": self.filter.form,
            "address": self.filter.address,
            "chips": self.filter.chips(),
            "canonical": self.filter.address.canonical(self.request.path, page, self.cursor),
            "noun": self.noun,
            "heading": heading(self.filter, str(self.noun)),
            "htmx_config": HTMX_CONFIG,
            "questions": questions(self.filter),
            "count": count,
            "span": self._span(page, count),
            "count_words": Capped(count, not self.filter.more_than).in_words,
            "facets": self.filter.facets,
            "counted_over": counted_over(self.filter.facets),
            "notes": self.filter.notes,
            "histogram": self._histogram(),
            "steps": self._steps(context["paginator"].steps),
        }

    def _span(self, page: Page[Any], count: int) -> str:
        """Where a page stands: "21–40 of 1,234"; empty where all stands on one, or not known."""
        paginator: Any = page.paginator
        before, rows = paginator.before, len(page.object_list)
        if before is None or not rows or (not before and rows == count):
            return ""
        whole = Capped(max(count, before + rows), not self.filter.more_than).in_words
        first, last = (number_format(n, force_grouping=True) for n in (before + 1, before + rows))
        words = gettext("%(first)s–%(last)s of %(count)s")
        return words % {"first": first, "last": last, "count": whole}

    def _steps(self, steps: Steps | None) -> dict[str, dict[str, str] | None] | None:
        """Where Previous and Next lead; None where the pages have numbers."""
        if steps is None:
            return None
        return {
            "previous": self._step(BEFORE, steps.before, gettext("Previous")),
            "next": self._step(AFTER, steps.after, gettext("Next")),
        }

    def _step(self, name: str, cursor: int | None, label: str) -> dict[str, str] | None:
        if cursor is None:
            return None
        query = self.filter.address.query(**{name: str(cursor)})
        return {"url": f"?{query.urlencode()}", "label": label}

    def _histogram(self) -> Histogram | None:
        years = self.filter.counts.years
        if years is None:
            return None
        chosen = self.filter.values
        return histogram(
            years.numbers, chosen.get("year_from"), chosen.get("year_to"), exact=years.exact
        )
