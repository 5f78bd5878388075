"""Who took part in a meeting."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.models.fields import ChoiceListField

from .choices import Level, Presence, Role
from .meeting import Meeting
from .parts import Identified, NaturalKey, PartQuerySet, closed


class DelegationQuerySet(PartQuerySet):
    """Delegations at recorded meetings and at meetings that records name."""

    def public(self) -> Self:
        """Delegations of published records and of public stubs."""
        return self.filter(Exists(Meeting.objects.public().filter(pk=OuterRef("meeting"))))

    def public_uses(self) -> Self:
        """The same, that make their participant public: for a condition around this one."""
        return self.filter(Exists(Meeting.objects.public_uses().filter(pk=OuterRef("meeting"))))


class Delegation(NaturalKey):
    """A participant at one meeting. Spoken *about* is not present: a mention is none."""

    natural_lookups = ("meeting__slug", "meeting__layer", "participant__slug")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="delegations")
    participant = models.ForeignKey(
        Participant,
        models.PROTECT,
        verbose_name=_("participant"),
        related_name="delegations",
    )
    printed = models.CharField(_("name as printed"), max_length=250, blank=True)
    roles = ChoiceListField(_("roles"), members=Role.choices, blank=True)
    level = models.CharField(_("level"), max_length=30, choices=Level, default=Level.NOT_STATED)
    presence = models.CharField(
        _("presence"), max_length=20, choices=Presence, default=Presence.NOT_STATED
    )
    order = models.PositiveIntegerField(_("order as printed"), default=0)

    objects = models.Manager.from_queryset(DelegationQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "participant"], name="delegation_once_a_meeting"
            ),
            closed("level", Level),
            closed("presence", Presence),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class DelegateQuerySet(PartQuerySet):
    """People of delegations."""

    meeting_path = "delegation__meeting"


class Delegate(Identified):
    """A person of a delegation, with the title of that day; possibly unnamed.

    Role, level and presence, where given, override those of the delegation.
    """

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="delegates")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="delegates",
        null=True,
        blank=True,
    )
    printed = models.CharField(_("name as printed"), max_length=250, blank=True)
    honorific = models.CharField(_("honorific"), max_length=60, blank=True)
    title = models.TextField(_("title of that day"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    level = models.CharField(_("level"), max_length=30, choices=Level, blank=True)
    presence = models.CharField(_("presence"), max_length=20, choices=Presence, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = models.Manager.from_queryset(DelegateQuerySet)()

    class Meta:
        ordering = ["delegation", "order", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [
            closed("role", Role, blank=True),
            closed("level", Level, blank=True),
            closed("presence", Presence, blank=True),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(printed="") | ~Q(title=""),
                name="delegate_named_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else self.printed or self.title
