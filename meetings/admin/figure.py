"""Figures, on the page of their meeting and on their own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Figure

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .owned import InferenceInline, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm


class FigureForm(RegisterForm):
    """A figure."""

    class Meta:
        help_texts = {
            "text": _("In the source's own words (“more than 50 countries”), never our own count."),
            "subject": _("What is counted: countries present, members."),
            "statement": _("The statement that reports it, if one does."),
        }


class FigureRowForm(FigureForm, RowWithPassageForm):
    """A figure with its passage."""


class FigureInline(RowsWithPassage):
    """The figures of a meeting."""

    model = Figure
    form = FigureRowForm
    classes = ["collapse"]
    lines = [("text", "subject"), ("statement", "order")]
    list_select_related = ["statement"]


@admin.register(Figure)
class FigureAdmin(HiddenPartAdmin):
    """A number that the source reports, in its own words; never summed."""

    form = FigureForm
    fields = ["meeting", "order", "text", "subject", "statement"]
    list_display = ["text", "subject", "meeting"]
    list_select_related = ["meeting"]
    search_fields = ["text", "subject"]
    carried = ("statement",)
    first_box = "id_text"
    inlines = [PassageInline, InferenceInline]
