"""Merges that were made, and taking one back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.merging.carrying import MergeError
from meetings.merging.undoing import hindrances, kept_row, noun_of_merge, undo
from meetings.models import Meeting, Merge

from .access import ReadOnly, may_change
from .listing import SafeLists
from .merge import change_url


@admin.register(Merge)
class MergeAdmin(ReadOnly, SafeLists):
    """What was made one, by whom and why; the way back while nothing stands in it."""

    list_display = ["kept_name", "gone_names", "noun_words", "when", "user", "undone"]
    list_select_related = ["user"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["kept_name", "gone_names", "why"]
    fields = ["gone_names", "kept_name", "noun_words", "when", "user", "why"]
    readonly_fields = ["gone_names", "kept_name", "noun_words", "when", "user", "why"]
    change_form_template = "admin/meetings/merging/merge.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """All of them; the default manager gives none, for dumps."""
        return Merge.objects.select_related("user", "undone_by")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change what can be merged."""
        user: Any = request.user
        return bool(user.is_active and user.has_perm("participants.change_participant"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Listed for the same."""
        return self.has_view_permission(request)

    @admin.display(description=_("kind"))
    def noun_words(self, merge: Merge) -> str:
        """What was merged."""
        return str(noun_of_merge(merge).model._meta.verbose_name)

    def get_urls(self) -> list[URLPattern]:
        """The way back."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="meetings_merge_undo"), *super().get_urls()]

    def may_undo(self, request: HttpRequest, merge: Merge) -> bool:
        """Whether the user may change what stayed, delete it, and change every record."""
        row = kept_row(merge)
        if row is None:
            return False
        page = self.admin_site.get_model_admin(noun_of_merge(merge).model)
        user: Any = request.user
        meta = page.model._meta
        may = page.has_change_permission(request, row) and user.has_perm(
            f"{meta.app_label}.delete_{meta.model_name}"
        )
        records = Meeting.objects.filter(pk__in=merge.taken["records"])
        return may and all(may_change(user, record) for record in records)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a merge back, or say what stands in the way."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        merge = get_object_or_404(Merge.objects, pk=pk)
        if not self.has_view_permission(request):
            raise PermissionDenied
        here = reverse("admin:meetings_merge_change", args=[pk])
        if merge.undone is None and kept_row(merge) and not self.may_undo(request, merge):
            raise PermissionDenied
        try:
            rows = undo(merge, request.user)
        except MergeError as refused:
            messages.error(request, gettext("Nothing was taken back. %s") % refused)
            return HttpResponseRedirect(here)
        self.log_change(request, merge, gettext("Taken back."))
        names = "; ".join(f"“{row}”" for row in rows)
        messages.success(request, gettext("%s stands by itself again.") % names)
        return HttpResponseRedirect(change_url(rows[0]) or here)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One merge, with what stands in the way of taking it back."""
        merge = self.get_object(request, object_id) if object_id.isdecimal() else None
        context: dict[str, Any] = {}
        if merge:
            kept = kept_row(merge)
            context = {
                "hindrances": list(hindrances(merge)),
                "may_undo": self.may_undo(request, merge),
                "kept_url": change_url(kept) if kept else "",
            }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)
