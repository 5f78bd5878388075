"""Agenda items, on the page of their meeting and on their own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem

from .base import HiddenPartAdmin
from .forms import LinesField, RegisterForm
from .owned import InferenceInline, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm


class AgendaForm(RegisterForm):
    """An agenda item."""

    slug_from = ("key", "title")
    items = LinesField(label=_("Sub-items"), required=False, help_text=_("One a line, as printed."))


class AgendaRowForm(AgendaForm, RowWithPassageForm):
    """An agenda item with its passage."""


class AgendaInline(RowsWithPassage):
    """The agenda of a meeting."""

    model = AgendaItem
    form = AgendaRowForm
    classes = ["collapse"]
    lines = [("order", "key"), "title", "items"]


@admin.register(AgendaItem)
class AgendaAdmin(HiddenPartAdmin):
    """An item of the agenda; it can have no session, as a session can have no item."""

    form = AgendaForm
    fields = ["meeting", "order", "key", "title", "items"]
    list_display = ["title", "meeting", "key"]
    list_select_related = ["meeting"]
    search_fields = ["title", "key"]
    first_box = "id_title"
    inlines = [PassageInline, InferenceInline]
