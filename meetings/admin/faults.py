"""What is wrong with a record, on its page: each fault leads to where it is mended.

Text of a source that nothing accounts for is shown in its place, and marked there and then.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.models import Document, Mark, Meeting
from meetings.models.choices import MarkKind, Status
from meetings.publication import PUBLISH
from meetings.records.checks import Fault, must_fix, record_checks
from meetings.records.stored_texts import document_coverage

from .access import hold, may_change
from .back import page_of_meeting
from .fault_links import linked
from .in_place import WHY, RefusedInPlace, note_what_was
from .keeping import keep_in_order, records_from
from .numbers import row_number
from .preview import preview_urls
from .remarks import remarks, set_remark_aside, take_remark_back

#: the faults that the page of a meeting shows; all of them stand on the page of the checks
SHOWN = 20
#: asks for the faults, in the address of the page of a meeting
ASKED = "faults"
#: the mark that was made last, in the address one comes back to
MARKED = "marked"


def page_with_faults(meeting: Meeting, marked: int | None = None) -> str:
    """The list of faults on the page of a meeting; with what was marked there last."""
    asked = {ASKED: 1} | ({MARKED: marked} if marked else {})
    return f"{page_of_meeting(meeting)}?{urlencode(asked)}#faults"


def faults_shown(page: Any, request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting says of its faults: where asked, and to whom decides on it.

    To check a record is to read all of it; a page that is only passed on the way does not.
    """
    may_mend = page.has_change_permission(request, meeting)
    decides = meeting.status == Status.IN_REVIEW and request.user.has_perm(PUBLISH)
    if not (decides or ASKED in request.GET):
        return {"faults": None}
    found = record_checks(meeting)
    faults = must_fix(found)
    return {
        "faults": linked(meeting, faults[:SHOWN]),
        "fault_count": len(faults),
        "remarks": remarks(request, meeting, found, may_mend),
        "mark_kinds": kinds_of_marks(request, may_mend),
        "marked": _marked(request, meeting),
    }


def kinds_of_marks(request: HttpRequest, may_mend: bool) -> Sequence[tuple[str, Any]]:
    """What text may be marked as by this user."""
    return MarkKind.choices if may_mend and request.user.has_perm("meetings.add_mark") else []


def _marked(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    number = row_number(request.GET.get(MARKED, ""))
    if number is None:
        return None
    rows = Mark.objects.filter(document__passages__meeting=meeting).select_related("document")
    mark = rows.filter(pk=number).first()
    return {"mark": mark, "words": _words(mark)} if mark else None


def _words(mark: Mark) -> str:
    return Truncator(mark.document.text[mark.start : mark.end]).chars(80)


def faults_page(
    page: Any, request: HttpRequest, meeting: Meeting, faults: Sequence[Fault], status: int = 200
) -> HttpResponse:
    """All faults of a record, and what is to be looked at where that is among them."""
    may_mend = page.has_change_permission(request, meeting)
    must = must_fix(faults)
    context = page.admin_site.each_context(request) | {
        "title": _("Checks before publishing"),
        "subtitle": str(meeting),
        "opts": page.opts,
        "original": meeting,
        "faults": linked(meeting, must),
        "fault_count": len(must),
        "remarks": remarks(request, meeting, faults, may_mend),
        "mark_kinds": kinds_of_marks(request, may_mend),
    }
    return TemplateResponse(request, "admin/meetings/meeting/checks.html", context, status=status)


def fault_urls(page: Any) -> list[URLPattern]:
    """The checks, what marks text in place and sets remarks aside, what takes that back; and how
    the record will look.
    """
    views = {"checks": _checks, "mark": _mark, "unmark": _unmark}
    views |= {"aside": set_remark_aside, "aside_back": take_remark_back}
    return [*views_of_meeting(page, views), *preview_urls(page)]


def views_of_meeting(page: Any, views: dict[str, Any]) -> list[URLPattern]:
    """Addresses of views of a meeting that one may see."""
    return [
        path(
            f"<int:pk>/{name}/",
            page.admin_site.admin_view(_of_meeting(page, view)),
            name=f"meetings_meeting_{name}",
        )
        for name, view in views.items()
    ]


def _of_meeting(page: Any, view: Any) -> Any:
    def inner(request: HttpRequest, pk: int) -> HttpResponse:
        meeting = get_object_or_404(Meeting.objects.worked_on(), pk=pk)
        if not page.has_view_permission(request, meeting):
            raise PermissionDenied
        return view(page, request, meeting)

    return inner


def _checks(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What stands in the way of publishing, and what is to be looked at."""
    return faults_page(page, request, meeting, record_checks(meeting))


def stretch_of(meeting: Meeting, values: Sequence[str]) -> tuple[Document, int, int]:
    """A stretch of a source of the record. Raises ``Http404`` where the values name none."""
    numbers = [row_number(value) for value in values]
    pk, start, end = [-1 if one is None else one for one in [*numbers, None, None, None][:3]]
    sources = Document.objects.filter(passages__meeting=meeting).distinct()
    document = get_object_or_404(sources, pk=pk)
    if not 0 <= start < end <= len(document.text):
        start, end = 0, min(1, len(document.text))
    return document, start, end


def _require(
    page: Any, request: HttpRequest, meeting: Meeting, document: Document, step: str
) -> None:
    user: Any = request.user
    if not (
        page.has_change_permission(request, meeting)
        and user.has_perm(f"meetings.{step}_mark")
        and may_change(user, document)
    ):
        raise PermissionDenied


@transaction.atomic
def _mark(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Mark text that nothing accounts for; answers 405 to GET and 403 without permission."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    kind, *values = request.POST.get("mark", "").split(" ")
    document, start, end = stretch_of(meeting, values)
    _require(page, request, meeting, document, "add")
    gaps = document_coverage(document, meeting).gaps
    if kind not in MarkKind or not any(gap.start <= start < end <= gap.end for gap in gaps):
        messages.warning(request, _("Nothing was marked: this text is accounted for by now."))
        return HttpResponseRedirect(page_with_faults(meeting))
    hold(request, document)
    note_faults(request, document)
    mark = Mark.objects.create(document=document, kind=kind, start=start, end=end)
    said = _("Marked as %(kind)s: “%(words)s”.") % {
        "kind": MarkKind(kind).label.lower(),
        "words": _words(mark),
    }
    _keep(page, request, meeting, document, said)
    return HttpResponseRedirect(page_with_faults(meeting, mark.pk))


@transaction.atomic
def _unmark(page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take a mark back; answers 405 to GET and 403 without permission."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = Mark.objects.filter(document__passages__meeting=meeting).distinct()
    mark = get_object_or_404(rows, pk=row_number(request.POST.get("mark", "")))
    _require(page, request, meeting, mark.document, "delete")
    said = _("No longer marked: “%s”.") % _words(mark)
    hold(request, mark.document)
    note_faults(request, mark.document)
    try:
        with transaction.atomic():
            mark.delete()
            _keep(page, request, meeting, mark.document, said)
    except RefusedInPlace as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(page_with_faults(meeting))


def note_faults(request: HttpRequest, document: Document) -> None:
    """Note what is amiss with the published records of a document before it is changed."""
    for record in records_from(document).published():
        note_what_was(request, record)


def _keep(page: Any, request: HttpRequest, meeting: Meeting, document: Document, said: str) -> None:
    """Keep the records of a document in order; what was done is the reason, and is said."""
    sent: Any = request.POST.copy()
    sent.setdefault(WHY, said)
    request.POST = sent
    keep_in_order(request, records_from(document))
    page.log_change(request, meeting, said)
    messages.success(request, said)
