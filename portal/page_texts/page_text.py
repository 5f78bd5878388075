"""The words of the pages that are the register's own."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PageKey(models.TextChoices):
    """The pages whose words staff write; a key is the name and the address of its page."""

    CONTACT = "contact", _("Contact")
    ACCESSIBILITY = "accessibility", _("Accessibility statement")
    TERMS = "terms", _("Terms of use and licence of the data")
    PRIVACY = "privacy", _("Privacy")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The words of a page as a file holds them: its key, and its text in Markdown."""

    key: str
    body: str


class PageTextQuerySet(models.QuerySet["PageText"]):
    """Pages that have words; what has none is not there."""

    def records(self) -> list[PageRecord]:
        """All of them in the order of their keys, to be written to files; one query."""
        rows = self.order_by("key").values_list("key", "body", named=True)
        return [PageRecord(row.key, row.body) for row in rows]

    def missing(self) -> list[PageKey]:
        """The pages that nobody has written; one query."""
        written = set(self.order_by("key").values_list("key", flat=True))
        return [key for key in PageKey if key not in written]


class PageText(models.Model):
    """The words of one page of the register's own, in Markdown without HTML."""

    key = models.CharField(_("page"), max_length=20, choices=PageKey, primary_key=True)
    body = models.TextField(_("words"), max_length=50_000)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the register")
        verbose_name_plural = _("pages of the register")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=PageKey.values),
                name="page_text_key_known",
                violation_error_message=_("Choose one of the pages of the list."),
            ),
            models.CheckConstraint(
                condition=~Q(body=""),
                name="page_text_body_given",
                violation_error_message=_("Write the words, or delete the page."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_key_display()

    def get_absolute_url(self) -> str:
        """The address of the page."""
        return reverse(self.key)
