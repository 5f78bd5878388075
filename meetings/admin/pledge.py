"""Pledges with who made them, sums, and what became of them: their updates."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import Amount, Pledge, Pledger, Update

from .base import HiddenPartAdmin, StackedRows
from .forms import DATE, ORDER, PRINTED, RegisterForm
from .owned import InferenceInline, LeadingPassages, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm
from .source import BesideSourceAdmin


class PledgeForm(RegisterForm):
    """A pledge; its status is computed from the updates, never typed."""

    class Meta:
        help_texts = {
            "title": _("What is promised. An appeal or a wish is no pledge."),
            "order": ORDER,
            "collective": _("Those who promise, in the source's own wording, if not named below."),
            "strength": _("How firmly, by the words of the source."),
            "condition": _("What it depends on, as the source says."),
            "due": DATE,
            "made": _("A date (2007-11-07), or the words “before the meeting”."),
            "statement": _("The statement in which it is made."),
        }


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
    list_display = ["number", "title", "meeting", "kind", "strength"]
    list_display_links = ["title"]
    list_filter = ["kind", "strength"]
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
