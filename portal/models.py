"""What the portal itself keeps.

Searches that found nothing, so that staff see what is missing; failures to sign in, for as long as
they count.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FruitlessSearch(models.Model):
    """A query that found nothing on a day, and how often; never by whom or at what hour."""

    day = models.DateField(_("day"))
    query = models.CharField(_("query"), max_length=100)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-day", "-count", "query"]
        indexes = [models.Index(fields=["-day", "-count", "query"], name="fruitless_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["day", "query"], name="fruitless_once_a_day"),
            models.CheckConstraint(condition=~Q(query=""), name="fruitless_query_given"),
        ]

    def __str__(self) -> str:
        return self.query


class SignInFailure(models.Model):
    """An attempt to sign in that failed, or whose password is being looked at.

    Of the name only a keyed digest is kept, and whose name it is, if anybody's: some type their
    password into the box of the name.
    """

    at = models.DateTimeField(_("when"))
    address = models.CharField(_("address"), max_length=64)
    name_key = models.CharField(_("digest of the name"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose name"),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")
        ordering = ["-at", "-pk"]
        default_permissions = ["view", "delete"]
        indexes = [
            models.Index(fields=["address", "-at"], name="failure_of_address"),
            models.Index(fields=["at"], name="failure_in_order"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="failure_address_given"),
            models.CheckConstraint(condition=~Q(name_key=""), name="failure_name_key_given"),
        ]

    def __str__(self) -> str:
        return f"{self.user or '–'}, {self.address}"
