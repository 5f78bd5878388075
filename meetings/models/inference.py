"""What is inferred, not in the source."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .document import Document
from .owned import PARTS, Owned, at_most_one, owner_indexes
from .parts import PartQuerySet

OWNERS = [*PARTS, "document"]


class InferenceQuerySet(PartQuerySet):
    """Inferred values."""

    def of_meetings(self) -> Self:
        """Values of the meetings themselves, not of a part or a document."""
        return self.filter(**{f"{name}__isnull": True for name in OWNERS})


class Inference(Owned):
    """A value that an editor inferred (a year, a name behind an office), with the reason.

    ``field`` is the path of the value inside its owner, as the end of a JSON Pointer
    (RFC 6901) into the record file: ``date``, ``speakers/0/person``.
    """

    document = models.ForeignKey(
        Document,
        models.CASCADE,
        verbose_name=_("document"),
        related_name="inferences",
        null=True,
        blank=True,
        db_index=False,
    )
    field = models.CharField(_("value"), max_length=120)
    reason = models.TextField(_("reason"))

    objects = models.Manager.from_queryset(InferenceQuerySet)()

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("inferred value")
        verbose_name_plural = _("inferred values")
        indexes = owner_indexes("inference", OWNERS)
        constraints = [
            models.CheckConstraint(
                condition=at_most_one(OWNERS),
                name="inference_has_one_owner",
                violation_error_message=_("What is inferred belongs to one part of the record."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(field=""),
                name="inference_has_field_and_reason",
                violation_error_message=_("Give both the value that is inferred and the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"

    @classmethod
    def owner_fields(cls) -> list[str]:
        """Parts of the record, and documents."""
        return OWNERS
