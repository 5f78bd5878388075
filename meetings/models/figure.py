"""Numbers that sources report."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import Identified, PartQuerySet
from .statement import Statement

#: how editors say in ``subject`` that those present are counted
ATTENDING = ("took part", "brought together", "attended", "were present")


class FigureQuerySet(PartQuerySet):
    """Numbers that sources report."""

    def of_attendance(self) -> Self:
        """Numbers of those who took part."""
        said = Q()
        for words in ATTENDING:
            said |= Q(subject__icontains=words)
        return self.filter(said)


class Figure(Identified):
    """A number in the source's own words ("more than 50 countries").

    Never replaced by a count of ours, never summed.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="figures")
    order = models.PositiveIntegerField(_("order"), default=0)
    text = models.TextField(_("as printed"))
    subject = models.CharField(_("what is counted"), max_length=250)
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        verbose_name=_("statement"),
        related_name="figures",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(FigureQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return self.text
