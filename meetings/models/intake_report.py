"""What intake said of the draft that it proposed: kept until the record is published, never dumped.

A record file has none of this. Who checks the draft reads it, and what they decide is the record.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Sureness
from .derived_rows import Undumped
from .document import Document
from .meeting import Meeting
from .owned import PARTS, Owned, at_most_one, owner_indexes
from .parts import closed


class IntakeReport(models.Model):
    """From which document a draft was proposed, by whom, and what is to be said of the whole.

    ``name`` is that of the file, empty where the text was pasted. ``notes`` are sentences on how
    the file was read; ``left_out`` sentences on what was proposed and the register did not take.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    notes = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    when = models.DateTimeField(default=timezone.now)

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["meeting"]
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Finding(Owned):
    """One value, or one part, that intake proposed: the rule that found it, how sure, and where.

    It belongs to the part that was made of it, and stays with that wherever the part moves;
    without a part it is a value of the meeting. ``pointer`` is the JSON Pointer (RFC 6901) into
    the record file as it was proposed. ``passage`` lists ``[start, end]`` in code points of the
    document's text. ``accepted`` is what a curator says who found it right.
    """

    pointer = models.CharField(max_length=200)
    order = models.PositiveIntegerField()
    rule = models.CharField(_("rule"), max_length=200)
    sureness = models.CharField(_("sureness"), max_length=20, choices=Sureness)
    passage = models.JSONField(default=list)
    accepted = models.BooleanField(default=False)

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("proposed value")
        verbose_name_plural = _("proposed values")
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        indexes = owner_indexes("finding", [*PARTS])
        constraints = [
            closed("sureness", Sureness),
            models.CheckConstraint(condition=at_most_one([*PARTS]), name="finding_has_one_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.pointer}: {self.rule}"


class UnknownBody(models.Model):
    """A name of a body in the document that the register does not know, or that several go by."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    printed = models.TextField(_("as printed"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["meeting", "start", "end", "pk"]
        verbose_name = _("unknown body")
        verbose_name_plural = _("unknown bodies")
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="unknown_body_not_empty")
        ]

    def __str__(self) -> str:
        return self.printed


def forget_report(meeting: Meeting) -> None:
    """Delete what intake said of a record; call it in the transaction that makes it obsolete."""
    for model in (Finding, UnknownBody, IntakeReport):
        model.objects.filter(meeting=meeting.pk).delete()
