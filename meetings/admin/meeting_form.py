"""The form of a recorded meeting, on its own page and at the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.models.choices import Layer

from .forms import DATE, PRINTED, RegisterForm


class MeetingForm(RegisterForm):
    """A meeting; its state is no field, the steps are buttons."""

    slug_from = ("slug", "title")

    class Meta:
        help_texts = {
            "title": _("As it is shown. Left empty, the page composes one and says so."),
            "title_printed": PRINTED,
            "slug": _(
                "The permanent address. Left empty, it is made from the title. "
                "After a change the old address leads to the new one."
            ),
            "series": _("Meetings that belong together."),
            "ordinal": _("Which meeting of the series it is, as a number."),
            "theme": _("As the source words it."),
            "date": DATE,
            "city": _("City, country and venue may each be unknown."),
            "mode": _("Virtual and in a city is normal."),
            "stage": _("Whether it took place, as far as the sources say."),
            "summary": _("In your own words; it is shown as the editor's."),
            "attendance": _(
                "Whether the list of those present is whole. “Not recorded” is never shown as "
                "absent or 0."
            ),
        }

    def siblings(self) -> Any:
        """All meetings: a draft's slug meets that of a stub only on purpose."""
        return Meeting.objects.exclude(pk=self.instance.pk).exclude(layer=Layer.CORRECTION)
