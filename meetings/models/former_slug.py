"""Addresses under which records were known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet


class FormerSlug(NaturalKey):
    """An address under which a record was known; it redirects for good."""

    natural_lookups = ("slug",)

    slug = models.SlugField(_("former slug"), max_length=120, unique=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="former_slugs")

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")

    def __str__(self) -> str:
        return self.slug
