"""How meetings hang together, on the page of the meeting that says so."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Relation

from .base import HiddenPartAdmin
from .forms import RegisterForm
from .owned import InferenceInline, PassageInline
from .passage import RowsWithPassage, RowWithPassageForm


class StubWrapper(RelatedFieldWidgetWrapper):
    """The links beside a choice of a meeting that is only named: they lead to its own pages."""

    def get_related_url(self, info: tuple[str, str], action: str, *args: Any) -> str:
        """The page that adds, changes or deletes a stub."""
        return reverse(
            f"admin:meetings_stubmeeting_{action}", current_app=self.admin_site.name, args=args
        )


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
        help_texts = {
            "relation": _("What the other meeting is to this one, as this source states it."),
            "other": _("A meeting only named. Its own record, if there is one, has the same slug."),
            "printed": _("How the source names it."),
        }


class RelationRowForm(RelationForm, RowWithPassageForm):
    """A relation with its passage."""


class RelationInline(StubLinks, RowsWithPassage):
    """The meetings that a record names."""

    model = Relation
    fk_name = "meeting"
    form = RelationRowForm
    classes = ["collapse"]
    lines = [("relation", "order"), "other", "printed"]
    list_select_related = ["other__series"]


@admin.register(Relation)
class RelationAdmin(StubLinks, HiddenPartAdmin):
    """What another meeting is to this one; its inverse is shown, not entered."""

    form = RelationForm
    fields = ["meeting", "order", "relation", "other", "printed"]
    list_display = ["relation", "other", "meeting"]
    list_select_related = ["meeting__series", "other__series"]
    search_fields = ["printed", "other__title"]
    inlines = [PassageInline, InferenceInline]
