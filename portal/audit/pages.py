"""The page of the audit log: for whoever may view it, to be read, narrowed and exported."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.access import ReadOnly
from meetings.admin.filters_by_name import NameFilter
from meetings.admin.listing import SafeLists
from portal.models import AuditEntry, AuditKind

from .table import table_of

#: characters of the details that the list shows
SHORT = 200
#: the name that is typed to find entries of nobody
NOBODY = "-"


class WhoFilter(NameFilter):
    """Entries of whoever has a name; “-” for those of nobody known."""

    title = _("who (a name, or - for nobody known)")
    parameter_name = "by"

    def of(self, typed: str) -> Q:
        """Entries under that name, or nobody's."""
        return Q(who="") if typed == NOBODY else Q(who=typed)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, SafeLists):
    """What was done, the latest first; nobody changes it, and the database refuses it."""

    list_display = ["at", "whose", "kind", "on_what", "in_short", "network"]
    readonly_fields = ["at", "whose", "kind", "on_what", "details", "network"]
    fields = [*readonly_fields]
    list_filter = ["kind", WhoFilter]
    list_per_page = 100
    show_full_result_count = False
    date_hierarchy = "when"
    search_fields = ["who", "what", "details", "network"]
    search_help_text = _("A word of the name, of what it was done on, or of the details.")
    change_list_template = "admin/portal/audit/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """All of them; the default manager gives none, for dumps."""
        return AuditEntry.objects.all()

    @admin.display(description=_("when"), ordering="when")
    def at(self, entry: AuditEntry) -> str:
        """When, to the second, in the time of the site."""
        return f"{localtime(entry.when):%Y-%m-%d %H:%M:%S %Z}"

    @admin.display(description=_("details"), ordering="details")
    def in_short(self, entry: AuditEntry) -> str:
        """The details, cut; the page of the entry and the export have all of them."""
        return Truncator(entry.details).chars(SHORT) or "–"

    @admin.display(description=_("who"), ordering="who")
    def whose(self, entry: AuditEntry) -> str:
        """The name; of a failed sign-in, whether anybody has it."""
        return entry.who or unknown(entry)

    @admin.display(description=_("on what"), ordering="what")
    def on_what(self, entry: AuditEntry) -> str:
        """What it was done on, leading to its page; that may be gone."""
        if not entry.path.startswith("/"):
            return entry.what or "–"
        return format_html('<a href="{}">{}</a>', entry.path, entry.what or entry.path)

    def get_urls(self) -> list[URLPattern]:
        """The export."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="portal_auditentry_export"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with a way to the same entries as a table."""
        context = {"asked": request.GET.urlencode(), "title": gettext("Audit log")}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The entries of the list that the same address shows, all pages of it, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        # Asked without the page, which the table has none of.
        request.GET = request.GET.copy()  # type: ignore[assignment]
        request.GET.pop("p", None)  # type: ignore[misc]
        try:
            entries = self.get_changelist_instance(request).queryset
        except admin.options.IncorrectLookupParameters:
            entries = AuditEntry.objects.none()
        return table_of(entries)


def unknown(entry: AuditEntry) -> str:
    """What stands where nobody of the name is known."""
    typed = entry.kind in (AuditKind.FAILED, AuditKind.LOCKED)
    return gettext("unknown name") if typed else "–"
