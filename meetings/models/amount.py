"""Sums that were promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .parts import Identified, PledgePartQuerySet
from .pledge import Pledge


class Amount(Identified):
    """A sum promised, with its text."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="amounts")
    order = models.PositiveIntegerField(_("order"), default=0)
    text = models.CharField(_("as printed"), max_length=250)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=4, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    unit = models.CharField(_("unit"), max_length=100, blank=True)

    objects = models.Manager.from_queryset(PledgePartQuerySet)()

    class Meta:
        ordering = ["pledge", "order", "pk"]
        verbose_name = _("sum")
        verbose_name_plural = _("sums")

    def __str__(self) -> str:
        return self.text
