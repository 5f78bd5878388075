"""Delegations with their people."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Delegate, Delegation
from meetings.models.choices import Layer

from .base import HiddenPartAdmin, PartAdmin
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import PassageInline, inferences_of, passages_of
from .source import source_pane
from .texts import ORDER, PRINTED, TITLE_OF_DAY

DELEGATE_HELP = {
    "person": _("Empty for somebody unnamed (“the Focal Point of Qatar”)."),
    "printed": PRINTED,
    "honorific": _("H.E., Dr., Ambassador."),
    "title": TITLE_OF_DAY,
    "role": _("Role, level and presence, where given, override those of the delegation."),
}


class DelegationForm(RegisterForm):
    """A delegation."""

    class Meta:
        help_texts = {
            "participant": _(
                "Who was present, also by video. Spoken about is not present: "
                "a mention is no delegation."
            ),
            "printed": PRINTED,
            "roles": _("Several at once."),
            "level": _("The rank at which it was led."),
            "order": ORDER,
        }


def named_somehow(cleaned: dict[str, Any]) -> None:
    """Ask for a person, a name or a title."""
    if not any(cleaned.get(name) for name in ("person", "printed", "title")):
        raise ValidationError(gettext("Give a person, a name as printed, or a title."))


class DelegateForm(RegisterForm):
    """A person of a delegation."""

    class Meta:
        help_texts = DELEGATE_HELP

    def clean(self) -> dict[str, Any]:
        """Somebody, however named."""
        cleaned = super().clean()
        named_somehow(cleaned)
        return cleaned


class DelegateRowForm(OnePassageForm):
    """A person of a delegation, with the passage."""

    class Meta:
        help_texts = DELEGATE_HELP

    def clean(self) -> dict[str, Any]:
        """Somebody, however named."""
        cleaned = super().clean()
        named_somehow(cleaned)
        return cleaned


class DelegateInline(RowsWithPassage):
    """The people of a delegation."""

    model = Delegate
    form = DelegateRowForm
    lines = [
        ("person", "printed", "order"),
        ("honorific", "title"),
        ("role", "level", "presence"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("person")


class DelegationPassages(PassageInline):
    """Where the source names the delegation."""

    fk_name = "delegation"
    leads = True


@admin.register(Delegation)
class DelegationAdmin(PartAdmin):
    """A participant at one meeting."""

    form = DelegationForm
    list_display = ["participant", "meeting", "roles_shown", "level"]
    list_select_related = ["participant", "meeting__series"]
    search_fields = ["participant__name", "printed", "meeting__slug"]
    search_help_text = _("Name of the participant, as printed, or the slug of the meeting")
    fieldsets = [
        (_("Delegation"), {"fields": ["meeting", ("participant", "order"), "printed"]}),
        (_("How it was present"), {"fields": ["roles", ("level", "presence")]}),
    ]
    inlines = [DelegationPassages, DelegateInline, inferences_of("delegation")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Of recorded meetings, with what every page shows; stubs have theirs on their page."""
        rows = super().get_queryset(request).filter(meeting__layer=Layer.RECORD)
        return rows.select_related("participant", "meeting__series")

    @admin.display(description=_("roles"))
    def roles_shown(self, row: Delegation) -> str:
        """The roles in words."""
        return row.get_roles_display() or "–"  # type: ignore[attr-defined]  # the field adds it

    def view_on_site(self, obj: Delegation) -> str | None:
        """The page of the meeting."""
        return obj.meeting.get_absolute_url() if obj.meeting.is_published else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The source beside the form."""
        form = context["adminform"].form
        context["source"] = source_pane(form.instance, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Delegate)
class DelegateAdmin(HiddenPartAdmin):
    """A person of a delegation, with the title of that day."""

    parent = "delegation"
    form = DelegateForm
    fields = [
        "delegation",
        ("person", "printed", "order"),
        ("honorific", "title"),
        ("role", "level", "presence"),
    ]
    list_display = ["__str__", "delegation"]
    list_select_related = ["person", "delegation__participant"]
    search_fields = ["printed", "title", "person__name"]
    inlines = [passages_of("delegate"), inferences_of("delegate")]
