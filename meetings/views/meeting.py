"""Pages of meetings: the list, a record, its file, the whole for paper, the stub of one named."""

from typing import Any

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ..formats.page_meta.meeting import meeting_head, stub_head
from ..lists.meeting import MeetingFilterSet
from ..lists.narrower import narrower_lists
from ..lists.view import FilteredListView
from ..reading.meeting import MeetingRow, by_year, meeting_rows
from ..reading.meeting_page import meeting_page
from ..reading.meeting_stub import stub_page
from .lookup import elsewhere, moved
from .paragraph import PARAGRAPH, paragraph_page
from .searched import Searched

#: the parameter of a long record that chooses a page
PAGE = "page"


class MeetingList(FilteredListView):
    """Published records and the meetings that they name."""

    template_name = "meetings/meeting_list.html"
    noun = _("Meetings")
    filterset_class = MeetingFilterSet
    paginate_by = 20

    def read_rows(self, numbers: list[int]) -> list[MeetingRow]:
        """Meetings with all that a row prints."""
        return meeting_rows(numbers, in_years=self._in_years)

    @property
    def _in_years(self) -> bool:
        return bool(self.filter.address.sort != "title")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows by year, unless they are sorted by title; and ``narrower`` topics."""
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        return context | {
            "rows": rows,
            "years": by_year(rows) if self._in_years else [],
            "narrower": narrower_lists(self.filter, "meeting_list"),
        }


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of a record, or that of a meeting that records only name.

    A former address redirects for good; of a withdrawn record only that is said (410).
    Raises ``Http404``, as for a page that the record does not have.
    """
    is_sought = bool(request.GET.get(PARAGRAPH))
    number = "1" if is_sought else request.GET.get(PAGE) or "1"
    try:
        page = meeting_page(slug, Searched(request), number)
    except InvalidPage as wrong:
        raise Http404 from wrong
    if page and is_sought:
        return paragraph_page(request, page)
    if page:
        place = page.url + (f"?{PAGE}={page.page_number}" if page.page_number > 1 else "")
        context = {
            "meeting": page,
            "query": request.GET,
            "canonical": place,
            "head": meeting_head(page),
        }
        return render(request, "meetings/meeting_detail.html", context)
    answer = moved(slug, "meeting")
    if answer is not None:
        return answer
    stub = stub_page(slug) if number == "1" else None
    if stub:
        context = {"meeting": stub, "head": stub_head(stub)}
        return render(request, "meetings/meeting_stub.html", context)
    return elsewhere(slug, "meeting")


def whole_record(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole record on one page, for paper, however long it is."""
    page = meeting_page(slug, Searched(request), None)
    if page is None:
        return elsewhere(slug, "meeting_print")
    context = {"meeting": page, "canonical": page.url, "is_whole": True}
    return render(request, "meetings/meeting_detail.html", context)
