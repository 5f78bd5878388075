"""What records were at each publication, correction, withdrawal and load: read-only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    """The whole record file at one moment; never changed, never deleted."""

    list_display = ["meeting", "number", "action", "when", "user", "why"]
    list_select_related = ["meeting__series", "user"]
    list_filter = ["action"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "when"
    search_fields = ["meeting__slug", "meeting__title", "why"]
    readonly_fields = ["meeting", "number", "action", "when", "user", "why", "file"]
    fields = ["meeting", "number", "action", "when", "user", "why", "file"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do without the files themselves."""
        rows = super().get_queryset(request)
        return rows.defer("record") if request.path.endswith("/revision/") else rows

    @admin.display(description=_("record file"))
    def file(self, revision: Revision) -> str:
        """The record file as it was."""
        return format_html('<pre class="revision-file">{}</pre>', revision.record)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: the steps of a record store them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
