"""The life of a record on its page: its state, the steps as POST requests, and what is amiss."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import publication
from meetings.models import Meeting
from meetings.models.choices import Status
from meetings.publication import PUBLISH, STEPS, Refused, StepError, open_steps
from meetings.records.checks import Fault, record_faults

from .access import meeting_of

TAKE = {
    "submit": publication.submit,
    "send_back": publication.send_back,
    "publish": publication.publish,
    "withdraw": publication.withdraw,
}
NOTES = {
    Status.DRAFT: _("Editors enter it"),
    Status.IN_REVIEW: _("Editors only read it; a Publisher decides"),
    Status.PUBLISHED: _("Public; a Publisher corrects it"),
    Status.WITHDRAWN: _("No longer public"),
}
#: what has no page of its own is mended on the page of its owner
OWNERS = ("statement", "pledge", "delegation", "document", "meeting")


@dataclass(frozen=True, slots=True)
class LinkedFault:
    """What is wrong, and where to mend it ("" where no page does)."""

    message: str
    url: str


def page_of(row: Any) -> str:
    """The address of the admin page of a row or of its owner; "" if there is none."""
    if row is None:
        return ""
    meeting = meeting_of(row)
    row = meeting if meeting and meeting.is_stub else row
    if isinstance(row, Meeting):
        model = "stubmeeting" if row.is_stub else "meeting"
        return reverse(f"admin:meetings_{model}_change", args=[row.pk])
    if admin.site.is_registered(type(row)):
        meta = row._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    owners = (getattr(row, name, None) for name in OWNERS)
    return page_of(next((owner for owner in owners if owner is not None), None))


def linked(faults: Iterable[Fault]) -> list[LinkedFault]:
    """The faults with their pages."""
    return [LinkedFault(fault.message, page_of(fault.where)) for fault in faults]


def states(meeting: Meeting) -> list[dict[str, Any]]:
    """The states of a record in order, with what is said of each."""
    order = [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED]
    if meeting.status == Status.WITHDRAWN:
        order.append(Status.WITHDRAWN)
    place = order.index(Status(meeting.status))
    return [
        {
            "label": status.label,
            "note": NOTES[status],
            "done": order.index(status) < place,
            "now": order.index(status) == place,
        }
        for status in order
    ]


def steps(meeting: Meeting, user: Any) -> list[dict[str, Any]]:
    """The buttons that this user may press."""
    return [
        {
            "name": step.name,
            "label": step.label,
            "needs_reason": step.needs_reason,
            "url": reverse(f"admin:meetings_meeting_{step.name}", args=[meeting.pk]),
        }
        for step in open_steps(meeting, user)
    ]


def was_public(meeting: Meeting) -> bool:
    """Whether anybody may have kept the address of the record."""
    if meeting.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return True
    return meeting.revisions.exists()


def in_review_faults(meeting: Meeting, request: HttpRequest) -> Any:
    """What stands in the way of publishing, with links, while somebody decides on it."""
    if meeting.status != Status.IN_REVIEW or not request.user.has_perm(PUBLISH):
        return None
    return linked(record_faults(meeting))


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
                gettext("Done: the record is now “%(status)s”.")
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
        "title": gettext("Checks before publishing"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "faults": linked(faults),
    }
    return TemplateResponse(request, "admin/meetings/meeting/checks.html", context, status=status)
