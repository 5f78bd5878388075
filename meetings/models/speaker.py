"""Who said it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from .parts import Identified, PartQuerySet
from .statement import Statement


class SpeakerQuerySet(PartQuerySet):
    """Speakers of statements."""

    meeting_path = "statement__meeting"

    def published(self) -> Self:
        """Speakers of published statements."""
        return self.filter(statement__key__isnull=False)


class Speaker(Identified):
    """Who said it; several make a joint statement. A speaker need not be a delegation."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="speakers")
    order = models.PositiveIntegerField(_("order"), default=0)
    participant = models.ForeignKey(
        Participant,
        models.PROTECT,
        verbose_name=_("participant"),
        related_name="speakers",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="speakers",
        null=True,
        blank=True,
    )
    printed = models.CharField(_("as printed"), max_length=250, blank=True)
    title = models.TextField(_("title of that day"), blank=True)
    capacity = models.CharField(_("capacity"), max_length=250, blank=True)
    on_behalf_of = models.ManyToManyField(
        Participant, verbose_name=_("on behalf of"), related_name="spoken_for", blank=True
    )

    objects = models.Manager.from_queryset(SpeakerQuerySet)()

    class Meta:
        ordering = ["statement", "order", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False)
                | Q(person__isnull=False)
                | ~Q(printed="")
                | ~Q(title=""),
                name="speaker_named_somehow",
                violation_error_message=_(
                    "Give a participant, a person, or how the source names the speaker."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.participant or self.printed or self.title)
