"""Where in a source the words stand: the heart of the record."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .document import Document
from .owned import PARTS, Owned, at_most_one, owner_indexes
from .parts import PartQuerySet


class Passage(Owned):
    """One range of a source that a part of a record comes from.

    By position (code points) and by quotation, as TextPositionSelector and
    TextQuoteSelector of the W3C Web Annotation model. Several passages of one part are
    the ranges into which a page break or the layout cuts it. A statement is the words of its
    passages, so these keep no second copy of them.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("document"), related_name="passages"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("quotation"), null=True)  # noqa: DJ001 - "" is no quotation

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        indexes = owner_indexes("passage", list(PARTS))
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="passage_not_empty",
                violation_error_message=_(
                    "It ends before it begins; give the first and last words again."
                ),
            ),
            models.CheckConstraint(
                condition=at_most_one(list(PARTS)),
                name="passage_has_one_owner",
                violation_error_message=_("A passage belongs to one part of the record."),
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=True, exact__isnull=False)
                | Q(statement__isnull=False, exact__isnull=True),
                name="passage_words_unless_statement",
                violation_error_message=_(
                    "A statement has its words itself, and every other part quotes its source."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    @property
    def words(self) -> str:
        """The words: as they are kept, else as the document has them at the range."""
        if self.exact is None:
            return str(self.document.text[self.start : self.end])
        return self.exact


def leave_words(instance: Passage, **_signal: Any) -> None:
    """Receiver of a passage that is saved: that of a statement keeps no words of its own.

    A form knows them before it has the statement; fixtures of older registers hold them.
    """
    if instance.statement_id is not None:
        instance.exact = None
