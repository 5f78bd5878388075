"""A new record from tables or a debate: what of it goes where is told, then a draft is made.

What was read travels signed in the page that tells of it, so that nothing is stored, nor chosen
again, before somebody has seen the report.
"""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.intake.others.importing import AddressTakenError, importable, told
from meetings.intake.others.mapping import Mapped, MappingReport, UnreadableFormat
from meetings.intake.others.registry import FORMATS
from meetings.intake.others.tables.template import template_archive
from meetings.intake.stored import stored_register
from meetings.models import Meeting
from meetings.models.comment import LONGEST
from meetings.publication import stamp
from meetings.records.errors import RecordErrors
from meetings.records.fields.record import RecordFile
from meetings.records.loader import load_record
from meetings.review.comments import add_comment

from ..desk.page import desk_address
from ..once import claim, sent_form
from .rights import may_import
from .tables_form import TablesForm

FIELDSETS: list[Any] = [(None, {"fields": ["tables", "slug"]})]
#: seconds for which a report can be made a draft of
_KEPT = 12 * 3600
#: characters that travel in the page: less than a server takes in a form
_LONGEST_PAGE = 2_000_000
_SALT = "meetings.import"
#: the kind of row that a form sent here is noted with
SENT = "meetings.Import"
#: comments that say what is to be looked at; of more doubts each holds several
_MOST_COMMENTS = 40


def table_urls(page: Any) -> list[URLPattern]:
    """The addresses of the page, and of empty tables to fill in."""

    def ask(request: HttpRequest) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        if request.method != "POST":
            return _page(page, request, TablesForm())
        return _write(page, request) if "record" in request.POST else _look(page, request)

    def template(request: HttpRequest) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        answer = HttpResponse(template_archive(), content_type="application/zip")
        answer["Content-Disposition"] = 'attachment; filename="tables.zip"'
        return answer

    view = page.admin_site.admin_view
    return [
        path("from-tables/", view(ask), name="meetings_meeting_from_tables"),
        path("from-tables/tables.zip", view(template), name="meetings_meeting_tables"),
    ]


def _look(page: Any, request: HttpRequest) -> HttpResponse:
    """Read the files, and tell what of them goes where; nothing is stored."""
    form = TablesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(page, request, form)
    read = FORMATS[form.format]
    try:
        mapped = read(form.given, form.source, stored_register(), form.cleaned_data["slug"])
        record = importable(mapped, form.source)
    except UnreadableFormat as error:
        return _refused(page, request, form, str(error).split("\n"))
    except RecordErrors as errors:
        return _refused(page, request, form, told(errors, mapped))
    except AddressTakenError as taken:
        form.add_error("slug", _taken(taken))
        return _page(page, request, form)
    sent = {"record": mapped.record, "doubts": mapped.report.doubts, "source": form.source}
    signed = signing.dumps(sent, salt=_SALT, compress=True)
    if len(signed) > _LONGEST_PAGE:
        large = _("This record is too large for a page; it is imported with import_records.")
        return _refused(page, request, form, [large])
    return _page(page, request, form, _told(mapped.report, record) | {"record": signed})


def _refused(page: Any, request: HttpRequest, form: Any, reasons: list[str]) -> HttpResponse:
    for reason in reasons:
        form.add_error("tables", reason)
    return _page(page, request, form)


def _taken(taken: AddressTakenError) -> str:
    return _("A record has the address %s already; give this one another.") % taken.slug


def _told(report: MappingReport, record: RecordFile) -> dict[str, Any]:
    """What the page says of an import: how much of each noun, and the report."""
    parts = [
        (_("Delegations"), record.delegations),
        (_("Statements"), record.statements),
        (_("Pledges"), record.pledges),
    ]
    return {
        "meeting": record.meeting,
        "counts": [(name, len(rows)) for name, rows in parts],
        "report": [
            (_("To be looked at"), report.doubts),
            (_("Left out"), report.left_out),
            (_("Taken"), report.taken),
        ],
    }


def _write(page: Any, request: HttpRequest) -> HttpResponse:
    """Make the draft that was told of, once."""
    try:
        sent = signing.loads(request.POST["record"], salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        words = _("This report is too old, or came here damaged. Choose the files again.")
        messages.error(request, words)
        return HttpResponseRedirect(request.path)
    mapped = Mapped(sent["record"], MappingReport(doubts=sent["doubts"]))
    form = TablesForm()
    try:
        meeting = _drafted(page, request, mapped, sent["source"])
    except AddressTakenError as taken:
        messages.error(request, _taken(taken))
        return HttpResponseRedirect(request.path)
    except RecordErrors as errors:
        # The register changed while the report was read.
        return _page(page, request, form, {"refused": told(errors, mapped)})
    return HttpResponseRedirect(desk_address(meeting))


def _drafted(page: Any, request: HttpRequest, mapped: Mapped, source: str) -> Meeting:
    """The draft, with the doubts as comments on it; or the one that this form made before."""
    user: Any = request.user
    sent = sent_form(request, SENT)
    with transaction.atomic():
        earlier = claim(sent) if sent else None
        if earlier and (made := Meeting.objects.records().filter(pk=earlier.row).first()):
            words = _("This was imported already; nothing was made a second time.")
            messages.warning(request, words)
            return cast("Meeting", made)
        record = importable(mapped, source)
        why = _("Imported from %s") % source
        load_record(record, source, user=user, why=why)
        loaded = Meeting.objects.records().filter(slug=record.meeting.slug)
        stamp(loaded, user)
        meeting: Meeting = loaded.get()
        if sent:
            sent.row = meeting.pk
            sent.save(update_fields=["row"])
        page.log_addition(request, meeting, why)
        for words in _comments(mapped.report.doubts):
            add_comment(meeting, user, words)
    messages.success(request, _("A draft was made. Nothing is published: check every value."))
    return meeting


def _comments(doubts: list[str]) -> list[str]:
    """What is to be looked at as comments, that it can be ticked off."""
    size = -(-len(doubts) // _MOST_COMMENTS) or 1
    groups = [doubts[start : start + size] for start in range(0, len(doubts), size)]
    return [Truncator("\n".join(group)).chars(LONGEST) for group in groups]


def _page(
    page: Any, request: HttpRequest, form: TablesForm, known: dict[str, Any] | None = None
) -> HttpResponse:
    context = page.admin_site.each_context(request) | {
        "title": _("New record from tables"),
        "opts": page.opts,
        "form": form,
        "adminform": AdminForm(cast("Any", form), FIELDSETS, {}, (), page),
        "errors": form.errors,
        "once": secrets.token_urlsafe(16),
    }
    return TemplateResponse(
        request, "admin/meetings/intake/from_tables.html", context | (known or {})
    )
