"""Which published record a draft correction is of, and what that record was when it began."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet


class OpenCorrection(NaturalKey):
    """A correction that somebody drafts beside a published record; at most one a record.

    ``meeting`` is the draft, ``record`` what it is to replace. ``base`` is the own part of the
    record as it was when the draft was made of it, JSON: what changed since is told by it.
    """

    natural_lookups = ("meeting__slug", "meeting__layer")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="open_correction")
    record = models.OneToOneField(Meeting, models.CASCADE, related_name="correction_of_it")
    base = models.TextField(editable=False)
    why = models.TextField(_("what for"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    when = models.DateTimeField(_("when"), default=timezone.now)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting"]
        verbose_name = _("correction of a record")
        verbose_name_plural = _("corrections of records")

    def __str__(self) -> str:
        return str(self.meeting)
