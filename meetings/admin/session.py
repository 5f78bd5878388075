"""Sessions, on the page of their meeting and on their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Session

from .base import HiddenPartAdmin
from .forms import DATE, RegisterForm
from .owned import InferenceInline, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm


class SessionForm(RegisterForm):
    """A session."""

    slug_from = ("key", "title")

    class Meta:
        help_texts = {
            "kind": _("As the source calls it: opening, panel, closing."),
            "date": DATE,
            "part_of": _("The session that this one is part of."),
        }


class SessionRowForm(SessionForm, RowWithPassageForm):
    """A session with its passage."""


class SessionInline(RowsWithPassage):
    """The sessions of a meeting."""

    model = Session
    form = SessionRowForm
    classes = ["collapse"]
    lines = [("order", "key"), "title", ("kind", "date", "place"), ("part_of", "agenda")]
    list_select_related = ["part_of"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).prefetch_related("agenda")


@admin.register(Session)
class SessionAdmin(HiddenPartAdmin):
    """A session; it may have a date and a place, be part of another, or run in parallel."""

    form = SessionForm
    fields = ["meeting", "order", "key", "title", "kind", "date", "place", "part_of", "agenda"]
    list_display = ["title", "meeting", "date"]
    list_select_related = ["meeting"]
    search_fields = ["title", "key"]
    carried = ("kind", "date", "place", "part_of")
    first_box = "id_title"
    inlines = [PassageInline, InferenceInline]
