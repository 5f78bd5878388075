"""Documents that a source refers to, on the page of the meeting."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Reference

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .owned import InferenceInline, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm


class ReferenceForm(RegisterForm):
    """A reference."""

    class Meta:
        help_texts = {"document": _("The document referred to (A/RES/60/1); each is entered once.")}


class ReferenceRowForm(ReferenceForm, RowWithPassageForm):
    """A reference with its passage."""


class ReferenceInline(RowsWithPassage):
    """The documents that a record's source refers to."""

    model = Reference
    form = ReferenceRowForm
    classes = ["collapse"]
    lines = [("document", "order")]
    list_select_related = ["document"]


@admin.register(Reference)
class ReferenceAdmin(HiddenPartAdmin):
    """A document referred to."""

    form = ReferenceForm
    fields = ["meeting", "order", "document"]
    list_display = ["document", "meeting"]
    list_select_related = ["document", "meeting"]
    search_fields = ["document__title", "document__symbol"]
    inlines = [PassageInline, InferenceInline]
