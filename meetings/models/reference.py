"""Documents that a record's source refers to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .document import Document
from .meeting import Meeting
from .parts import Identified, PartQuerySet


class Reference(Identified):
    """A document referred to in a record's source."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="references")
    order = models.PositiveIntegerField(_("order"), default=0)
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("document"), related_name="references"
    )

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("document referred to")
        verbose_name_plural = _("documents referred to")

    def __str__(self) -> str:
        # A form that is shown again may have named none.
        return str(self.document) if self.document_id else "–"
