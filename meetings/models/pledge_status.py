"""The status of a pledge: what the record says of it as of a day; computed, never typed.

The latest update that had begun by the day decides; without one the status says whether the last
due day has passed. Here alone is that said: in plain Python and, for lists, to the database.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .update import Update


class PledgeStatus(models.TextChoices):
    """What the sources say of a pledge on a given day; computed, never typed."""

    ANNOUNCED = "announced", _("No update yet")
    IN_PROGRESS = "in progress", _("In progress")
    FULFILLED = "fulfilled", _("Announced as done")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn by its maker")
    NO_FOLLOW_UP = "no follow-up on record", _("No update, due date passed")


def latest_update(updates: Iterable[Any]) -> Any:
    """The update that decides, of rows with the columns of ``Update``; None where there is none."""
    return max(
        updates,
        key=lambda update: (update.first_day or date.min, update.order, update.pk or 0),
        default=None,
    )


def status_on(day: date, due_last: date | None, updates: Iterable[Any]) -> PledgeStatus:
    """The status of a pledge as of a day, by its last due day and its updates."""
    # An update without a day is one that always held.
    latest = latest_update(row for row in updates if not row.first_day or row.first_day <= day)
    if latest:
        return PledgeStatus(latest.status)
    return PledgeStatus.NO_FOLLOW_UP if due_last and due_last < day else PledgeStatus.ANNOUNCED


def status_expression(day: date) -> Coalesce:
    """The same, told by the database of each row of pledges."""
    begun = Q(first_day__isnull=True) | Q(first_day__lte=day)
    since = Coalesce("first_day", Value(date.min, models.DateField()))
    latest = Update.objects.filter(begun, pledge=OuterRef("pk"))
    decides = latest.order_by(since.desc(), "-order", "-pk").values("status")[:1]
    return Coalesce(Subquery(decides), _unreported(day), output_field=models.CharField())


def listed_status_expression(day: date) -> Case:
    """The same of published pledges, by the latest update that is kept with them.

    Only where that has not begun are all updates asked.
    """
    begun = Q(latest_status_since__isnull=True) | Q(latest_status_since__lte=day)
    return Case(
        When(begun & ~Q(latest_status=""), then="latest_status"),
        When(latest_status_since__gt=day, then=status_expression(day)),
        default=_unreported(day),
        output_field=models.CharField(),
    )


def _unreported(day: date) -> Case:
    overdue = When(due_last__lt=day, then=Value(PledgeStatus.NO_FOLLOW_UP.value))
    return Case(overdue, default=Value(PledgeStatus.ANNOUNCED.value))
