"""What all pages of the register's nouns share."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    AdminIntegerFieldWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
)
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.derived.retired_numbers import next_number
from meetings.models.numbered import Numbered
from participants.concurrency import ConcurrentAdmin

from .access import Guard, GuardedInline, hold, meeting_of, open_to
from .back import OPEN, BackAtMeeting
from .choosing import LikeliestFirst
from .constraints import SavesOrSays
from .deleting import DeletingAdmin
from .forms import (
    Autocomplete,
    AutocompleteMany,
    RegisterForm,
    RegisterFormSet,
    TextAsStored,
)
from .in_place import REFUSED, WHY, WholeInPlace
from .keeping import asks_why, is_public, keep_in_order, keep_noun
from .listing import SafeLists
from .numbers import LARGEST, FiniteNumber
from .once import OnceAdmin, is_sent_again
from .place import settle
from .presence import presence

#: the button that shows the passages found and saves nothing
FIND = "_find"

OVERRIDES: dict[Any, Any] = {
    models.IntegerField: {"max_value": LARGEST},
    models.DecimalField: {"form_class": FiniteNumber},
    models.PositiveSmallIntegerField: {"max_value": 9999, "widget": AdminIntegerFieldWidget},
    models.SlugField: {"widget": AdminTextInputWidget},
    models.CharField: {"form_class": TextAsStored, "widget": AdminTextInputWidget},
    models.TextField: {
        "form_class": TextAsStored,
        "widget": AdminTextareaWidget(attrs={"rows": 2}),
    },
}


class Autocompletes(admin.options.BaseModelAdmin):
    """Every choice of a row of another table is found by typing, never by a long list."""

    formfield_overrides = OVERRIDES

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """One row, found by typing."""
        kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Several rows, found by typing."""
        kwargs.setdefault("widget", AutocompleteMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """No link that deletes what a form only points to."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class RegisterAdmin(
    Autocompletes,
    LikeliestFirst,
    Guard,
    WholeInPlace,
    SavesOrSays,
    OnceAdmin,
    DeletingAdmin,
    SafeLists,
    ConcurrentAdmin,
):
    """A page that changes only what was changed, and keeps the record in order."""

    form: type[RegisterForm] = RegisterForm
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/meetings/change_form.html"

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; pressed "Find passages", or sent before, it is only shown again."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.previewing = FIND in request.POST or is_sent_again(request)
        form.refused = request.__dict__.get(REFUSED, "")
        return form

    def held(self, row: Any) -> list[Any]:
        """The record first, as every change of a part holds it."""
        meeting = meeting_of(row)
        return [row] if meeting is None or meeting == row else [meeting, row]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An address is proposed once, on the page that adds."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        """On every page with the rows that lists show, too."""
        rows = super().get_queryset(request)
        related = self.list_select_related
        return rows.select_related(*related) if isinstance(related, list) else rows

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what was changed, once the record is found open and held; number a new part."""
        hold(request, obj, note=not change or bool(form.changed_data))
        if not change and isinstance(obj, Numbered):
            obj.number = next_number(obj)
        if not change or form.changed_data:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows below, then keep the record in order if anything changed."""
        if change and not form.changed_data and any(rows.has_changed() for rows in formsets):
            hold(request, form.instance)
        super().save_related(request, form, formsets, change)
        settle([form, *(row for rows in formsets for row in rows.forms if row.has_changed())])
        if not change or form.has_changed() or any(rows.has_changed() for rows in formsets):
            meeting = meeting_of(form.instance)
            keep_in_order(request, [meeting] if meeting else [])

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What was changed; of a noun that public pages show, with the reason."""
        message = super().construct_change_message(request, form, formsets, add)
        return keep_noun(request, form.instance, message) if message and not add else message

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log changes, and no saves that changed nothing."""
        return super().log_change(request, obj, message) if message else None

    def view_on_site(self, obj: Any) -> str | None:
        """The public page, while there is one."""
        if not hasattr(obj, "get_absolute_url") or not is_public(obj):
            return None
        return str(obj.get_absolute_url())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell the page what it needs beside the form."""
        row = context.get("original")
        meeting = meeting_of(row) if row else None
        context |= {
            "record": meeting if meeting and meeting is not row else None,
            "show_save_and_add_another": row is None,
            "ask_why": asks_why(context["adminform"].form.instance),
            "why": request.POST.get(WHY, ""),
            "can_find": any(
                getattr(rows.opts, "finds_passages", False)
                for rows in context["inline_admin_formsets"]
            ),
        }
        context |= presence(request, meeting)
        for rows in context["inline_admin_formsets"]:
            asked_for = rows.formset.prefix == request.GET.get(OPEN)
            count_collapsed(rows, opened=asked_for or FIND in request.POST)
        if FIND in request.POST:
            messages.info(request, _("Nothing was saved. The passages found are shown below."))
        return super().render_change_form(request, context, *args, **kwargs)


class PartAdmin(BackAtMeeting, RegisterAdmin):
    """A part of a record: it is entered for one meeting and stays with it."""

    #: the field that holds what the part belongs to
    parent = "meeting"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The meeting of a part never changes."""
        fixed = list(super().get_readonly_fields(request, obj))
        return fixed if obj is None else [*fixed, self.parent]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; on the page that adds, the record must be open to this user."""
        form = super().get_form(request, obj, change, **kwargs)
        if self.parent in form.base_fields:
            form.base_fields[self.parent].validators.append(open_to(request))
            inner = form.base_fields[self.parent].widget
            for flag in ("can_add_related", "can_change_related", "can_delete_related"):
                setattr(inner, flag, False)
        return form


class HiddenPartAdmin(PartAdmin):
    """A part with a page of its own, reached from the page of its meeting."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not listed on the first page."""
        return False


class RegisterInline(Autocompletes, GuardedInline):
    """Rows of an owner, on its page."""

    form = RegisterForm
    formset = RegisterFormSet
    extra = 0
    template = "admin/edit_inline/stacked.html"
    #: the rows shown with each, as in a list
    list_select_related: list[str] = []

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows


class TabularRows(RegisterInline, admin.TabularInline):
    """Rows with few columns."""

    template = "admin/edit_inline/tabular.html"


class StackedRows(RegisterInline, admin.StackedInline):
    """Rows with several lines each."""


def count_collapsed(rows: Any, *, opened: bool) -> None:
    """Say how many rows a collapsed box holds; open it where one is led to them."""
    if "collapse" not in rows.classes:
        return
    if opened:
        rows.classes = rows.classes.replace("collapse", "")
    count = rows.formset.initial_form_count()
    rows.opts.verbose_name_plural = f"{rows.opts.verbose_name_plural} ({count})"
