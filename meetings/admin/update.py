"""What became of a pledge, on its page and on a page of its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Update

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of
from .texts import DATE

HELP = {
    "date": DATE,
    "status": _("What is asserted of the pledge at that date."),
    "asserted_by": _("Who says so, as the source names them."),
    "text": _("What is said, in short."),
    "meeting": _("The meeting whose document reports it; empty for this one."),
}


class UpdateForm(RegisterForm):
    """An update."""

    class Meta:
        help_texts = HELP


class UpdateRowForm(OnePassageForm):
    """An update with its passage."""

    class Meta:
        help_texts = HELP


class UpdateInline(RowsWithPassage):
    """The updates of a pledge."""

    model = Update
    form = UpdateRowForm
    lines = [("date", "status", "order"), ("asserted_by", "meeting"), "text"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("meeting__series")


@admin.register(Update)
class UpdateAdmin(HiddenPartAdmin):
    """What a source asserts of a pledge, and when."""

    parent = "pledge"
    form = UpdateForm
    fields = ["pledge", ("date", "status", "order"), ("asserted_by", "meeting"), "text"]
    list_display = ["status", "date", "pledge"]
    list_select_related = ["pledge"]
    search_fields = ["text", "asserted_by"]
    inlines = [passages_of("update"), inferences_of("update")]
