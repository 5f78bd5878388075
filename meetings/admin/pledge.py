"""Pledges with who made them, sums, and what became of them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.derived.retired_numbers import next_number
from meetings.models import Amount, Pledge, Pledger
from meetings.models.choices import Noun

from .base import PartAdmin, StackedRows, hold
from .forms import RegisterForm
from .passages import PassageInline, inferences_of
from .source import source_pane
from .texts import DATE, ORDER, PRINTED
from .update import UpdateInline


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

    def clean(self) -> dict[str, Any]:
        """Somebody."""
        cleaned = super().clean()
        if not (cleaned.get("participant") or cleaned.get("person")):
            raise ValidationError(gettext("Give a participant or a person."))
        return cleaned


class PledgerInline(StackedRows):
    """Who made the pledge: one or several."""

    model = Pledger
    form = PledgerForm
    fields = [("participant", "person", "order")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("participant", "person")


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


class PledgePassages(PassageInline):
    """Where the source states the pledge."""

    fk_name = "pledge"
    leads = True


@admin.register(Pledge)
class PledgeAdmin(PartAdmin):
    """A promise: who, what, how firmly, and by when. Its number is permanent."""

    form = PledgeForm
    list_display = ["number", "title", "meeting", "kind", "strength"]
    list_display_links = ["title"]
    list_filter = ["kind", "strength"]
    list_select_related = ["meeting__series"]
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
    inlines = [
        PledgePassages,
        PledgerInline,
        AmountInline,
        UpdateInline,
        inferences_of("pledge"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what every page shows."""
        return super().get_queryset(request).select_related("meeting__series", "statement")

    @admin.display(description=_("Status today"))
    def status_today(self, pledge: Pledge) -> str:
        """Computed from the updates below."""
        return str(pledge.status_on(localdate()).label) if pledge.pk else "–"

    def save_model(self, request: HttpRequest, obj: Pledge, form: Any, change: bool) -> None:
        """Number a new pledge."""
        if not change:
            hold(request, obj)
            obj.number = next_number(obj.meeting, Noun.PLEDGE)
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The source beside the form."""
        form = context["adminform"].form
        context["source"] = source_pane(form.instance, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)
