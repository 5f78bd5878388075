"""What was done to a record beside its source, and how to undo it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped
from .meeting import Meeting


class Act(models.Model):
    """One act on parts of a record: who, when, what in words, and the rows before and after.

    ``before`` and ``after`` are images (``meetings.curation.images``) of the rows that the act
    changed alone; they undo it by row numbers of this register, so acts are not dumped.
    ``token`` is that of the form, so that a form sent twice acts once.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="acts")
    name = models.CharField(max_length=30)
    words = models.TextField()
    parts = models.JSONField(default=list)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who"),
        null=True,
        related_name="+",
    )
    when = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)
    token = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - none is no token

    undumped = Undumped()
    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        indexes = [models.Index(fields=["meeting", "-id"], name="acts_of_record")]

    def __str__(self) -> str:
        return self.words
