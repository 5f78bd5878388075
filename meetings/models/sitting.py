"""Who is at work on a record: one run of changes, which becomes a revision when it ends."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped
from .meeting import Meeting

#: a pause after which the next change begins another sitting
PAUSE = timedelta(minutes=30)


class Sitting(models.Model):
    """The changes of one person to one record since the last revision; a record has one at most.

    Nobody ends a sitting by hand: it is over when somebody else changes the record, when a step is
    taken, or when the same person comes back after a pause.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    began = models.DateTimeField(default=timezone.now)
    #: when the last change was made
    changed = models.DateTimeField(default=timezone.now)

    undumped = Undumped()
    objects: ClassVar[models.Manager["Sitting"]] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        # Named on the page of a user who is not to be deleted.
        verbose_name_plural = _("changes to a record that go on")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.user_id}"

    def goes_on(self, user_id: int | None, when: datetime) -> bool:
        """Whether a change by a user at a moment belongs to it."""
        return self.user_id == user_id and self.changed <= when < self.changed + PAUSE
