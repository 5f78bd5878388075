"""The steps of a record's life, as POST requests from buttons on its page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meetings import publication
from meetings.models import Meeting
from meetings.publication import STEPS, Refused, StepError
from meetings.records.checks import Fault, record_faults

from .faults import linked

TAKE = {
    "submit": publication.submit,
    "send_back": publication.send_back,
    "publish": publication.publish,
    "withdraw": publication.withdraw,
}


def step_urls(page: Any) -> list[URLPattern]:
    """One address a step, and one that shows the checks."""
    return [
        path(
            "<int:pk>/checks/",
            page.admin_site.admin_view(checks_view(page)),
            name="meetings_meeting_checks",
        ),
        *(
            path(
                f"<int:pk>/{name.replace('_', '-')}/",
                page.admin_site.admin_view(step_view(page, name)),
                name=f"meetings_meeting_{name}",
            )
            for name in TAKE
        ),
    ]


def step_view(page: Any, name: str) -> Any:
    """Take one step; GET is answered 405, no permission 403, faults 409 with links."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        meeting = get_object_or_404(Meeting.objects.records(), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        try:
            TAKE[name](meeting, request.user, request.POST.get("why", ""))
        except Refused as refused:
            messages.error(request, str(refused))
            return _faults_page(page, request, meeting, refused.faults, status=409)
        except StepError as error:
            messages.error(request, str(error))
        else:
            page.log_change(request, meeting, str(STEPS[name].label))
            messages.success(
                request,
                _("Done: the record is now “%(status)s”.")
                % {"status": meeting.get_status_display()},
            )
        return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[pk]))

    return view


def checks_view(page: Any) -> Any:
    """The faults that would stand in the way of publishing."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        meeting = get_object_or_404(Meeting.objects.records(), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        return _faults_page(page, request, meeting, record_faults(meeting))

    return view


def _faults_page(
    page: Any, request: HttpRequest, meeting: Meeting, faults: list[Fault], status: int = 200
) -> HttpResponse:
    context = page.admin_site.each_context(request) | {
        "title": _("Checks before publishing"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "faults": linked(faults),
    }
    return TemplateResponse(request, "admin/meetings/meeting/checks.html", context, status=status)
