"""New record from a document: the page that asks for one, and what becomes of it."""

import logging
import secrets
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from meetings.intake.proposing import proposed_record
from meetings.intake.stored import stored_register
from meetings.intake.writing import Written
from meetings.models import Meeting, SentForm
from meetings.records.errors import RecordErrors

from ..desk.page import desk_address
from ..doubts import confirmed
from ..once import claim, sent_form
from .drafting import Upload, drafted, keep_original
from .form import ALONE, DocumentForm
from .rights import may_import, may_propose

logger = logging.getLogger(__name__)

FIELDSETS: list[Any] = [
    (None, {"fields": ["file", "text"]}),
    (_lazy("About the original"), {"fields": [("url", "retrieved"), "rights"]}),
]
_UNKEPT = _lazy(
    "The file could not be kept, and nothing was stored. An administrator finds the reason in the "
    "log."
)
#: the kind of row that a form sent here is noted with
SENT = "meetings.IntakeReport"


@dataclass(frozen=True)
class Taken:
    """What became of a form: the draft that was made, or the form that had been sent before."""

    meeting: Meeting | None = None
    earlier: Any = None


def asking_urls(page: Any) -> list[URLPattern]:
    """The address of the page."""

    def ask(request: HttpRequest) -> HttpResponse:
        if not may_propose(request.user):
            raise PermissionDenied
        return _ask(page, request)

    view = page.admin_site.admin_view
    return [path("from-document/", view(ask), name="meetings_meeting_from_document")]


def report_page(meeting: Meeting) -> str:
    """Where it is told what was proposed."""
    return reverse("admin:meetings_meeting_proposal", args=[meeting.pk])


def _ask(page: Any, request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(page, request, DocumentForm())
    sent = sent_form(request, SENT)
    if sent and (earlier := SentForm.objects.filter(token=sent.token).first()):
        return _sent_before(page, request, sent, earlier)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(page, request, form)
    # The register is read, and the document understood, before anything is locked.
    written = proposed_record(form.document, form.name, stored_register())
    try:
        taken = _taken(page, request, sent, written, form.upload())
    except RecordErrors as refused:
        form.add_error(None, _refusal(refused))
        return _page(page, request, form)
    except OSError as error:
        logger.warning("An uploaded file could not be kept: %s", error)
        form.add_error("file", _UNKEPT)
        return _page(page, request, form)
    if taken.meeting is None:
        return _sent_before(page, request, sent, taken.earlier)
    if ALONE in request.POST:
        messages.success(request, _("A draft was made, of the meeting and its source alone."))
        return HttpResponseRedirect(desk_address(taken.meeting))
    messages.success(request, _("A draft was made. Nothing is published: check every value."))
    return HttpResponseRedirect(report_page(taken.meeting))


def _taken(
    page: Any, request: HttpRequest, sent: SentForm | None, written: Written, upload: Upload
) -> Taken:
    """Make the draft, or say with which form it was made before; all of it or nothing."""
    kept = None
    try:
        with transaction.atomic():
            if sent and (earlier := claim(sent)):
                return Taken(earlier=earlier)
            meeting = drafted(written, upload, request.user)
            if sent:
                sent.row = meeting.pk
                sent.save(update_fields=["row"])
            told = _("Proposed from %s") % (upload.name or _("pasted text"))
            page.log_addition(request, meeting, told)
            kept = keep_original(meeting, upload)
    except BaseException:
        if kept:
            default_storage.delete(str(kept.file.name))
        raise
    return Taken(meeting=meeting)


def _sent_before(page: Any, request: HttpRequest, sent: Any, earlier: SentForm) -> HttpResponse:
    """Lead to what was made of the form; another document is asked for anew."""
    rows = page.get_queryset(request)
    meeting = rows.filter(pk=earlier.row).first() if earlier.model == SENT else None
    if meeting is None:
        messages.warning(request, _("This was sent already, and is no longer there. Send it anew."))
        return HttpResponseRedirect(request.path)
    if earlier.digest == sent.digest:
        words = _("This was proposed already; nothing was made a second time.")
        messages.warning(request, words)
        return HttpResponseRedirect(report_page(meeting))
    words = format_html(
        _(
            "This page was sent already, and became “<a href='{url}'>{row}</a>”. Nothing was made "
            "now. Choose the file again to make another record."
        ),
        url=report_page(meeting),
        row=meeting,
    )
    messages.warning(request, words)
    form = DocumentForm(initial={name: request.POST.get(name) for name in DocumentForm.base_fields})
    return _page(page, request, form)


def _refusal(refused: RecordErrors) -> str:
    first = refused.errors[0]
    return _(
        "No draft could be made of this document, and nothing was stored. The first of "
        "%(count)d reasons: %(reason)s"
    ) % {"count": len(refused.errors), "reason": first.told}


def _page(page: Any, request: HttpRequest, form: DocumentForm) -> HttpResponse:
    context = page.admin_site.each_context(request) | {
        "title": _("New record from a document"),
        "opts": page.opts,
        "form": form,
        "adminform": AdminForm(cast("Any", form), FIELDSETS, {}, (), page),
        "errors": form.errors,
        "once": secrets.token_urlsafe(16),
        "sure": confirmed(form.data),
        "may_import": may_import(request.user),
    }
    return TemplateResponse(request, "admin/meetings/intake/from_document.html", context)
