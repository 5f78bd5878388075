"""Figures, on the page of their meeting and on their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Figure

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of

HELP = {
    "text": _("In the source's own words (“more than 50 countries”), never our own count."),
    "subject": _("What is counted: countries present, members."),
    "statement": _("The statement that reports it, if one does."),
}


class FigureForm(RegisterForm):
    """A figure."""

    class Meta:
        help_texts = HELP


class FigureRowForm(OnePassageForm):
    """A figure with its passage."""

    class Meta:
        help_texts = HELP


class FigureInline(RowsWithPassage):
    """The figures of a meeting."""

    model = Figure
    form = FigureRowForm
    classes = ["collapse"]
    lines = [("text", "subject"), ("statement", "order")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("statement")


@admin.register(Figure)
class FigureAdmin(HiddenPartAdmin):
    """A number that the source reports, in its own words; never summed."""

    form = FigureForm
    fields = ["meeting", "order", "text", "subject", "statement"]
    list_display = ["text", "subject", "meeting"]
    list_select_related = ["meeting"]
    search_fields = ["text", "subject"]
    inlines = [passages_of("figure"), inferences_of("figure")]
