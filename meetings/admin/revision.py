"""What records were at each publication, correction, withdrawal and load: read-only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.exports import tell_export
from meetings.models import Meeting, Revision
from meetings.records.revision_texts import record_file

from .access import ReadOnly
from .listing import SafeLists
from .numbers import row_number
from .steps_taken import steps_of, told
from .version import VersionPages

#: the part of the address that narrows the list to one record
OF_RECORD = "meeting__id__exact"


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
    readonly_fields = ["meeting", "number", "action", "when", "user", "why", "published_as", "file"]
    fields = [*readonly_fields]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do without the files themselves."""
        rows = super().get_queryset(request)
        return rows.defer("payload") if request.path.endswith("/revision/") else rows

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of one record also the steps that it took."""
        pk = row_number(request.GET.get(OF_RECORD, ""))
        steps = [] if pk is None else steps_of(Meeting(pk=pk))
        return super().changelist_view(
            request, {**(extra_context or {}), "steps_taken": told(steps)}
        )

    @admin.display(description=_("record file"))
    def file(self, revision: Revision) -> str:
        """The record file as it was."""
        tell_export(revision.meeting, str(revision))
        file = record_file(revision).decode()
        return format_html('<pre class="revision-file" tabindex="0">{}</pre>', file)
