"""Sessions, on the page of their meeting and on their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Session

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of
from .texts import DATE

HELP = {
    "kind": _("As the source calls it: opening, panel, closing."),
    "date": DATE,
    "part_of": _("The session that this one is part of."),
}


class SessionForm(RegisterForm):
    """A session."""

    slug_from = ("key", "title")

    class Meta:
        help_texts = HELP


class SessionRowForm(OnePassageForm):
    """A session with its passage."""

    slug_from = ("key", "title")

    class Meta:
        help_texts = HELP


class SessionInline(RowsWithPassage):
    """The sessions of a meeting."""

    model = Session
    form = SessionRowForm
    classes = ["collapse"]
    lines = [("order", "key"), "title", ("kind", "date", "place"), ("part_of", "agenda")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        rows = super().get_queryset(request)
        return rows.select_related("part_of").prefetch_related("agenda")


@admin.register(Session)
class SessionAdmin(HiddenPartAdmin):
    """A session; it may have a date and a place, be part of another, or run in parallel."""

    form = SessionForm
    fields = ["meeting", "order", "key", "title", "kind", "date", "place", "part_of", "agenda"]
    list_display = ["title", "meeting", "date"]
    list_select_related = ["meeting"]
    search_fields = ["title", "key"]
    inlines = [passages_of("session"), inferences_of("session")]
