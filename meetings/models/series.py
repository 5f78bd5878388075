"""Meetings that belong together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.fields import SortField
from participants.models.former import FormerAddress, refuse_former_slug

from ..addresses import address
from .parts import Named, NamedQuerySet


class Series(Named):
    """A series of meetings; numbering may restart and names may repeat: the slug is the key."""

    name = models.CharField(_("name"), max_length=250)
    sort_name = SortField(_("sort name"))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    note = models.TextField(_("note"), blank=True)

    objects = models.Manager.from_queryset(NamedQuerySet)()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="series_named",
                violation_error_message=_("Give the name."),
            )
        ]

    def clean(self) -> None:
        """Refuse a slug under which another series was known. Raises ``ValidationError``."""
        super().clean()
        refuse_former_slug(self, "slug")

    def get_absolute_url(self) -> str:
        """The page of the series."""
        return address("series", self.slug)


class FormerSeriesSlug(FormerAddress):
    """An address under which a series was known."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="former_slugs")
