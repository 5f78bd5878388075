"""Forms that were sent, so that none is taken twice."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .derived_rows import Undumped


class SentForm(models.Model):
    """One form that was taken: its token, what was sent, and the row that came of it.

    All workers read it here, also while the first is still at work: a second row of one token
    has to wait for the first.
    """

    token = models.CharField(max_length=40, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: tells what was sent from other contents of the same form
    digest = models.CharField(max_length=64, db_index=True)
    model = models.CharField(max_length=100)
    #: None while the form is being taken
    row = models.BigIntegerField(null=True)
    when = models.DateTimeField(auto_now_add=True, db_index=True)

    undumped = Undumped()
    objects: ClassVar[models.Manager["SentForm"]] = models.Manager()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.model} {self.row}"
