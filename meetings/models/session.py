"""The parts in which a meeting proceeded."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .agenda import AgendaItem
from .fields import EdtfField
from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet, days_in_order


class Session(NaturalKey):
    """A session; it may have a date and a place, be part of another, or run in parallel."""

    natural_lookups = ("meeting__slug", "meeting__layer", "key")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions")
    key = models.SlugField(_("key"), max_length=80)
    title = models.TextField(_("title"))
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    date = EdtfField(_("date"))
    first_day = models.DateField(_("earliest day"), null=True, editable=False)
    last_day = models.DateField(_("latest day"), null=True, editable=False)
    place = models.CharField(_("place"), max_length=250, blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="parts",
        null=True,
        blank=True,
    )
    agenda = models.ManyToManyField(
        AgendaItem, verbose_name=_("agenda items"), related_name="sessions", blank=True
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                name="session_key_once",
                violation_error_message=_("Another session of this meeting has this key."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                name="session_not_part_of_itself",
                violation_error_message=_("A session is not part of itself."),
            ),
            days_in_order("first_day", "last_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a session of another meeting as the whole this is part of."""
        super().clean()
        if self.part_of and self.part_of.meeting_id != self.meeting_id:
            raise ValidationError({"part_of": _("That session belongs to another meeting.")})
