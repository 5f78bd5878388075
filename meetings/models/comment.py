"""What staff say to each other of a record before it is published; never dumped, never public."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .derived_rows import Undumped
from .document import Document
from .owned import PARTS, Owned, at_most_one, owner_indexes, part

#: characters of a comment
LONGEST = 4000


class CommentQuerySet(models.QuerySet[Any]):
    """Comments and their answers."""

    def unanswered(self) -> Self:
        """Comments that are open: no answers, nothing closed."""
        return self.filter(thread__isnull=True, closed__isnull=True)

    def oldest_first(self) -> Self:
        """In the order in which they were written."""
        return self.order_by("when", "pk")


class Comment(Owned):
    """A comment on a record, a part or a value of it, or words of a source; or an answer to one.

    ``noun`` and ``name`` say what it is on as that was when it was written: what it is on may be
    deleted, and the comment stays. ``start`` and ``end`` are code points of the document's text.
    """

    statement = part("statement", models.SET_NULL)
    pledge = part("pledge", models.SET_NULL)
    update = part("update", models.SET_NULL)
    figure = part("figure", models.SET_NULL)
    delegation = part("delegation", models.SET_NULL)
    delegate = part("delegate", models.SET_NULL)
    agenda_item = part("agenda_item", models.SET_NULL)
    session = part("session", models.SET_NULL)
    relation = part("relation", models.SET_NULL)
    reference = part("reference", models.SET_NULL)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    start = models.PositiveIntegerField(_("start"), null=True)
    end = models.PositiveIntegerField(_("end"), null=True)
    noun = models.CharField(max_length=20)
    name = models.TextField(_("on what"), blank=True)
    #: the value as the record file names it; empty for the whole
    field = models.CharField(_("value"), max_length=100, blank=True)
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    text = models.TextField(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    when = models.DateTimeField(_("when"), default=timezone.now)
    closed = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        ordering = ["meeting", "when", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = owner_indexes("comment", [*PARTS])
        constraints = [
            models.CheckConstraint(condition=at_most_one([*PARTS]), name="comment_has_one_owner"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                name="comment_span_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(closed__isnull=True),
                name="comment_answers_are_not_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"

    @property
    def is_gone(self) -> bool:
        """Whether what it is on was deleted since."""
        if self.noun == "meeting":
            return False
        return getattr(self, f"{self.noun}_id") is None
