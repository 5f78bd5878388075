"""The history of a record: a revision as a file, two compared in words, and one restored."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meetings.corrections.beginning import may_begin
from meetings.exports import tell_export
from meetings.history.differences import differences
from meetings.history.restoring import restore
from meetings.history.sittings import close_sitting
from meetings.history.storage import BrokenRevisionError
from meetings.models import Meeting, Revision
from meetings.models.choices import Status
from meetings.publication import StepError
from meetings.records.errors import RecordErrors
from meetings.records.revision_texts import record_file

from .access import may_change
from .back import page_of_meeting
from .numbers import row_number
from .steps_taken import called

#: the part of the address that narrows the list to one record
OF_RECORD = "meeting__id__exact"
#: revisions that one may choose from, the newest first
CHOSEN_FROM = 500
#: faults that are told where a revision cannot be restored
TOLD = 20


def history_urls(page: Any) -> list[URLPattern]:
    """The file of a revision, the comparison of two, and the way back to one."""
    views = {"file": _file, "restore": _restore}
    site = page.admin_site.admin_view
    return [
        path("compare/", site(_seen(page, _compare)), name="meetings_revision_compare"),
        *(
            path(f"<int:pk>/{name}/", site(_seen(page, view)), name=f"meetings_revision_{name}")
            for name, view in views.items()
        ),
    ]


def _seen(page: Any, view: Any) -> Any:
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not page.has_view_permission(request):
            raise PermissionDenied
        return view(page, request, **kwargs)

    return inner


def history_of(meeting: Meeting) -> str:
    """The address of the revisions of a record."""
    query = urlencode({OF_RECORD: meeting.pk})
    return f"{reverse('admin:meetings_revision_changelist')}?{query}"


def end_sitting(pk: int) -> None:
    """Have the list of revisions of a record begin with what it is now."""
    with transaction.atomic():
        rows = Meeting.objects.select_for_update(of=("self",)).filter(pk=pk)
        for meeting in rows.exclude(status=Status.PUBLISHED):
            close_sitting(meeting)


def around(page: Any, request: HttpRequest, revision: Revision) -> dict[str, Any]:
    """What the page of a revision leads to: the one before it, and the way back to it."""
    before = _one_before(revision)
    last = revision.meeting.revisions.defer("payload").order_by("-number").first()
    return {
        "history": history_of(revision.meeting),
        "before": comparison(before, revision) if before else "",
        "until_now": comparison(revision, last) if last and last != revision else "",
        "may_restore": _may_restore(request, revision),
    }


def _one_before(revision: Revision) -> Revision | None:
    rows = Revision.objects.filter(meeting=revision.meeting_id, number__lt=revision.number)
    return rows.select_related("user").order_by("-number").first()


def comparison(before: Revision | None, after: Revision) -> str:
    """The address of the comparison of two revisions; without one, with the one before."""
    query = urlencode(({"before": before.pk} if before else {}) | {"after": after.pk})
    return f"{reverse('admin:meetings_revision_compare')}?{query}"


def _may_restore(request: HttpRequest, revision: Revision) -> bool:
    user: Any = request.user
    record = revision.meeting
    return may_begin(record, user) or (
        user.has_perm("meetings.change_meeting") and may_change(user, record)
    )


def _get(pk: Any) -> Revision:
    rows = Revision.objects.select_related("meeting__series", "user")
    revision: Revision = get_object_or_404(rows, pk=pk)
    return revision


def _file(page: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The record file as an attachment."""
    revision = _get(pk)
    try:
        file = record_file(revision)
    except BrokenRevisionError as broken:
        messages.error(request, str(broken))
        return HttpResponseRedirect(history_of(revision.meeting))
    tell_export(revision.meeting, str(revision))
    answer = HttpResponse(file, content_type="application/json")
    name = f"{revision.meeting.slug}-{revision.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _compare(page: Any, request: HttpRequest) -> HttpResponse:
    """What differs between two revisions of a record. Raises ``Http404`` for other pairs."""
    after = _get(row_number(request.GET.get("after", "")))
    if "before" in request.GET:
        before = _get(row_number(request.GET["before"]))
    else:
        before = _one_before(after) or after
    if before.meeting_id != after.meeting_id:
        raise Http404
    if before.number > after.number:
        before, after = after, before
    meeting = after.meeting
    try:
        found = differences(*(json.loads(record_file(row)) for row in (before, after)))
    except BrokenRevisionError as broken:
        messages.error(request, str(broken))
        return HttpResponseRedirect(history_of(meeting))
    rows = meeting.revisions.defer("payload").select_related("user").order_by("-number")
    context = page.admin_site.each_context(request) | {
        "title": _("Revisions %(before)d and %(after)d compared")
        % {"before": before.number, "after": after.number},
        "subtitle": str(meeting),
        "opts": page.opts,
        "meeting": meeting,
        "history": history_of(meeting),
        "before": before,
        "after": after,
        "differences": found,
        "revisions": [(row.pk, in_words(row)) for row in rows[:CHOSEN_FROM]],
        "sides": [("before", _("From"), before.pk), ("after", _("To"), after.pk)],
    }
    return TemplateResponse(request, "admin/meetings/revision/compare.html", context)


def in_words(revision: Revision) -> str:
    """A revision in a list: “7: Changed, 2 June 2026 10:15, Ada Example”."""
    when = revision.when.strftime("%Y-%m-%d %H:%M")
    said = f"{revision.number}: {revision.get_action_display()}, {when}"
    return ", ".join(filter(None, [said, called(revision.user)]))


def _restore(page: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a revision: GET asks, POST does; 409 with the faults where that cannot be."""
    revision = _get(pk)
    if not _may_restore(request, revision):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    why = request.POST.get("why", "")
    if request.method != "POST":
        return _asked(page, request, revision, why)
    try:
        draft = restore(revision, request.user, why)
    except (StepError, BrokenRevisionError) as refused:
        return _asked(page, request, revision, why, [str(refused)])
    except RecordErrors as refused:
        faults = [f"{error.path}: {error.message}" for error in refused.errors[:TOLD]]
        return _asked(page, request, revision, why, faults)
    if draft != revision.meeting:
        said = _("Revision %d was restored in a correction; the public record is as it was.")
    else:
        said = _("Revision %d was restored; what the record was before is the revision before it.")
    page.log_change(request, revision, said % revision.number)
    messages.success(request, said % revision.number)
    return HttpResponseRedirect(page_of_meeting(draft))


def _asked(
    page: Any, request: HttpRequest, revision: Revision, why: str, faults: Sequence[str] = ()
) -> HttpResponse:
    """The page that asks; with the faults, if it was refused."""
    context = page.admin_site.each_context(request) | {
        "title": _("Restore revision %d") % revision.number,
        "subtitle": str(revision.meeting),
        "opts": page.opts,
        "meeting": revision.meeting,
        "history": history_of(revision.meeting),
        "revision": revision,
        "words": in_words(revision),
        "why": why,
        "faults": faults,
    }
    status = 409 if faults else 200
    return TemplateResponse(request, "admin/meetings/revision/restore.html", context, status=status)
