"""Who made a pledge."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from .parts import Identified, PledgePartQuerySet
from .pledge import Pledge


class Pledger(Identified):
    """Who made a pledge."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="pledgers")
    order = models.PositiveIntegerField(_("order"), default=0)
    participant = models.ForeignKey(
        Participant,
        models.PROTECT,
        verbose_name=_("participant"),
        related_name="pledgers",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="pledgers",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(PledgePartQuerySet)()

    class Meta:
        ordering = ["pledge", "order", "pk"]
        verbose_name = _("made by")
        verbose_name_plural = _("made by")
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(person__isnull=False),
                name="pledger_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.participant)
