"""What records were after each sitting and step: read-only, but for the way back to one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exports import tell_export
from meetings.history.storage import BrokenRevisionError
from meetings.models import Meeting, Revision
from meetings.records.revision_texts import record_file

from .access import ReadOnly
from .history import OF_RECORD, around, comparison, end_sitting, history_urls
from .listing import SafeLists
from .numbers import row_number
from .steps_taken import steps_of, told
from .version import VersionPages


@admin.register(Revision)
class RevisionAdmin(VersionPages, ReadOnly, SafeLists):
    """The whole record file at one moment; never changed or deleted here."""

    list_display = ["meeting", "number", "action", "when", "user", "why"]
    list_select_related = ["meeting__series", "user"]
    list_filter = ["action"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "when"
    search_fields = ["meeting__slug", "meeting__title", "why"]
    readonly_fields = [
        *("meeting", "number", "action", "status", "when", "user", "why"),
        *("published_as", "file"),
    ]
    fields = [*readonly_fields]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Of one record without its name, and with the way to what was changed."""
        if OF_RECORD in request.GET:
            return ["number", "action", "status", "when", "user", "why", "changed"]
        return self.list_display

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do without the files themselves."""
        rows = super().get_queryset(request)
        return rows.defer("payload") if request.path.endswith("/revision/") else rows

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of one record also the steps that it took, and what it is now."""
        pk = row_number(request.GET.get(OF_RECORD, ""))
        if pk is not None and self.has_view_permission(request):
            end_sitting(pk)
        steps = [] if pk is None else steps_of(Meeting(pk=pk))
        known: dict[str, Any] = {"steps_taken": told(steps)}
        meeting = None if pk is None else Meeting.objects.filter(pk=pk).first()
        if meeting:
            known["title"] = gettext("Revisions of “%s”") % meeting
        return super().changelist_view(request, known | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a revision, and where it leads."""
        revision = self.get_object(request, object_id)
        known = {"around": around(self, request, revision)} if revision else {}
        return super().change_view(request, object_id, form_url, known | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """The file of a revision, comparisons, and the way back."""
        return [*history_urls(self), *super().get_urls()]

    @admin.display(description=_("what was changed"))
    def changed(self, revision: Revision) -> str:
        """The way to the comparison with the one before."""
        if revision.number == 1:
            return "–"
        words = gettext("compare with the one before")
        return format_html('<a href="{}">{}</a>', comparison(None, revision), words)

    @admin.display(description=_("record file"))
    def file(self, revision: Revision) -> str:
        """The record file as it was."""
        tell_export(revision.meeting, str(revision))
        try:
            file = record_file(revision).decode()
        except BrokenRevisionError as broken:
            return str(broken)
        return format_html('<pre class="revision-file" tabindex="0">{}</pre>', file)
