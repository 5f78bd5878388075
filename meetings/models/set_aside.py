"""What staff said of a check: that it is right as it stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped
from .meeting import Meeting


class SetAside(models.Model):
    """A remark of the checks that was set aside: of which part and values, by whom and why.

    ``part`` names the part as its record does, so that it is the same in a correction of it;
    ``about`` is a digest of the values that were judged: other values are judged anew.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    part = models.CharField(max_length=250)
    about = models.CharField(max_length=32)
    why = models.TextField(_("why"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    when = models.DateTimeField(_("when"), default=timezone.now)

    undumped = Undumped()
    objects: ClassVar[models.Manager["SetAside"]] = models.Manager()

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("remark set aside")
        verbose_name_plural = _("remarks set aside")
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "code", "part", "about"], name="set_aside_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="set_aside_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.part}"
