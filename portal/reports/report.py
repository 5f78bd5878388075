"""What a reader reported of a page, and what staff did about it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: characters of what is wrong and of how it should be, and of the answer
LONGEST, LONGEST_ANSWER = 2_000, 4_000
#: characters of the address of a page, and of the title that it had
LONGEST_ADDRESS, LONGEST_TITLE = 500, 300


class ReportState(models.TextChoices):
    """How far staff are with a report."""

    NEW = "new", _("new")
    LOOKED_AT = "looked at", _("being looked at")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without change")


#: states in which something was done, which is said in words
DONE = (ReportState.ANSWERED, ReportState.CLOSED)
_DONE = Q(state__in=DONE)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by what is to be done with them."""

    def waiting(self) -> Self:
        """Those that nobody has answered or closed, the oldest first."""
        return self.exclude(state__in=DONE).order_by("sent_at", "pk")

    def done_before(self, moment: datetime) -> Self:
        """Those that were answered or closed before a moment."""
        done = self.annotate(done_at=Coalesce("handled_at", "sent_at"))
        return done.filter(state__in=DONE, done_at__lt=moment)


class Report(models.Model):
    """One report. Its number is told to the reader; its token is the address of its page.

    ``about`` is the path of a public page, or empty; ``title`` the one that the page had, for staff
    alone. ``email`` is there once the reader confirmed it, and gone when the report is done.
    """

    token = models.CharField(max_length=32, unique=True, editable=False)
    about = models.CharField(_("page"), max_length=LONGEST_ADDRESS, blank=True)
    title = models.CharField(_("title of the page"), max_length=LONGEST_TITLE, blank=True)
    wrong = models.TextField(_("what is wrong"), max_length=LONGEST)
    right = models.TextField(_("how it should be"), max_length=LONGEST, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    sent_at = models.DateTimeField(_("sent"), default=now)
    state = models.CharField(
        _("state"), max_length=20, choices=ReportState, default=ReportState.NEW
    )
    answer = models.TextField(
        _("what was done"),
        max_length=LONGEST_ANSWER,
        blank=True,
        help_text=_("The reader sees this once the report is answered or closed."),
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["-sent_at", "-pk"]
        # Readers make them, nobody else.
        default_permissions = ["view", "change", "delete"]
        indexes = [
            models.Index(fields=["-sent_at", "-id"], name="reports_in_order"),
            models.Index(fields=["state", "sent_at"], name="reports_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values),
                name="report_state_known",
                violation_error_message=_("Choose one of the states of the list."),
            ),
            models.CheckConstraint(
                condition=~Q(wrong=""),
                name="report_wrong_given",
                violation_error_message=_("Say what is wrong."),
            ),
            models.CheckConstraint(
                condition=~_DONE | ~Q(answer=""),
                name="report_answer_given",
                violation_error_message=_("Say what was done, or why nothing was."),
            ),
            models.CheckConstraint(
                condition=~_DONE | Q(email=""),
                name="report_address_while_open",
                violation_error_message=_("An e-mail address is kept while a report is open."),
            ),
        ]

    def __str__(self) -> str:
        if not self.title:
            return gettext("Report %(n)d") % {"n": self.pk}
        return gettext("Report %(n)d: %(page)s") % {"n": self.pk, "page": self.title}

    def get_absolute_url(self) -> str:
        """The address of its page, which nobody can guess."""
        return reverse("report_status", args=[self.token])

    @property
    def is_done(self) -> bool:
        """Whether it was answered or closed."""
        return self.state in DONE
