"""Pages of meetings: the list, one meeting, its record file, and the stub of one only named."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import Meeting
from ..reading.meeting_page import meeting_page
from ..reading.meeting_stub import stub_page
from ..records.dumper import record_bytes
from .lookup import elsewhere, moved
from .searched import Searched


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
    record = Meeting.objects.published().filter(slug=slug).first()
    if record is None:
        return elsewhere(slug, "meeting_json")
    return HttpResponse(record_bytes(record, public=True), content_type="application/json")
