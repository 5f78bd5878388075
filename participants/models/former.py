"""Addresses under which a row was known; they lead to it for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerSlugManager(models.Manager[Any]):
    """Former addresses, found by themselves in fixtures."""

    def get_by_natural_key(self, slug: str) -> Any:
        """Return the row of this address. Raises ``DoesNotExist``."""
        return self.get(slug=slug)


class FormerAddress(models.Model):
    """The slug or key of a row that was merged into another; no other row of its noun takes it.

    A subclass has one foreign key, whose ``related_name`` is ``former_slugs``.
    """

    slug = models.SlugField(_("former slug"), max_length=120, unique=True)

    objects = FormerSlugManager()

    class Meta:
        abstract = True
        ordering = ["slug"]
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")

    def __str__(self) -> str:
        return self.slug

    def natural_key(self) -> tuple[str]:
        """Return what names this row in a fixture: the address."""
        return (self.slug,)


def refuse_former_slug(row: Any, field: str) -> None:
    """Raise ``ValidationError`` on ``field`` where another row was known by that address."""
    former = row._meta.get_field("former_slugs")
    taken = former.related_model.objects.filter(slug=getattr(row, field))
    if taken.exclude(**{former.field.name: row.pk}).exists():
        words = _("Another %(noun)s had this address; old addresses stay with it.")
        raise ValidationError({field: words % {"noun": row._meta.verbose_name}})


def of_former_slugs(model: Any, slugs: Any) -> dict[str, Any]:
    """The rows of a noun that were known by some addresses, by those; one query."""
    former = model._meta.get_field("former_slugs")
    name = former.field.name
    rows = former.related_model.objects.filter(slug__in=list(slugs)).select_related(name)
    return {row.slug: getattr(row, name) for row in rows}
