"""Meetings that records only name."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.derived.descriptions import correct_relations, facts_of
from meetings.models import Delegation, Meeting, Relation
from meetings.models.choices import Layer
from meetings.models.stub import StubMeeting

from .access import ReadOnly
from .base import TabularRows
from .forms import RegisterForm
from .keeping import keep_in_order, kept_with
from .meeting import MeetingForm, MeetingPages
from .merge import MergingRows


class StubForm(RegisterForm):
    """What records say of a meeting that nobody has recorded."""

    slug_from = ("slug", "title")

    class Meta:
        help_texts = MeetingForm.Meta.help_texts | {
            "title": _("As a record's source names it; may be empty."),
            "slug": _("Its address. A later record of this meeting takes the same one."),
        }

    def siblings(self) -> Any:
        """Other stubs; a record may have the same slug."""
        return StubMeeting.objects.exclude(pk=self.instance.pk)

    def _post_clean(self) -> None:
        self.instance.layer = Layer.STUB
        super()._post_clean()


class StubDelegationInline(TabularRows):
    """Who a record says is to be, or was, at that meeting."""

    model = Delegation
    fk_name = "meeting"
    fields = ["participant", "roles", "order"]
    list_select_related = ["participant"]


class NamedByInline(ReadOnly, TabularRows):
    """The records that name the meeting, read-only."""

    model = Relation
    fk_name = "other"
    verbose_name_plural = _("named by")
    readonly_fields = ["meeting", "relation", "printed"]
    fields = ["meeting", "relation", "printed"]
    list_select_related = ["meeting__series"]


@admin.register(StubMeeting)
class StubAdmin(MergingRows, MeetingPages):
    """A meeting only named: previous, next, preparatory, side event, mentioned."""

    form = StubForm
    list_display = ["shown_title", "date_wording", "series", "stage"]
    list_filter = ["stage", "mode"]
    list_select_related = ["series"]
    search_fields = ["title", "slug", "theme", "city", "series__name"]
    fieldsets = [
        (_("Title"), {"fields": ["title", ("series", "ordinal"), "theme", "slug"]}),
        MeetingPages.when_and_where,
    ]
    inlines = [StubDelegationInline, NamedByInline]

    def merged_rows(self, request: HttpRequest, numbers: list[int]) -> list[Any]:
        """Of a record, what other records say of its meeting."""
        recorded = dict(Meeting.objects.records().filter(pk__in=numbers).values_list("pk", "slug"))
        stubs = StubMeeting.objects.filter(slug__in=recorded.values())
        by_slug = dict(stubs.values_list("slug", "pk"))
        unnamed = [pk for pk, slug in recorded.items() if slug not in by_slug]
        for record in Meeting.objects.filter(pk__in=unnamed):
            words = gettext(
                "No record names “%(record)s”. Give the meeting only named its address, %(slug)s, "
                "in the form instead."
            )
            messages.info(request, words % {"record": record, "slug": record.slug})
        found = [by_slug.get(recorded.get(number, ""), number) for number in numbers]
        return super().merged_rows(request, list(dict.fromkeys(found)))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Keep what the row says before the form changes it."""
        stored = StubMeeting.objects.filter(pk=form.instance.pk).first()
        form.facts_before = facts_of(stored) if stored else {}
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A correction goes into every record that names the meeting."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(rows.has_changed() for rows in formsets):
            correct_relations(form.instance, form.facts_before)
            keep_in_order(request, kept_with(form.instance))
