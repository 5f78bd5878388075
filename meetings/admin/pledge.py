"""Pledges with who made them, sums, and what became of them: their updates."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.dates import DateError
from meetings.models import Amount, Pledge, Pledger, Update
from meetings.models.fields import EdtfField
from meetings.records.plausibility import (
    is_due_too_early,
    is_made_too_late,
    is_reported_too_early,
)

from .base import HiddenPartAdmin, StackedRows
from .columns import Lists, MakersList, named
from .filters_by_name import MakerFilter, MeetingFilter
from .forms import DATE, PRINTED, RegisterForm
from .owned import InferenceInline, LeadingPassages, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm
from .source import BesideSourceAdmin


def with_days(row: Any) -> Any:
    """A row with the days that its dates stand for, as they are stored on saving.

    A date that is none has its own error and no days.
    """
    for field in row._meta.fields:
        if isinstance(field, EdtfField):
            with suppress(DateError):
                field.pre_save(row, add=False)
    return row


class PledgeForm(RegisterForm):
    """A pledge; its status is computed from the updates, never typed."""

    class Meta:
        help_texts = {
            "title": _("What is promised. An appeal or a wish is no pledge."),
            "collective": _("Those who promise, in the source's own wording, if not named below."),
            "strength": _("How firmly, by the words of the source."),
            "condition": _("What it depends on, as the source says."),
            "due": DATE,
            "made": _("A date (2007-11-07), or the words “before the meeting”."),
            "statement": _("The statement in which it is made."),
        }

    def faults(self) -> Iterator[tuple[str, str]]:
        """Dates against the order of time."""
        pledge = with_days(self.instance)
        if is_due_too_early(pledge):
            yield "due", gettext("It is due before it is made (%s).") % pledge.made
        if pledge.meeting_id and is_made_too_late(pledge, pledge.meeting):
            words = gettext("It is made after its meeting (%s).")
            yield "made", words % pledge.meeting.date


class PledgerForm(RegisterForm):
    """Who made a pledge."""

    class Meta:
        help_texts = {"title": _("The title of that day, as the source prints it.")}


class PledgerInline(StackedRows):
    """Who made the pledge: one or several."""

    model = Pledger
    form = PledgerForm
    fields = [("participant", "person", "order"), "title"]
    list_select_related = ["participant", "person"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """An empty one on the page that adds."""
        return 0 if obj else 1


class AmountForm(RegisterForm):
    """A sum."""

    class Meta:
        help_texts = {
            "text": PRINTED,
            "value": _("As a plain number; a sum that is a common goal is a figure."),
            "currency": _("Three letters: USD, EUR, JPY."),
            "unit": _("What is counted, if not money: troops, helicopters."),
        }


class AmountInline(StackedRows):
    """The sums promised."""

    model = Amount
    form = AmountForm
    fields = [("text", "order"), ("value", "currency", "unit")]


class UpdateForm(RegisterForm):
    """An update."""

    class Meta:
        help_texts = {
            "date": DATE,
            "status": _("What is asserted of the pledge at that date."),
            "asserted_by": _("Who says so, as the source names them."),
            "text": _("What is said, in short."),
            "meeting": _("The meeting whose document reports it; empty for this one."),
        }

    def faults(self) -> Iterator[tuple[str, str]]:
        """A report from before the pledge was made."""
        update, pledge = with_days(self.instance), self.instance.pledge
        if is_reported_too_early(update, with_days(pledge)):
            words = gettext("It is reported before the pledge is made (%s).")
            yield "date", words % pledge.made


class UpdateRowForm(UpdateForm, RowWithPassageForm):
    """An update with its passage."""


class UpdateInline(RowsWithPassage):
    """The updates of a pledge."""

    model = Update
    form = UpdateRowForm
    lines = [("date", "status", "order"), ("asserted_by", "meeting"), "text"]
    list_select_related = ["meeting__series"]


@admin.register(Pledge)
class PledgeAdmin(BesideSourceAdmin):
    """A promise: who, what, how firmly, and by when. Its number is permanent."""

    form = PledgeForm
    list_display = ["meeting", "number", "makers", "title", "due", "kind", "strength"]
    list_display_links = ["title"]
    list_filter = [MeetingFilter, MakerFilter, "kind", "strength"]
    list_select_related = ["meeting__series", "statement"]
    search_fields = ["title", "collective", "meeting__slug"]
    search_help_text = _("Words of the pledge, or the slug of the meeting")
    readonly_fields = ["number", "status_today"]
    fieldsets = [
        (_("Pledge"), {"fields": ["meeting", ("number", "order"), "title", "statement"]}),
        (
            _("What is promised"),
            {"fields": [("kind", "strength"), "condition", ("made", "due"), "collective"]},
        ),
        (_("What became of it"), {"fields": ["status_today"]}),
    ]
    inlines = [LeadingPassages, PledgerInline, AmountInline, UpdateInline, InferenceInline]
    carried = ("strength", "made")
    first_box = "id_title"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Lists:
        """The list with the makers."""
        return MakersList

    @admin.display(description=_("made by"))
    def makers(self, pledge: Pledge) -> str:
        """Who made it; a collective in the words of the source."""
        return named(pledge.pledgers.all(), pledge.collective)

    @admin.display(description=_("Status today"))
    def status_today(self, pledge: Pledge) -> str:
        """Computed from the updates below."""
        return str(pledge.status_on(localdate()).label) if pledge.pk else "–"


@admin.register(Update)
class UpdateAdmin(HiddenPartAdmin):
    """What a source asserts of a pledge, and when."""

    parent = "pledge"
    form = UpdateForm
    fields = ["pledge", *UpdateInline.lines]
    list_display = ["status", "date", "pledge"]
    list_select_related = ["pledge"]
    search_fields = ["text", "asserted_by"]
    inlines = [PassageInline, InferenceInline]
