"""What the public could read of a record: its published states, numbered for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet
from .revision import Revision


class Version(NaturalKey):
    """A revision of a published record, under a number of its own that is never given again.

    ``changes`` names what differs from the version before (``history.changed_parts``); None where
    all of it is new, or that is not known. One may be ``withdrawn`` with a reason, for staff; it
    can be given back. The newest of a record is what its page shows, and not withdrawn by itself.
    """

    natural_lookups = ("meeting__slug", "meeting__layer", "number")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="version")
    number = models.PositiveIntegerField(_("number"))
    changes = models.JSONField(_("what changed"), null=True, editable=False)
    withdrawn = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_why = models.TextField(_("why it was withdrawn"), blank=True)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "-number"]
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="version_number_once",
                violation_error_message=_("Another version of this record has this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="version_numbered_from_1",
                violation_error_message=_("Numbers begin with 1."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=None) | ~Q(withdrawn_why=""),
                name="version_withdrawn_with_a_reason",
                violation_error_message=_("Give the reason; it is kept for staff."),
            ),
        ]

    def __str__(self) -> str:
        return _("Version %(number)d") % {"number": self.number}
