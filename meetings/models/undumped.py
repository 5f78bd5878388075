"""What the tables of derived rows share: they are never dumped."""

from typing import Any

from django.db import models


class Undumped(models.Manager):
    """Gives no row: ``dumpdata`` asks the default manager, and derived rows are not dumped."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Nothing."""
        return super().get_queryset().none()


class DerivedRow(models.Model):
    """A row that is computed from others, see ``meetings.derived``."""

    undumped = Undumped()
    objects = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
