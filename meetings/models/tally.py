"""How many statements have a value of a facet, and each two values together: derived.

Each pair stands twice, once under either value, so that one read of an index gives the facets
of a list with one filter, the most frequent values first. Only published statements count.
What each meeting adds is kept beside, so that a change is applied as the difference.
"""

from typing import Any

from django.db import models
from django.db.models import F

from .meeting import Meeting


class Undumped(models.Manager):
    """Gives no row: ``dumpdata`` asks the default manager, and derived rows are not dumped."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Nothing."""
        return super().get_queryset().none()


class FacetCount(models.Model):
    """Statements with the value ``counted`` among those with ``chosen`` (or among ``ALL``).

    The row of ``ALL`` and ``ALL`` counts every published statement.
    """

    chosen = models.BigIntegerField()
    counted = models.BigIntegerField()
    facet = models.SmallIntegerField()
    n = models.IntegerField()

    undumped = Undumped()
    objects = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["chosen", "counted"], name="facet_count_once"),
        ]
        indexes = [
            models.Index(F("chosen"), F("facet"), F("n").desc(), F("counted"), name="facet_most"),
        ]

    def __str__(self) -> str:
        return f"{self.counted} among {self.chosen}: {self.n}"


class CountedMeeting(models.Model):
    """What the statements of a meeting add: how many have which values, alike ones together."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    statements = models.JSONField(default=list)

    undumped = Undumped()
    objects = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
