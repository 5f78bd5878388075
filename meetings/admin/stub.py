"""Meetings that records only name."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.derived.descriptions import correct_relations, facts_of
from meetings.models import Delegation, Meeting, Relation
from meetings.models.choices import Layer
from meetings.models.meeting import StubMeeting

from .base import RegisterAdmin, TabularRows, keep_in_order
from .forms import RegisterForm
from .meeting import HELP


class StubForm(RegisterForm):
    """What records say of a meeting that nobody has recorded."""

    slug_from = ("slug", "title")

    class Meta:
        help_texts = HELP | {
            "title": _("As a record's source names it; may be empty."),
            "slug": _("Its address. A later record of this meeting takes the same one."),
        }

    def siblings(self) -> Any:
        """Other stubs; a record may have the same slug."""
        return StubMeeting.objects.exclude(pk=self.instance.pk)

    def _post_clean(self) -> None:
        self.instance.layer = Layer.STUB
        super()._post_clean()


class StubDelegations(TabularRows):
    """Who a record says is to be, or was, at that meeting."""

    model = Delegation
    fk_name = "meeting"
    fields = ["participant", "roles", "order"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("participant")


class NamedBy(admin.TabularInline):
    """The records that name the meeting, read-only."""

    model = Relation
    fk_name = "other"
    verbose_name_plural = _("named by")
    readonly_fields = ["meeting", "relation", "printed"]
    fields = ["meeting", "relation", "printed"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a relation is entered with the record that states it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("meeting__series")


@admin.register(StubMeeting)
class StubAdmin(RegisterAdmin):
    """A meeting only named: previous, next, preparatory, side event, mentioned."""

    form = StubForm
    list_display = ["shown_title", "date_wording", "series", "stage"]
    list_display_links = ["shown_title"]
    list_filter = ["stage", "mode"]
    list_select_related = ["series"]
    date_hierarchy = "first_day"
    search_fields = ["title", "slug", "theme", "city", "series__name"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (_("Title"), {"fields": ["title", ("series", "ordinal"), "theme", "slug"]}),
        (
            _("When and where"),
            {"fields": ["date", ("city", "country", "venue"), ("mode", "stage")]},
        ),
    ]
    inlines = [StubDelegations, NamedBy]

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Keep what the row says before the form changes it."""
        known = StubMeeting.objects.filter(pk=form.instance.pk).first()
        form.said = facts_of(known) if known else {}
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A correction goes into every record that names the meeting."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(rows.has_changed() for rows in formsets):
            correct_relations(form.instance, form.said)
            naming = Meeting.objects.records().filter(relations__other=form.instance.pk)
            keep_in_order(request, naming.distinct())

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """A slug is made once, with the first title."""
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, meeting: StubMeeting) -> str:
        """The title, or the one that the page composes."""
        return meeting.shown_title

    @admin.display(description=_("date"), ordering="first_day")
    def date_wording(self, meeting: StubMeeting) -> str:
        """The date in words."""
        return meeting.date_wording or "–"
