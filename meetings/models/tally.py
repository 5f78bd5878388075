"""Numbers that lists and facets read instead of counting: derived.

A value of a facet is stored as one number, see ``meetings.derived.facet_codes``. Two values of
statements stand twice, once under either, so that one read of an index gives the facets of a
list with one filter, the most frequent values first. Only published records count.
"""

from django.db import models
from django.db.models import F

from .meeting import Meeting
from .undumped import DerivedRow


class Tally(DerivedRow):
    """How many have the value ``counted`` among those with ``chosen`` (or among ``ALL``).

    The row of ``ALL`` and ``ALL`` counts every published statement.
    """

    chosen = models.BigIntegerField()
    counted = models.BigIntegerField()
    facet = models.SmallIntegerField()
    n = models.IntegerField()

    class Meta(DerivedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["chosen", "counted"], name="tally_once")]
        indexes = [
            models.Index(F("chosen"), F("facet"), F("n").desc(), F("counted"), name="tally_most"),
        ]

    def __str__(self) -> str:
        return f"{self.counted} among {self.chosen}: {self.n}"


class MeetingTally(DerivedRow):
    """What a published record adds to the tallies, so that a change is applied as the difference.

    ``statements``: how many statements have which values, alike ones together. ``others``: all
    else, as ``[chosen, counted, n]``.
    """

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    statements = models.JSONField(default=list)
    others = models.JSONField(default=list)

    class Meta(DerivedRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.pk)
