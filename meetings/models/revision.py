"""What a record was at each publication, withdrawal and load."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Action, Status
from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet, closed
from .source_text import SourceText


class Revision(NaturalKey):
    """The whole record file at one moment, numbered; never changed.

    Only a draft that never was anything else takes its revisions along when it is deleted.

    ``payload`` holds what changed since the revision before, down to that of number ``base``, which
    is whole, and refers to the texts of documents, which are kept once for all revisions:
    ``records.revision_texts.record_file`` gives the file itself. None may go from between:
    ``records.revisions.forget_drafts`` packs those that stay anew.
    """

    natural_lookups = ("meeting__slug", "meeting__layer", "number")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    status = models.CharField(
        _("state of the record"), max_length=10, choices=Status, blank=True, editable=False
    )
    payload = models.BinaryField(_("record file, packed"))
    base = models.PositiveIntegerField(_("number of the whole one below"), editable=False)
    sha256 = models.CharField(_("SHA-256 of the record file"), max_length=64, editable=False)
    texts = models.ManyToManyField(
        SourceText, verbose_name=_("texts of documents"), related_name="revisions", blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    when = models.DateTimeField(_("when"), default=timezone.now)
    why = models.TextField(_("why"), blank=True)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="revision_number_once",
                violation_error_message=_(
                    "Another revision of this record has this number; save again."
                ),
            ),
            closed("action", Action),
            closed("status", Status, blank=True),
            models.CheckConstraint(
                condition=Q(base__lte=F("number")),
                name="revision_builds_on_earlier_ones",
                violation_error_message=_(
                    "A revision builds on an earlier one; load the page again."
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("Revision %(number)d") % {"number": self.number}
