"""How meetings hang together, on the page of the meeting that says so."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Relation

from .base import HiddenPartAdmin
from .fields import StubWrapper
from .forms import RegisterForm
from .one_passage import OnePassageForm, RowsWithPassage
from .passages import inferences_of, passages_of

HELP = {
    "relation": _("What the other meeting is to this one, as this source states it."),
    "other": _("A meeting only named. Its own record, if there is one, has the same slug."),
    "printed": _("How the source names it."),
}


class StubLinks(admin.options.BaseModelAdmin):
    """The links beside the choice of the other meeting lead to meetings only named."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The choice, with links of its own kind."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "other" and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.__class__ = StubWrapper
        return field


class RelationForm(RegisterForm):
    """A relation."""

    class Meta:
        help_texts = HELP


class RelationRowForm(OnePassageForm):
    """A relation with its passage."""

    class Meta:
        help_texts = HELP


class RelationInline(StubLinks, RowsWithPassage):
    """The meetings that a record names."""

    model = Relation
    fk_name = "meeting"
    form = RelationRowForm
    classes = ["collapse"]
    lines = [("relation", "order"), "other", "printed"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows show."""
        return super().get_queryset(request).select_related("other__series")


@admin.register(Relation)
class RelationAdmin(StubLinks, HiddenPartAdmin):
    """What another meeting is to this one; its inverse is shown, not entered."""

    form = RelationForm
    fields = ["meeting", "order", "relation", "other", "printed"]
    list_display = ["relation", "other", "meeting"]
    list_select_related = ["meeting__series", "other__series"]
    search_fields = ["printed", "other__title"]
    inlines = [passages_of("relation"), inferences_of("relation")]
