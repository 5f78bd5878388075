"""Documents that a source refers to, on the page of the meeting."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Reference

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of

HELP = {"document": _("The document referred to (A/RES/60/1); each is entered once.")}


class ReferenceForm(RegisterForm):
    """A reference."""

    class Meta:
        help_texts = HELP


class ReferenceRowForm(OnePassageForm):
    """A reference with its passage."""

    class Meta:
        help_texts = HELP


class ReferenceInline(RowsWithPassage):
    """The documents that a record's source refers to."""

    model = Reference
    form = ReferenceRowForm
    classes = ["collapse"]
    lines = [("document", "order")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("document")


@admin.register(Reference)
class ReferenceAdmin(HiddenPartAdmin):
    """A document referred to."""

    form = ReferenceForm
    fields = ["meeting", "order", "document"]
    list_display = ["document", "meeting"]
    list_select_related = ["document", "meeting"]
    search_fields = ["document__title", "document__symbol"]
    inlines = [passages_of("reference"), inferences_of("reference")]
