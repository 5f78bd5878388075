"""A correction beside its published record: begun, gone on with though that changed, given up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meetings.corrections.beginning import (
    begin_correction,
    correction_of,
    give_up,
    may_begin,
    open_correction,
    take_note,
)
from meetings.models import Meeting
from meetings.models.choices import Status
from meetings.publication import StepError

from .back import page_of_meeting
from .steps_taken import called


def correction_urls(page: Any) -> list[URLPattern]:
    """Where a correction is begun, gone on with, and given up."""
    views = {"begin-correction": _begin, "go-on": _go_on, "give-up": _give_up}
    return [
        path(
            f"<int:pk>/{name}/",
            page.admin_site.admin_view(_of_meeting(page, view)),
            name=f"meetings_meeting_{name.replace('-', '_')}",
        )
        for name, view in views.items()
    ]


def correction_shown(meeting: Meeting, user: Any) -> dict[str, Any]:
    """What the page of a meeting says of corrections: of its own, or what it is one of itself."""
    if opened := correction_of(meeting):
        return {
            "corrects": opened.record,
            "corrects_url": page_of_meeting(opened.record),
            "what_for": opened.why,
        }
    if meeting.status in {Status.DRAFT, Status.IN_REVIEW}:
        return {}
    opened = open_correction(meeting)
    if opened is None:
        return {"may_begin": may_begin(meeting, user)}
    return {
        "corrected_by": {
            "url": page_of_meeting(opened.meeting),
            "who": called(opened.meeting.updated_by or opened.user),
            "since": opened.when,
            "changed": opened.meeting.updated_at,
            "status": opened.meeting.get_status_display(),
            "why": opened.why,
        }
    }


def _of_meeting(page: Any, view: Any) -> Any:
    def inner(request: HttpRequest, pk: int) -> HttpResponse:
        meeting = get_object_or_404(Meeting.objects.worked_on(), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        return view(page, request, meeting)

    return inner


def _begin(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Make the draft, and lead to its page; 405 to GET, 403 without permission."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        draft = begin_correction(meeting, request.user, request.POST.get("why", ""))
    except StepError as refused:
        messages.error(request, str(refused))
        opened = open_correction(meeting)
        return HttpResponseRedirect(page_of_meeting(opened.meeting if opened else meeting))
    page.log_change(request, meeting, _("Correction begun"))
    page.log_addition(request, draft, _("Correction begun"))
    words = _("This is a copy of the published record. What you change here is public once a "
              "Publisher publishes it.")  # fmt: skip
    messages.success(request, words)
    return HttpResponseRedirect(page_of_meeting(draft))


def _go_on(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take note of what was changed in the record meanwhile; 405 to GET, 403 without permission."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        changed = take_note(meeting, request.user)
    except StepError as refused:
        messages.error(request, str(refused))
    else:
        page.log_change(request, meeting, _("Noted: %s") % "; ".join(changed))
        messages.success(request, _("Noted. The correction goes on as it stands."))
    return HttpResponseRedirect(page_of_meeting(meeting))


def _give_up(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Ask, then delete the correction, and lead to the page of its record."""
    opened = correction_of(meeting)
    if opened is None:
        messages.error(request, _("This is no correction of a published record."))
        return HttpResponseRedirect(page_of_meeting(meeting))
    if not page.has_change_permission(request, meeting):
        raise PermissionDenied
    if request.method != "POST":
        context = page.admin_site.each_context(request) | {
            "title": _("Give up the correction"),
            "subtitle": str(meeting),
            "opts": page.opts,
            "original": meeting,
            "what_for": opened.why,
        }
        return TemplateResponse(request, "admin/meetings/meeting/give_up.html", context)
    try:
        record = give_up(meeting, request.user, request.POST.get("why", ""))
    except StepError as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(page_of_meeting(opened.record))
    page.log_change(request, record, _("Correction given up"))
    messages.success(request, _("The correction was given up; the published record is as it was."))
    return HttpResponseRedirect(page_of_meeting(record))


def overtaken_page(
    page: Any, request: HttpRequest, meeting: Meeting, changed: list[str]
) -> HttpResponse:
    """What was changed in the published record meanwhile, and how to go on; answers 409."""
    context = page.admin_site.each_context(request) | {
        "title": _("The published record was changed meanwhile"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "changed": changed,
        "go_on_url": reverse("admin:meetings_meeting_go_on", args=[meeting.pk]),
    }
    return TemplateResponse(request, "admin/meetings/meeting/overtaken.html", context, status=409)
