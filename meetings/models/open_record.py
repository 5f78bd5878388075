"""Who has a record open at this moment."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .derived_rows import Undumped


class OpenRecord(models.Model):
    """A member of staff at a page of a record: one row for both, forgotten a while after the last
    sign of them.

    No foreign key leads to the record: that somebody looks at it is no part of it, and goes soon.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: the number of the meeting
    record = models.BigIntegerField()
    since = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)

    undumped = Undumped()
    objects: ClassVar[models.Manager["OpenRecord"]] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["record", "user"], name="open_record_once_a_user")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.record}"
