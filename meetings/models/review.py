"""Who wrote a record since it was last public, and who began to review it; never dumped.

A register that is moved loses both: its steps still say who submitted what.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped
from .meeting import Meeting


class RecordAuthor(models.Model):
    """A person who entered or changed a record since it was last published.

    Once a record, or twice where two records were made one: it says the same.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        ordering = ["meeting", "user", "pk"]
        verbose_name = _("author of a record")
        verbose_name_plural = _("authors of records")
        indexes = [models.Index(fields=["meeting", "user"], name="record_author")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.user_id}"


class ReviewOpening(models.Model):
    """Who opened a submitted record first, and when: from then on it is not taken back."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField(default=timezone.now)

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        ordering = ["meeting"]
        verbose_name = _("opening of a review")
        verbose_name_plural = _("openings of reviews")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.when}"
