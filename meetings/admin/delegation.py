"""Delegations with their people."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Delegate, Delegation
from meetings.models.choices import Layer

from .base import HiddenPartAdmin
from .doubts import raise_doubts, same_person
from .filters_by_name import MeetingFilter, ParticipantFilter
from .forms import PRINTED, TITLE_OF_DAY, RegisterForm, RegisterFormSet
from .owned import InferenceInline, LeadingPassages, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm
from .printed_names import PrintedRemarks, names_another
from .source import BesideSourceAdmin


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
        }

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A printed name that is another's."""
        if self.changed("printed", "participant"):
            yield from names_another(self.instance.printed, self.instance.participant)


class DelegateForm(RegisterForm):
    """A person of a delegation."""

    class Meta:
        help_texts = {
            "person": _("Empty for somebody unnamed (“the Focal Point of Qatar”)."),
            "printed": PRINTED,
            "honorific": _("H.E., Dr., Ambassador."),
            "title": TITLE_OF_DAY,
            "role": _("Role, level and presence, where given, override those of the delegation."),
        }

    def doubts(self) -> Iterator[tuple[str, str]]:
        """A person who stands in the delegation already; a printed name that is another's."""
        others = Delegate.objects.filter(delegation=self.instance.delegation_id)
        if self.changed("person"):
            yield from same_person(self.instance, others.exclude(pk=self.instance.pk))
        yield from self.printed_doubts()

    def printed_doubts(self) -> Iterator[tuple[str, str]]:
        """A printed name that is another person's."""
        if self.changed("printed", "person"):
            yield from names_another(self.instance.printed, self.instance.person)


class DelegateRowForm(DelegateForm, RowWithPassageForm):
    """A person of a delegation, with the passage."""

    def doubts(self) -> Iterator[tuple[str, str]]:
        """Those of the row alone; of the rows together see ``DelegateFormSet``."""
        return self.printed_doubts()


class DelegateFormSet(RegisterFormSet):
    """The people of one delegation."""

    def clean(self) -> None:
        """Ask whether a person is meant to stand there twice."""
        super().clean()
        before: list[Delegate] = []
        for form in (form for form in self.forms if form not in self.deleted_forms):
            if not form.errors and form.has_changed():
                raise_doubts(form, list(same_person(form.instance, before)))
            before.append(form.instance)


class DelegateInline(RowsWithPassage):
    """The people of a delegation."""

    model = Delegate
    form = DelegateRowForm
    formset = DelegateFormSet
    lines = [
        ("person", "printed", "order"),
        ("honorific", "title"),
        ("role", "level", "presence"),
    ]
    list_select_related = ["person"]


@admin.register(Delegation)
class DelegationAdmin(PrintedRemarks, BesideSourceAdmin):
    """A participant at one meeting."""

    form = DelegationForm
    list_display = ["meeting", "participant", "roles_shown", "level"]
    list_display_links = ["participant"]
    list_filter = [MeetingFilter, ParticipantFilter, "level", "presence"]
    list_select_related = ["participant", "meeting__series"]
    search_fields = ["participant__name", "printed", "meeting__slug"]
    search_help_text = _("Name of the participant, as printed, or the slug of the meeting")
    fieldsets = [
        (_("Delegation"), {"fields": ["meeting", ("participant", "order"), "printed"]}),
        (_("How it was present"), {"fields": ["roles", ("level", "presence")]}),
    ]
    inlines = [LeadingPassages, DelegateInline, InferenceInline]
    carried = ("roles", "presence")
    first_box = "id_participant"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Of recorded meetings; stubs have theirs on their page."""
        return super().get_queryset(request).exclude(meeting__layer=Layer.STUB)

    @admin.display(description=_("roles"))
    def roles_shown(self, row: Delegation) -> str:
        """The roles in words."""
        return row.get_roles_display() or "–"  # type: ignore[attr-defined]  # the field adds it

    def view_on_site(self, obj: Delegation) -> str | None:
        """The page of the meeting."""
        return obj.meeting.get_absolute_url() if obj.meeting.is_published else None


@admin.register(Delegate)
class DelegateAdmin(HiddenPartAdmin):
    """A person of a delegation, with the title of that day."""

    parent = "delegation"
    form = DelegateForm
    fields = ["delegation", *DelegateInline.lines]
    list_display = ["__str__", "delegation"]
    list_select_related = ["person", "delegation__participant"]
    search_fields = ["printed", "title", "person__name"]
    inlines = [PassageInline, InferenceInline]
