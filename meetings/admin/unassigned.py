"""A place in a source of a record: one that nothing accounts for is recorded or marked there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.records.stored_texts import document_coverage

from .faults import kinds_of_marks, stretch_of, views_of_meeting
from .review_comments import comments_page
from .source import place_pane


def place_urls(page: Any) -> list[URLPattern]:
    """The address of a place in a source."""
    return views_of_meeting(page, {"source": _source})


def _source(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    values = [request.GET.get(name, "") for name in ("document", "start", "end")]
    document, start, end = stretch_of(meeting, values)
    may_mend = page.has_change_permission(request, meeting)
    gaps = document_coverage(document, meeting).gaps
    is_gap = any(gap.start <= start < end <= gap.end for gap in gaps)
    context = page.admin_site.each_context(request) | {
        "title": _("Text that nothing accounts for") if is_gap else _("In the source"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "source": place_pane(document, meeting, start, end),
        "commenting": comments_page(meeting, document=document.pk, start=start, end=end),
        "gap": f"{document.pk} {start} {end}",
        "may_add": may_mend,
        "mark_kinds": kinds_of_marks(request, may_mend) if is_gap else [],
    }
    return TemplateResponse(request, "admin/meetings/meeting/place.html", context)
