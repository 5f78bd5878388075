"""Numbers and addresses that are never used again."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .choices import Layer, Noun
from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet, closed


class RetiredNumber(NaturalKey):
    """The number of a statement or pledge that was taken out: never used again."""

    natural_lookups = ("meeting__slug", "meeting__layer", "noun", "number")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="retired_numbers")
    noun = models.CharField(_("kind"), max_length=10, choices=Noun)
    number = models.PositiveIntegerField(_("number"))

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "noun", "number"]
        verbose_name = _("retired number")
        verbose_name_plural = _("retired numbers")
        constraints = [
            closed("noun", Noun),
            models.UniqueConstraint(
                fields=["meeting", "noun", "number"],
                name="retired_number_once",
                violation_error_message=_("This number is retired already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.number}"


def refuse_retired_number(meeting: int | None, noun: Noun, number: int | None) -> None:
    """Raise ``ValidationError`` on ``number`` where a meeting has retired it."""
    retired = RetiredNumber.objects.filter(meeting=meeting, noun=noun, number=number or 0)
    if meeting and retired.exists():
        raise ValidationError({"number": _("This number was retired and is not used again.")})


class FormerSlugQuerySet(PartQuerySet):
    """Former addresses of meetings."""

    def public(self) -> Self:
        """Those of published records, and of meetings that they name, by now recorded or not."""
        rows = Meeting.objects.public()
        recorded = Meeting.objects.published().filter(slug=OuterRef("meeting__slug"))
        return self.filter(
            Exists(rows.filter(pk=OuterRef("meeting")))
            | Q(Exists(recorded), meeting__layer=Layer.STUB)
        )


class FormerSlug(NaturalKey):
    """An address under which a meeting was known; it redirects for good."""

    natural_lookups = ("slug",)

    slug = models.SlugField(_("former slug"), max_length=120, unique=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="former_slugs")

    objects = models.Manager.from_queryset(FormerSlugQuerySet)()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")

    def __str__(self) -> str:
        return self.slug
