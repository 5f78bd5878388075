"""What the portal itself keeps: searches that found nothing, so that staff see what is missing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FruitlessSearch(models.Model):
    """A query that found nothing on a day, and how often; never by whom or at what hour."""

    day = models.DateField(_("day"))
    query = models.CharField(_("query"), max_length=100)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-day", "-count", "query"]
        indexes = [models.Index(fields=["-day", "-count", "query"], name="fruitless_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["day", "query"], name="fruitless_once_a_day"),
            models.CheckConstraint(condition=~Q(query=""), name="fruitless_query_given"),
        ]

    def __str__(self) -> str:
        return self.query
