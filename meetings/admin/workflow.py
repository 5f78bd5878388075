"""The life of a record on its page: its state, the steps as POST requests, and what is amiss."""

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
from meetings.corrections.beginning import correction_of
from meetings.models import Meeting
from meetings.models.choices import Status
from meetings.publication import (
    STEPS,
    Overtaken,
    Refused,
    StepError,
    WorkflowStep,
    open_steps,
)
from meetings.records.checks import record_faults
from meetings.records.revisions import is_of_draft

from .correction import overtaken_page
from .faults import faults_page
from .review_comments import told
from .review_shown import TOLD, comments_in_words, warn_of_comments

TAKE = {
    "submit": publication.submit,
    "take_back": publication.take_back,
    "send_back": publication.send_back,
    "publish": publication.publish,
    "withdraw": publication.withdraw,
    "reopen": publication.reopen,
}
#: in the form of a meeting: the step to take once it is saved
STEP = "_step"
#: in the form of a step: sent from a page without scripts, which cannot say what is unsaved
ASK = "ask"
#: its values where nothing is unsaved: ask only of what must be fixed. At the desk, and on the page
#: of the record, where a script knows it
ASK_AT_DESK, ASK_SAVED = "faults", "saved"
NOTES = {
    Status.DRAFT: _("Editors enter it"),
    Status.IN_REVIEW: _("Editors only read it; a Publisher decides"),
    Status.PUBLISHED: _("Public; corrected by a draft beside it"),
    Status.WITHDRAWN: _("No longer public"),
}
BECOMES = _("The public record becomes what this says")


def states(meeting: Meeting) -> list[dict[str, Any]]:
    """The states of a record in order, with what is said of each."""
    order = [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED]
    if meeting.status == Status.WITHDRAWN:
        order.append(Status.WITHDRAWN)
    place = order.index(Status(meeting.status))
    notes = {Status.PUBLISHED: BECOMES} if meeting.is_correction else {}
    return [
        {
            "label": status.label,
            "note": NOTES[status] if status not in notes else notes[status],
            "done": order.index(status) < place,
            "now": order.index(status) == place,
        }
        for status in order
    ]


def steps(meeting: Meeting, user: Any) -> list[dict[str, Any]]:
    """The buttons that this user may press, with the reason that is kept unless it is changed."""
    opened = correction_of(meeting)
    why = opened.why if opened else ""
    return [
        {
            "name": step.name,
            "label": step.label,
            "needs_reason": needs_reason(step, meeting),
            "why": why if step.name == "publish" else "",
            "url": reverse(f"admin:meetings_meeting_{step.name}", args=[meeting.pk]),
        }
        for step in open_steps(meeting, user)
    ]


def needs_reason(step: WorkflowStep, meeting: Meeting) -> bool:
    """Whether a step is taken with a reason alone: what was public is never changed without."""
    return step.needs_reason or (step.name == "publish" and meeting.is_correction)


def was_public(meeting: Meeting) -> bool:
    """Whether anybody may have kept the address of the record."""
    if meeting.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return True
    return not all(is_of_draft(revision) for revision in meeting.revisions.all())


def step_urls(page: Any) -> list[URLPattern]:
    """One address a step."""
    return [
        path(
            f"<int:pk>/{name.replace('_', '-')}/",
            page.admin_site.admin_view(step_view(page, name)),
            name=f"meetings_meeting_{name}",
        )
        for name in TAKE
    ]


def step_view(page: Any, name: str) -> Any:
    """Take one step; GET is answered 405, no permission 403, faults 409 with links."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        meeting = get_object_or_404(Meeting.objects.worked_on(), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        why = request.POST.get("why", "")
        asks = request.POST.get(ASK)
        if asks and asks not in {ASK_AT_DESK, ASK_SAVED}:
            must = len(record_faults(meeting)) if name == "submit" else 0
            return _step_page(page, request, meeting, STEPS[name], why, must)
        return take_step(page, request, meeting, name, why, asks=bool(asks))

    return view


def take_step(
    page: Any, request: HttpRequest, meeting: Meeting, name: str, why: str, *, asks: bool = False
) -> HttpResponse:
    """Take one step with what is stored; faults are answered 409 with links.

    One who submits what must be mended yet is asked once more, if it ``asks``. Raises
    ``PermissionDenied``.
    """
    opened = correction_of(meeting)
    whole = {"whole": True} if asks and name == "submit" else {}
    try:
        mailing = TAKE[name](meeting, request.user, why, **whole)
    except Overtaken as overtaken:
        messages.error(request, str(overtaken))
        return overtaken_page(page, request, meeting, overtaken.changed)
    except Refused as refused:
        if whole:
            must = len(refused.faults)
            return _step_page(page, request, meeting, STEPS[name], why, must)
        messages.error(request, str(refused))
        return faults_page(page, request, meeting, refused.faults, status=409)
    except StepError as error:
        messages.error(request, str(error))
    else:
        if opened and name == "publish":
            meeting = opened.record
            meeting.refresh_from_db()
        page.log_change(request, meeting, str(STEPS[name].label))
        messages.success(
            request,
            gettext("Done: the record is now “%(status)s”.")
            % {"status": meeting.get_status_display()},
        )
        warn_of_comments(request, meeting, name)
        told(request, mailing)
    return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))


def _step_page(
    page: Any, request: HttpRequest, meeting: Meeting, step: WorkflowStep, why: str, must: int
) -> HttpResponse:
    """Ask once more, of one whose page could not say whether something in it is unsaved, and of
    one who would pass on what ``must`` be fixed."""
    context = page.admin_site.each_context(request) | {
        "title": step.label,
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "step": step,
        "needs_reason": needs_reason(step, meeting),
        "why": why,
        "open_comments": comments_in_words(meeting) if step.name in TOLD else "",
        "must": must,
        "at_desk": request.POST.get(ASK) == ASK_AT_DESK,
        "saved": STEP in request.POST or request.POST.get(ASK) == ASK_SAVED,
        "step_url": reverse(f"admin:meetings_meeting_{step.name}", args=[meeting.pk]),
    }
    return TemplateResponse(request, "admin/meetings/meeting/step.html", context)


class StepsAfterSaving(admin.ModelAdmin):
    """A page whose steps save what was changed in its form first."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Saved; then the step, which is asked about where something must be fixed first."""
        answer = super().response_change(request, obj)
        name = request.POST.get(STEP, "")
        if name not in TAKE:
            return answer
        why = request.POST.get(f"{STEP}_why", "")
        return take_step(self, request, obj, name, why, asks=True)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say that the step was not taken where the form was not saved."""
        step = STEPS.get(request.POST.get(STEP, ""))
        if step:
            messages.error(
                request,
                gettext("Nothing was saved, and “%(step)s” was not done: correct what is marked.")
                % {"step": step.label},
            )
        return super().render_change_form(request, context, *args, **kwargs)
