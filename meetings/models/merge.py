"""What became one, and how to make it two again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped


class Merge(models.Model):
    """Rows of one noun that were made one: who did it, when and why, and what it changed.

    ``taken`` is what takes it back, by row numbers of this register; so it is not dumped.
    """

    noun = models.CharField(_("kind"), max_length=100)
    kept = models.BigIntegerField()
    kept_name = models.TextField(_("kept"))
    gone_names = models.TextField(_("merged into it"))
    taken = models.JSONField(default=dict)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who"),
        null=True,
        related_name="+",
    )
    when = models.DateTimeField(_("when"), default=timezone.now)
    why = models.TextField(_("why"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("taken back by"),
        null=True,
        related_name="+",
    )
    undone = models.DateTimeField(_("taken back"), null=True)

    undumped = Undumped()
    objects: ClassVar[models.Manager["Merge"]] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        ordering = ["-when", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.gone_names} → {self.kept_name}"
