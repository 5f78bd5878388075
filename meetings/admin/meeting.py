"""Recorded meetings: the page from which a whole record is entered."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import FormerSlug, Meeting
from meetings.models.choices import Layer, Status
from meetings.publication import PUBLISH, open_steps
from meetings.records.checks import record_faults

from .agenda import AgendaInline
from .base import RegisterAdmin
from .faults import linked
from .figure import FigureInline
from .forms import RegisterForm
from .panels import panels
from .passages import inferences_of, passages_of
from .reference import ReferenceInline
from .relation import RelationInline
from .session import SessionInline
from .texts import DATE, PRINTED
from .workflow import step_urls

HELP = {
    "title": _("As it is shown. Left empty, the page composes one and says so."),
    "title_printed": PRINTED,
    "slug": _(
        "The permanent address. Left empty, it is made from the title. "
        "After a change the old address leads to the new one."
    ),
    "series": _("Meetings that belong together."),
    "ordinal": _("Which meeting of the series it is, as a number."),
    "theme": _("As the source words it."),
    "date": DATE,
    "city": _("City, country and venue may each be unknown."),
    "mode": _("Virtual and in a city is normal."),
    "stage": _("Whether it took place, as far as the sources say."),
    "summary": _("In your own words; it is shown as the editor's."),
    "attendance": _(
        "Whether the list of those present is whole. “Not recorded” is never shown as absent or 0."
    ),
}


NOTES = {
    Status.DRAFT: _("Editors enter it"),
    Status.IN_REVIEW: _("Editors only read it; a Publisher decides"),
    Status.PUBLISHED: _("Public; a Publisher corrects it"),
    Status.WITHDRAWN: _("No longer public"),
}


class MeetingForm(RegisterForm):
    """A meeting; its state is no field, the steps are buttons."""

    slug_from = ("slug", "title")

    class Meta:
        help_texts = HELP

    def siblings(self) -> Any:
        """All meetings: a draft's slug meets that of a stub only on purpose."""
        return Meeting.objects.exclude(pk=self.instance.pk)


class DocumentInference(inferences_of("meeting")):  # type: ignore[misc]  # made by a function
    """What is inferred of the meeting or of one of its documents."""

    fields = [("document", "field"), "reason"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the documents that the rows show."""
        return super().get_queryset(request).select_related("document")


@admin.register(Meeting)
class MeetingAdmin(RegisterAdmin):
    """A recorded meeting with its parts."""

    form = MeetingForm
    change_form_template = "admin/meetings/meeting/change_form.html"
    list_display = ["shown_title", "date_wording", "series", "status", "updated_at", "updated_by"]
    list_display_links = ["shown_title"]
    list_filter = ["status", "stage", "mode", "attendance"]
    list_select_related = ["series", "updated_by"]
    date_hierarchy = "first_day"
    search_fields = ["title", "title_printed", "slug", "theme", "city", "series__name"]
    search_help_text = _("Words of the title, theme, series or city, or the slug")
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (
            _("Title"),
            {"fields": ["title", "title_printed", ("series", "ordinal"), "theme", "slug"]},
        ),
        (
            _("When and where"),
            {"fields": ["date", ("city", "country", "venue"), ("mode", "stage")]},
        ),
        (_("About the record"), {"fields": ["summary", "attendance"]}),
    ]
    inlines = [
        passages_of("meeting"),
        AgendaInline,
        SessionInline,
        FigureInline,
        RelationInline,
        ReferenceInline,
        DocumentInference,
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Recorded meetings; choices of other pages also find those only named."""
        rows = super().get_queryset(request).select_related("series")
        chosen_elsewhere = request.path.endswith("/autocomplete/")
        return rows if chosen_elsewhere else rows.filter(layer=Layer.RECORD)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """A slug is made once, with the first title."""
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft goes; what was public is withdrawn instead."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or obj.status == Status.DRAFT)

    def get_actions(self, request: HttpRequest) -> Any:
        """No deleting by the list."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        """Keep the old address of what was public."""
        super().save_model(request, obj, form, change)
        old = form.initial.get("slug")
        if change and "slug" in form.changed_data and was_public(obj):
            FormerSlug.objects.filter(slug=obj.slug, meeting=obj).delete()
            FormerSlug.objects.get_or_create(slug=old, defaults={"meeting": obj})

    def get_urls(self) -> list[URLPattern]:
        """The steps of a record's life, and its checks."""
        return [*step_urls(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The parts in order, the state, and the steps that this user may take."""
        meeting = context.get("original")
        if meeting:
            context |= {
                "panels": panels(meeting),
                "states": states(meeting),
                "steps": steps(meeting, request.user),
                "may_add": self.has_change_permission(request, meeting),
                "faults": in_review_faults(meeting, request),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, meeting: Meeting) -> str:
        """The title, or the one that the page composes."""
        return meeting.shown_title

    @admin.display(description=_("date"), ordering="first_day")
    def date_wording(self, meeting: Meeting) -> str:
        """The date in words."""
        return meeting.date_wording or "–"


def states(meeting: Meeting) -> list[dict[str, Any]]:
    """The states of a record in order, with what is said of each."""
    order = [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED]
    if meeting.status == Status.WITHDRAWN:
        order.append(Status.WITHDRAWN)
    place = order.index(Status(meeting.status))
    return [
        {
            "label": status.label,
            "note": NOTES[status],
            "done": order.index(status) < place,
            "now": order.index(status) == place,
        }
        for status in order
    ]


def steps(meeting: Meeting, user: Any) -> list[dict[str, Any]]:
    """The buttons that this user may press."""
    return [
        {
            "name": step.name,
            "label": step.label,
            "needs_reason": step.needs_reason,
            "url": reverse(f"admin:meetings_meeting_{step.name}", args=[meeting.pk]),
        }
        for step in open_steps(meeting, user)
    ]


def was_public(meeting: Meeting) -> bool:
    """Whether anybody may have kept the address of the record."""
    if meeting.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        return True
    return meeting.revisions.exists()


def in_review_faults(meeting: Meeting, request: HttpRequest) -> Any:
    """What stands in the way of publishing, with links, while somebody decides on it."""
    if meeting.status != Status.IN_REVIEW or not request.user.has_perm(PUBLISH):
        return None
    return linked(record_faults(meeting))
