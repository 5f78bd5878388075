"""What was promised, by whom, and the sums."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.models.search_text import SearchTextField, SearchTextRow

from ..addresses import numbered_address
from .choices import PledgeKind, Strength
from .fields import EdtfField, MadeField
from .meeting import Meeting
from .numbered import Numbered
from .parts import Identified, PartQuerySet, PledgePartQuerySet, closed, days_in_order
from .pledge_status import (
    PledgeStatus,
    listed_status_expression,
    status_expression,
    status_on,
)
from .series import Series
from .statement import Statement


class PledgeQuerySet(PartQuerySet):
    """Pledges."""

    def with_status(self, day: date) -> Self:
        """Each with ``status``: what :meth:`Pledge.status_on` says of it, told by the database."""
        return self.annotate(status=status_expression(day))

    def listed(self, day: date) -> Self:
        """Published pledges with ``status`` as of ``day``, by what is derived for lists."""
        rows = self.filter(position__isnull=False)
        return rows.annotate(status=listed_status_expression(day))


class Pledge(SearchTextRow, Numbered):
    """A promise: who, what, how firmly, and by when. Its number is permanent.

    ``position``, ``series``, ``latest_status`` and ``latest_status_since`` are derived, see
    ``meetings.derived.pledge_positions``.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="pledges")
    number = models.PositiveIntegerField(_("number"))
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.TextField(_("title"))
    collective = models.TextField(_("collective"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PledgeKind)
    strength = models.CharField(_("strength"), max_length=20, choices=Strength)
    condition = models.TextField(_("condition"), blank=True)
    due = EdtfField(_("due"), first="due_first", last="due_last")
    due_first = models.DateField(_("earliest due day"), null=True, editable=False)
    due_last = models.DateField(_("latest due day"), null=True, editable=False)
    made = MadeField(_("made"), first="made_first", last="made_last")
    made_first = models.DateField(_("earliest day made"), null=True, editable=False)
    made_last = models.DateField(_("latest day made"), null=True, editable=False)
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        verbose_name=_("statement"),
        related_name="pledges",
        null=True,
        blank=True,
    )
    position = models.BigIntegerField(
        _("position in lists"), null=True, unique=True, editable=False, serialize=False
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        editable=False,
        serialize=False,
        related_name="+",
        db_index=False,
    )
    latest_status = models.CharField(max_length=20, null=True, editable=False, serialize=False)  # noqa: DJ001  (NULL unless public)
    latest_status_since = models.DateField(null=True, editable=False, serialize=False)

    search_text = SearchTextField(columns=("title", "collective", "condition"))

    objects = models.Manager.from_queryset(PledgeQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "number"]
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        indexes = [
            # All that lists filter and count by, so that they are read from the index alone.
            models.Index(
                fields=[
                    "position",
                    "latest_status",
                    "due_last",
                    "latest_status_since",
                    "kind",
                    "strength",
                    "series",
                    "made_first",
                    "made_last",
                    "id",
                ],
                name="pledge_by_position",
            ),
            models.Index(fields=["due_last", "position"], name="pledge_by_due"),
            models.Index(fields=["latest_status_since"], name="pledge_by_report"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="pledge_number_once",
                violation_error_message=_("Another pledge of this meeting has this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="pledge_numbered_from_1",
                violation_error_message=_("Numbers begin with 1."),
            ),
            closed("kind", PledgeKind),
            closed("strength", Strength),
            days_in_order("due_first", "due_last"),
            days_in_order("made_first", "made_last"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a retired number and a statement of another meeting."""
        super().clean()
        if self.statement and self.statement.meeting_id != self.meeting_id:
            raise ValidationError({"statement": _("That statement belongs to another meeting.")})

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting.slug, self.number)

    def status_on(self, day: date) -> PledgeStatus:
        """What the record says of the pledge as of ``day``."""
        return status_on(day, self.due_last, self.updates.all())


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
    title = models.TextField(_("title of that day"), blank=True)

    objects = models.Manager.from_queryset(PledgePartQuerySet)()

    class Meta:
        ordering = ["pledge", "order", "pk"]
        verbose_name = _("made by")
        verbose_name_plural = _("made by")
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(person__isnull=False),
                name="pledger_is_somebody",
                violation_error_message=_("Give a participant or a person."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.participant)
