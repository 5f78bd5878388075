"""What the portal itself keeps.

Searches that found nothing, so that staff see what is missing; failures to sign in, for as long as
they count; the audit log. Reports of errors and the words of the register's own pages stand in
modules of their own.
they count; who follows what by e-mail; the audit log.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from meetings.models.derived_rows import Undumped

# Django looks for the models of the app here.
from portal.page_texts.page_text import PageText  # noqa: F401
from portal.reports.report import Report  # noqa: F401


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


class Rhythm(models.TextChoices):
    """How often one is told of what is new."""

    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")


class Subscription(models.Model):
    """An address that confirmed that it follows a page by e-mail; deleted once it does not.

    ``told`` is the moment up to which it was told what is new. ``telling`` is that of the mail
    before, while one is sent. No dump holds it: it belongs to the backup.
    """

    uid = models.UUIDField(_("identifier"), unique=True, editable=False, default=uuid.uuid4)
    address = models.EmailField(_("e-mail address"), max_length=254)
    page = models.TextField(_("page"))
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm)
    confirmed = models.DateTimeField(_("confirmed"), default=now)
    told = models.DateTimeField(_("told up to"), default=now)
    telling = models.DateTimeField(_("being told from"), null=True)

    objects: ClassVar[Any] = models.Manager()
    undumped = Undumped()

    class Meta:
        verbose_name = _("subscription by e-mail")
        verbose_name_plural = _("subscriptions by e-mail")
        ordering = ["pk"]
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ["view", "delete"]
        indexes = [models.Index(fields=["rhythm", "told"], name="subscription_due")]
        constraints = [
            models.UniqueConstraint(fields=["address", "page"], name="subscription_once_a_page"),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="subscription_rhythm_listed"
            ),
            models.CheckConstraint(
                condition=~Q(address="") & ~Q(page=""), name="subscription_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.get_rhythm_display()}"


class AuditKind(models.TextChoices):
    """What the audit log tells."""

    SIGN_IN = "sign-in", _("signed in")
    SIGN_OUT = "sign-out", _("signed out")
    FAILED = "failed sign-in", _("failed to sign in")
    LOCKED = "lock-out", _("locked out")
    LET_IN = "let in", _("let in again")
    PASSWORD = "password", _("password set")
    RIGHTS = "rights", _("users and rights")
    STEP = "step", _("step of a record")
    CORRECTION = "correction", _("correction")
    MERGE = "merge", _("merge")
    DELETION = "deletion", _("record deleted")
    LOAD = "load", _("record loaded")
    INTAKE = "intake", _("record proposed")
    EXPORT = "export", _("draft exported")
    PAGE = "page", _("words of a page")
    REPORT = "report", _("report of an error")
    PRUNED = "pruned", _("log pruned")


class AuditEntry(models.Model):
    """What somebody did, and when; the database refuses to change or delete it (portal.audit).

    Names are those of the day: no row that goes takes its entries along. ``who`` is empty where
    nobody of the name is known. ``network`` is kept of failed sign-ins alone.
    """

    when = models.DateTimeField(_("when"), default=now)
    who = models.CharField(_("who"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AuditKind)
    what = models.TextField(_("on what"), blank=True)
    path = models.CharField(_("page"), max_length=500, blank=True)
    details = models.TextField(_("details"), blank=True)
    network = models.CharField(_("address"), max_length=64, blank=True)

    undumped = Undumped()
    objects: ClassVar[models.Manager["AuditEntry"]] = models.Manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")
        ordering = ["-when", "-pk"]
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["-when", "-id"], name="audit_in_order"),
            models.Index(fields=["kind", "-when", "-id"], name="audit_of_a_kind"),
            models.Index(fields=["who", "-when", "-id"], name="audit_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AuditKind.values), name="audit_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what or self.who}"
