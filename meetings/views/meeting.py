"""Pages of meetings: the list, one meeting, its record file, and the stub of one only named."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..filters.meeting import MeetingFilter
from ..models import Meeting
from ..reading.meeting import by_year, meeting_rows
from ..reading.meeting_page import meeting_page
from ..reading.meeting_stub import stub_page
from ..records.dumper import record_bytes
from .lists import FilteredList
from .lookup import elsewhere, moved
from .searched import Searched


class MeetingList(FilteredList):
    """Published records and the meetings that they name."""

    template_name = "meetings/meeting_list.html"
    filterset_class = MeetingFilter
    paginate_by = 20

    def rows(self) -> QuerySet[Any]:
        """Public meetings."""
        return Meeting.objects.public()

    def cards(self, numbers: list[int]) -> list[Any]:
        """Meetings with all that a row prints."""
        return meeting_rows(numbers, in_years=self._in_years)

    @property
    def _in_years(self) -> bool:
        return self.filter.sort_value != "title"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows by year, unless they are sorted by title."""
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        return context | {"rows": rows, "years": by_year(rows) if self._in_years else []}


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a record, or of a meeting that records only name.

    A former address redirects for good; of a withdrawn record only that is said (410).
    """
    page = meeting_page(slug, Searched(request))
    if page:
        return render(request, "meetings/meeting_detail.html", {"meeting": page})
    answer = moved(slug, "meeting")
    if answer is not None:
        return answer
    stub = stub_page(slug)
    if stub:
        return render(request, "meetings/meeting_stub.html", {"meeting": stub})
    return elsewhere(slug, "meeting")


def record_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The record file of a published meeting."""
    found = Meeting.objects.published().filter(slug=slug).first()
    if found is None:
        return elsewhere(slug, "meeting_json")
    return HttpResponse(record_bytes(found, public=True), content_type="application/json")
