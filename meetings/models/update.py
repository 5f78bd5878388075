"""What became of pledges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import UpdateStatus
from .fields import EdtfField
from .meeting import Meeting
from .parts import Identified, PledgePartQuerySet, closed, days_in_order


class Update(Identified):
    """What a source asserts of a pledge, and when; from this or a later meeting's document."""

    pledge = models.ForeignKey("meetings.Pledge", models.CASCADE, related_name="updates")
    order = models.PositiveIntegerField(_("order"), default=0)
    date = EdtfField(_("date"))
    first_day = models.DateField(_("earliest day"), null=True, editable=False)
    last_day = models.DateField(_("latest day"), null=True, editable=False)
    status = models.CharField(_("status"), max_length=20, choices=UpdateStatus)
    asserted_by = models.CharField(_("asserted by"), max_length=250, blank=True)
    text = models.TextField(_("what is said"), blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting that reports it"),
        related_name="updates_reported",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(PledgePartQuerySet)()

    class Meta:
        ordering = ["pledge", "first_day", "order", "pk"]
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        constraints = [closed("status", UpdateStatus), days_in_order("first_day", "last_day")]

    def __str__(self) -> str:
        return str(self.get_status_display())
