"""Recorded meetings: the page from which a whole record is entered."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from meetings.models import FormerSlug, Meeting
from meetings.models.choices import Status
from meetings.records.revisions import forget_drafts

from .agenda import AgendaInline
from .attendance_list import list_urls, may_add_from_list
from .back import page_of_meeting
from .base import RegisterAdmin
from .correction import correction_shown, correction_urls
from .desk.views import desk_urls
from .faults import fault_urls, faults_shown
from .figure import FigureInline
from .intake.asking import asking_urls
from .intake.report import proposal_line, proposal_urls
from .intake.rights import may_propose
from .intake.tables import table_urls
from .kept import kept_urls
from .meeting_form import MeetingForm
from .merge_records import MergingRecords
from .owned import InferenceInline, PassageInline
from .panels import panels
from .presence import presence_urls
from .reference import ReferenceInline
from .relation import RelationInline
from .retired_numbers import number_urls, retired_count
from .review_comments import comment_urls
from .review_queue import queue_urls
from .review_shown import review_shown
from .session import SessionInline
from .steps_taken import sent_back, steps_of, told
from .unassigned import place_urls
from .workflow import StepsAfterSaving, states, step_urls, steps, was_public
from .worklist import of_user, was_sent_back


class MeetingInferenceInline(InferenceInline):
    """What is inferred of the meeting or of one of its documents."""

    fields = [("document", "field"), "reason"]
    list_select_related = ["document"]


class MeetingPages(RegisterAdmin):
    """What the pages of recorded meetings and of those only named share."""

    list_display_links = ["shown_title"]
    date_hierarchy = "first_day"
    prepopulated_fields = {"slug": ["title"]}
    when_and_where: Any = (
        _("When and where"),
        {"fields": ["date", ("city", "country", "venue"), ("mode", "stage")]},
    )

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, meeting: Meeting) -> str:
        """The title, or the one that the page composes; a correction says what it is."""
        return str(meeting)

    @admin.display(description=_("date"), ordering="first_day")
    def date_wording(self, meeting: Meeting) -> str:
        """The date in words."""
        return meeting.date_wording or "–"


class WorkFilter(admin.SimpleListFilter):
    """The drafts of the worklist: one's own, and those sent back."""

    title = _("work")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """As the first page names them."""
        return [("mine", _("My drafts")), ("back", _("Sent back"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The drafts chosen."""
        if self.value() == "mine":
            return queryset.filter(of_user(request.user), status=Status.DRAFT)
        return was_sent_back(queryset) if self.value() == "back" else queryset


@admin.register(Meeting)
class MeetingAdmin(StepsAfterSaving, MergingRecords, MeetingPages):
    """A recorded meeting with its parts."""

    form = MeetingForm
    change_form_template = "admin/meetings/meeting/change_form.html"
    change_list_template = "admin/meetings/meeting/change_list.html"
    list_display = ["shown_title", "date_wording", "series", "status", "updated_at", "updated_by"]
    list_filter = ["status", WorkFilter, "stage", "mode", "attendance"]
    list_select_related = ["series", "updated_by"]
    search_fields = ["title", "title_printed", "slug", "theme", "city", "series__name"]
    search_help_text = _("Words of the title, theme, series or city, or the slug")
    fieldsets = [
        (
            _("Title"),
            {"fields": ["title", "title_printed", ("series", "ordinal"), "theme", "slug"]},
        ),
        MeetingPages.when_and_where,
        (_("About the record"), {"fields": ["summary", "attendance"]}),
    ]
    inlines = [
        PassageInline,
        AgendaInline,
        SessionInline,
        FigureInline,
        RelationInline,
        ReferenceInline,
        MeetingInferenceInline,
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Recorded meetings; choices of other pages also find those only named."""
        rows = super().get_queryset(request)
        chosen_elsewhere = request.path.endswith("/autocomplete/")
        return rows if chosen_elsewhere else rows.worked_on()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft goes; what was public is withdrawn instead, a correction given up."""
        if obj is not None and (obj.status != Status.DRAFT or obj.gone or obj.is_correction):
            return False
        return super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A correction stands under the address of its record."""
        fixed = list(super().get_readonly_fields(request, obj))
        return [*fixed, "slug"] if obj is not None and obj.is_correction else fixed

    def get_actions(self, request: HttpRequest) -> Any:
        """No deleting by the list."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request: HttpRequest, obj: Meeting) -> None:
        """What a draft was when it was loaded goes with it."""
        forget_drafts(obj)
        super().delete_model(request, obj)

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        """Keep the old address of what was public."""
        super().save_model(request, obj, form, change)
        old = form.initial.get("slug")
        if change and "slug" in form.changed_data and was_public(obj):
            FormerSlug.objects.filter(slug=obj.slug, meeting=obj).delete()
            FormerSlug.objects.get_or_create(slug=old, defaults={"meeting": obj})
        if change and "slug" in form.changed_data:
            draft = Meeting.objects.corrections().filter(open_correction__record=obj)
            draft.update(slug=obj.slug)

    def response_post_save_add(self, request: HttpRequest, obj: Meeting) -> HttpResponseRedirect:
        """On to the page of the meeting, where its parts are entered."""
        return HttpResponseRedirect(page_of_meeting(obj))

    def get_urls(self) -> list[URLPattern]:
        """The steps of a record's life, its faults, and how it is made of a document."""
        own = [step_urls, correction_urls, fault_urls, place_urls, proposal_urls, asking_urls]
        own += [list_urls, comment_urls, queue_urls, kept_urls, presence_urls, desk_urls]
        own += [number_urls, table_urls]
        return [*(url for urls in own for url in urls(self)), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the way to a new record from a document."""
        known = {"may_propose": may_propose(request.user)}
        return super().changelist_view(request, known | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The parts in order, the state, and the steps that this user may take."""
        meeting = context.get("original")
        if meeting:
            taken = steps_of(meeting)
            context |= review_shown(request, meeting)
            context |= {
                "sent_back": sent_back(meeting, taken),
                "proposal": proposal_line(meeting),
                "steps_taken": told(taken),
                "retired": retired_count(meeting),
                "panels": panels(meeting, request.GET),
                "states": states(meeting),
                "steps": steps(meeting, request.user),
                "may_add": self.has_change_permission(request, meeting),
                "may_add_from_list": may_add_from_list(self, request, meeting),
            }
            context |= correction_shown(meeting, request.user)
            context |= faults_shown(self, request, meeting)
        return super().render_change_form(request, context, *args, **kwargs)
