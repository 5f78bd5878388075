"""Series of meetings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Series
from participants.slugs import is_slug

from .base import RegisterAdmin
from .forms import RegisterForm
from .merge import MergingRows


class PermanentSlugForm(RegisterForm):
    """A row with a name and an address."""

    slug_from = ("slug", "name")

    class Meta:
        help_texts = {
            "slug": _("The permanent address. Left empty, it is made from the name."),
            "sort_name": _("What lists are ordered by. Left empty, it is made from the name."),
            "note": _("What readers should know of the series; shown on its page."),
            "broader": _("The wider subject that this one is part of."),
            "abbreviation": _("As sources use it: WPS."),
        }


class PermanentSlugAdmin(MergingRows, RegisterAdmin):
    """A noun with a permanent address."""

    form = PermanentSlugForm
    ordering = ["sort_name", "-pk"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address stays once it has been given out, if record files can hold it."""
        fixed = list(super().get_readonly_fields(request, obj))
        return [*fixed, "slug"] if obj and is_slug(obj.slug) else fixed


@admin.register(Series)
class SeriesAdmin(PermanentSlugAdmin):
    """Meetings that belong together; numbering may restart and names may repeat."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "sort_name", "note"]
