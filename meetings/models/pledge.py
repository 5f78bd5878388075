"""What was promised, and what became of it."""

import datetime
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from ..addresses import numbered_address
from ..dates import wording
from .choices import Noun, PledgeKind, Strength, UpdateStatus
from .fields import EdtfField, MadeField
from .meeting import Meeting, RetiredNumber
from .parts import Identified, NaturalKey, PartQuerySet, closed, days_in_order
from .series import Series
from .statement import Statement
from .wording import pledge_makers


class PledgeStatus(models.TextChoices):
    """What the sources say of a pledge on a given day; computed, never typed."""

    ANNOUNCED = "announced", _("Announced")
    IN_PROGRESS = "in progress", _("In progress")
    FULFILLED = "fulfilled", _("Fulfilled")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn by its maker")
    NO_FOLLOW_UP = "no follow-up on record", _("No follow-up on record")


class PledgeQuerySet(PartQuerySet):
    """Pledges."""

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("meeting__series", "statement").prefetch_related(
            "pledgers__participant", "pledgers__person", "updates", "amounts"
        )

    def with_status(self, day: date) -> Self:
        """Each with ``status``: what :meth:`Pledge.status_on` says of it, told by the database."""
        return self.annotate(status=_status_on(day))

    def listed(self, day: date) -> Self:
        """Published pledges with ``status`` as of ``day``, by what is derived for lists.

        The latest update tells it; only where that has not begun are all updates asked.
        """
        begun = Q(told_since__isnull=True) | Q(told_since__lte=day)
        return self.filter(place__isnull=False).annotate(
            status=Case(
                When(begun & ~Q(told=""), then="told"),
                When(told_since__gt=day, then=_status_on(day)),
                default=_unreported(day),
                output_field=models.CharField(),
            )
        )


def _unreported(day: date) -> Case:
    overdue = When(due_last__lt=day, then=Value(PledgeStatus.NO_FOLLOW_UP.value))
    return Case(overdue, default=Value(PledgeStatus.ANNOUNCED.value))


def _status_on(day: date) -> Coalesce:
    """What the latest update tells that had begun by the day, else whether it is overdue."""
    begun = Q(first_day__isnull=True) | Q(first_day__lte=day)
    since = Coalesce("first_day", Value(date.min, models.DateField()))
    latest = (
        Update.objects.filter(begun, pledge=OuterRef("pk"))
        .order_by(since.desc(), "-order", "-pk")
        .values("status")[:1]
    )
    return Coalesce(Subquery(latest), _unreported(day), output_field=models.CharField())


class Pledge(NaturalKey):
    """A promise: who, what, how firmly, and by when. Its number is permanent.

    ``place``, ``series``, ``told`` and ``told_since`` are derived, see ``places``.
    """

    natural_lookups = ("meeting__slug", "meeting__layer", "number")

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
    place = models.BigIntegerField(
        _("place in lists"), null=True, unique=True, editable=False, serialize=False
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
    told = models.CharField(max_length=20, null=True, editable=False, serialize=False)  # noqa: DJ001  (NULL unless public)
    told_since = models.DateField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(PledgeQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "number"]
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        indexes = [
            # All that lists filter and count by, so that they are read from the index alone.
            models.Index(
                fields=[
                    "place",
                    "told",
                    "due_last",
                    "told_since",
                    "kind",
                    "strength",
                    "series",
                    "made_first",
                    "made_last",
                    "id",
                ],
                name="pledge_by_place",
            ),
            models.Index(fields=["due_last", "place"], name="pledge_by_due"),
            models.Index(fields=["told_since"], name="pledge_by_report"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="pledge_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="pledge_numbered_from_1"),
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
        retired = RetiredNumber.objects.filter(
            meeting=self.meeting_id, noun=Noun.PLEDGE, number=self.number or 0
        )
        if self.meeting_id and retired.exists():
            raise ValidationError({"number": _("This number was retired and is not used again.")})
        if self.statement and self.statement.meeting_id != self.meeting_id:
            raise ValidationError({"statement": _("That statement belongs to another meeting.")})

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting.slug, self.number)

    @property
    def makers(self) -> str:
        """Who promised it, in words; empty where the source is silent."""
        return pledge_makers(self)

    @property
    def made_wording(self) -> str:
        """When it was made, in words; empty where that is not stated."""
        if self.made in MadeField.words:
            return gettext("before the meeting")
        return wording(self.made) if self.made else ""

    @property
    def due_wording(self) -> str:
        """When it is due, in words; empty where that is not stated."""
        return wording(self.due) if self.due else ""

    def status_on(self, day: date, updates: Iterable["Update"] | None = None) -> PledgeStatus:
        """What the record says of the pledge as of ``day``.

        The latest update that had begun by then decides; without one, a pledge whose
        last due day has passed shows no follow-up, any other is announced.
        """
        known = [u for u in (self.updates.all() if updates is None else updates) if u.began_by(day)]
        if known:
            latest = max(known, key=lambda u: (u.first_day or date.min, u.order, u.pk or 0))
            return PledgeStatus(latest.status)
        if self.due_last and self.due_last < day:
            return PledgeStatus.NO_FOLLOW_UP
        return PledgeStatus.ANNOUNCED


class PledgePartQuerySet(PartQuerySet):
    """Rows below a pledge."""

    meeting_path = "pledge__meeting"


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

    @property
    def wording(self) -> str:
        """The body with its person, or the one that is known: "Timor-Leste (Ada Example)"."""
        if self.person and self.participant:
            return f"{self.participant.name} ({self.person.name})"
        return str(self)


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


class Update(Identified):
    """What a source asserts of a pledge, and when; from this or a later meeting's document."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="updates")
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

    @property
    def date_wording(self) -> str:
        """When it was reported, in words; empty where that is not stated."""
        return wording(self.date) if self.date else ""

    def began_by(self, day: datetime.date) -> bool:
        """Whether the update's earliest day is not after ``day``; undated ones always are."""
        return self.first_day is None or self.first_day <= day
