"""Editing participants and people."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants.concurrency import ConcurrentAdmin, ConcurrentForm, ConcurrentFormSet
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.names import fold_for_sort
from participants.ranking import participants_meant, people_meant

#: how the address ends that answers what is typed into a choice
AUTOCOMPLETE = "/autocomplete/"


class NamedForm(ConcurrentForm):
    """A participant or a person; the sort name is shown as it was written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("sort_name"):
            self.initial["sort_name"] = self.instance.sort_name_written or self.instance.name


class _NamedAdmin(ConcurrentAdmin):
    """What participants and people share: an address that stays, and names in any spelling."""

    # The field that makes the permanent address.
    address_field: str
    #: who a name may mean, the likeliest first
    meant: Callable[[QuerySet[Any], str], QuerySet[Any]]
    form: type[ModelForm] = NamedForm
    ordering = ["sort_name", "-pk"]
    list_per_page = 50
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the address as it is once it has been given out."""
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if obj is None else (*fixed, self.address_field)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose the address from the name, on the page that adds."""
        return {self.address_field: ("name",)} if obj is None else {}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name, however it is spelt; a choice has the likeliest first."""
        if request.path.endswith(AUTOCOMPLETE) and search_term.strip():
            return type(self).meant(queryset, search_term), False
        return queryset.matching(search_term), False  # type: ignore[attr-defined]  # both have it

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Let a sort name that was made from the old name follow the new one."""
        if change and "name" in form.changed_data and "sort_name" not in form.changed_data:
            made_from_name = fold_for_sort(form.initial["name"])
            if fold_for_sort(obj.sort_name) == made_from_name:
                obj.sort_name = ""
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj: Any) -> str | None:
        """Link to the public page while there is one."""
        public = type(obj).objects.public().filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if public else None


class ParticipantNameInline(admin.TabularInline):
    """The further names of a participant, in its form."""

    model = ParticipantName
    form = ConcurrentForm
    formset = ConcurrentFormSet
    fields = ["name", "kind"]
    extra = 0


@admin.register(Participant)
class ParticipantAdmin(_NamedAdmin):
    """States, organisations and bodies."""

    address_field = "slug"
    meant = staticmethod(participants_meant)
    list_display = ["name", "kind", "code", "region", "part_of"]
    list_filter = ["kind", "region", "shipped"]
    list_select_related = ["part_of"]
    search_fields = ["name", "formal_name", "names__name", "code", "slug"]
    search_help_text = _("Any name it goes by or went by, or its code")
    autocomplete_fields = ["part_of", "successors"]
    readonly_fields = ["shipped"]
    inlines = [ParticipantNameInline]
    fieldsets = [
        (_("Name"), {"fields": ["name", "formal_name", "sort_name", "slug"]}),
        (_("What it is"), {"fields": ["kind", "code", "region", "part_of"]}),
        (_("Former Member State"), {"fields": [("first_year", "last_year"), "successors"]}),
        (_("Where it comes from"), {"fields": ["shipped"]}),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Participant | None = None) -> bool:
        """Keep what comes with the portal: record files rely on it being there."""
        if obj is not None and obj.shipped:
            return False
        return super().has_delete_permission(request, obj)


class PersonNameInline(admin.TabularInline):
    """The further names of a person, in the form of the person."""

    model = PersonName
    form = ConcurrentForm
    formset = ConcurrentFormSet
    fields = ["name"]
    extra = 0


@admin.register(Person)
class PersonAdmin(_NamedAdmin):
    """People; their titles are entered with the delegation or the statement."""

    address_field = "key"
    meant = staticmethod(people_meant)
    list_display = ["name", "sort_name", "key"]
    search_fields = ["name", "names__name", "key"]
    search_help_text = _("Any name or spelling")
    inlines = [PersonNameInline]
    fieldsets = [(_("Name"), {"fields": ["name", "sort_name", "key"]})]
