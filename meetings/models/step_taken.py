"""The steps that a record took on its way: submitted, sent back, published, withdrawn."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Step
from .meeting import Meeting
from .parts import Identified, PartQuerySet, closed


class StepTakenQuerySet(PartQuerySet):
    """Steps of records."""

    def newest_first(self) -> Self:
        """The last one first; they are noted in the order in which they are taken."""
        return self.order_by("-pk")


class StepTaken(Identified):
    """A step of a record: who took it, when, and why; noted with the step, never changed.

    A revision holds what was public. A step is noted of drafts as well, and goes with them.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps_taken")
    step = models.CharField(_("step"), max_length=20, choices=Step)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    when = models.DateTimeField(_("when"), default=timezone.now)
    why = models.TextField(_("why"), blank=True)

    objects = models.Manager.from_queryset(StepTakenQuerySet)()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("step of a record")
        verbose_name_plural = _("steps of records")
        constraints = [
            closed("step", Step),
            models.CheckConstraint(
                condition=~Q(step=Step.SEND_BACK) | ~Q(why=""),
                name="sent_back_with_a_reason",
                violation_error_message=_("Give the reason; it is kept with the step."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())


def last_step(field: str = "pk") -> Any:
    """An expression for meetings: a field of the last step that each took; NULL for none."""
    steps = StepTaken.objects.filter(meeting=OuterRef("pk")).newest_first()
    return Subquery(steps.values(field)[:1])
