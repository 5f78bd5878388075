"""Agenda items, on the page of their meeting and on their own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem

from .base import HiddenPartAdmin
from .fields import LinesField
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of

SUB_ITEMS = {
    "label": _("Sub-items"),
    "required": False,
    "help_text": _("One a line, as printed."),
}


class AgendaForm(RegisterForm):
    """An agenda item."""

    slug_from = ("key", "title")
    items = LinesField(**SUB_ITEMS)


class AgendaRowForm(OnePassageForm):
    """An agenda item with its passage."""

    slug_from = ("key", "title")
    items = LinesField(**SUB_ITEMS)


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
    inlines = [passages_of("agenda_item"), inferences_of("agenda_item")]
