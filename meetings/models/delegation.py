"""Who took part in a meeting."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.models.fields import ChoiceListField

from .choices import Attendance, Layer, Level, Presence, Role, Stage
from .meeting import Meeting
from .parts import Identified, NaturalKey, PartQuerySet, closed
from .speaker import Speaker

#: roles of who may have made a meeting possible without being there
ORGANISING = (Role.HOST, Role.CO_HOST, Role.ORGANISER, Role.CO_ORGANISER)
_ROLES_TEXT = Cast("roles", models.TextField())


class DelegationQuerySet(PartQuerySet):
    """Delegations at recorded meetings and at meetings that records name."""

    def public(self) -> Self:
        """Delegations of published records and of public stubs."""
        return self.filter(Exists(Meeting.objects.public().filter(pk=OuterRef("meeting"))))

    def public_uses(self) -> Self:
        """The same, that make their participant public: for a condition around this one."""
        return self.filter(Exists(Meeting.objects.public_uses().filter(pk=OuterRef("meeting"))))

    def attended(self) -> Self:
        """Those at recorded meetings that were held, but for who is only named as organiser."""
        rows = self.published().at_held()
        return rows.annotate(roles_text=_ROLES_TEXT).exclude(_only_organised())

    def not_attended(self) -> Self:
        """The others: not held, of a meeting that is only named, or named only as organiser."""
        held = Q(meeting__layer=Layer.RECORD, meeting__stage=Stage.HELD)
        rows = self.annotate(roles_text=_ROLES_TEXT)
        return rows.filter(~held | _only_organised())

    def of(
        self, participants: Any = (), levels: Sequence[str] = (), roles: Sequence[str] = ()
    ) -> Self:
        """Those of any of the participants, at any of the levels, in any of the roles.

        A person's own level or role counts too: that is how a delegation was led or what it was.
        """
        rows = self.filter(participant__in=participants) if participants else self
        if levels:
            people = Delegate.objects.filter(level__in=levels)
            rows = rows.filter(Q(level__in=levels) | Q(pk__in=people.values("delegation")))
        if roles:
            people = Delegate.objects.filter(role__in=roles)
            own = rows.annotate(roles_text=_ROLES_TEXT)
            rows = own.filter(
                _has_role("roles_text", roles) | Q(pk__in=people.values("delegation"))
            )
        return rows

    def met(
        self, participants: Any = (), levels: Sequence[str] = (), roles: Sequence[str] = ()
    ) -> Q:
        """Of a meeting that one of them came to, see :meth:`of`: as the ends of two links, each
        of which is read once."""
        rows = self.filter(participant__in=participants) if participants else self
        # What is not empty stands in an index; of that the other condition says no more.
        if levels and not roles:
            people = Delegate.objects.filter(~Q(level=""), level__in=levels)
            own = rows.filter(level__in=levels)
        elif roles and not levels:
            people = Delegate.objects.filter(~Q(role=""), role__in=roles)
            own = rows.filter(~Q(roles=[])).annotate(roles_text=_ROLES_TEXT)
            own = own.filter(_has_role("roles_text", roles))
        else:
            return Q(pk__in=rows.of(levels=levels, roles=roles).values("meeting"))
        if participants:
            people = people.filter(delegation__participant__in=participants)
        return Q(pk__in=own.values("meeting")) | Q(pk__in=people.values("delegation__meeting"))

    def withdrawn_uses(self) -> Self:
        """The same of withdrawn records."""
        return self.filter(Exists(Meeting.objects.withdrawn_uses().filter(pk=OuterRef("meeting"))))


def _has_role(field: str, roles: Iterable[str]) -> Q:
    """Whether a list of roles, as text, holds one of some."""
    condition = Q()
    for role in roles:
        condition |= Q((f"{field}__contains", f'"{role}"'))
    return condition


def _only_organised() -> Q:
    """Who is named as organiser or host alone, where the source does not say who attended.

    To organise a meeting is not to be there; a level, a presence, a person or a statement is.
    """
    here = {"statement__meeting": OuterRef("meeting"), "participant": OuterRef("participant")}
    others = [role for role in Role.values if role not in ORGANISING]
    return (
        Q(
            meeting__attendance=Attendance.NOT_RECORDED,
            level=Level.NOT_STATED,
            presence=Presence.NOT_STATED,
        )
        & _has_role("roles_text", ORGANISING)
        & ~_has_role("roles_text", others)
        & ~Q(Exists(Delegate.objects.filter(delegation=OuterRef("pk"))))
        & ~Q(Exists(Speaker.objects.filter(**here)))
    )


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
                fields=["meeting", "participant"],
                name="delegation_once_a_meeting",
                violation_error_message=_(
                    "This participant already has a delegation at this meeting; change that one."
                ),
            ),
            closed("level", Level),
            closed("presence", Presence),
        ]
        indexes = [
            models.Index(fields=["level", "meeting"], name="delegation_by_level"),
            models.Index(fields=["meeting"], condition=~Q(roles=[]), name="delegation_with_roles"),
        ]

    def __str__(self) -> str:
        # A form that is shown again may have named none.
        return str(self.participant) if self.participant_id else "–"


class DelegateQuerySet(PartQuerySet):
    """People of delegations."""

    meeting_path = "delegation__meeting"

    def of(
        self, participants: Any = (), levels: Sequence[str] = (), roles: Sequence[str] = ()
    ) -> Self:
        """Those of delegations of the participants, at one of the levels, in one of the roles.

        What a person has not of their own is that of the delegation.
        """
        rows = self.filter(delegation__participant__in=participants) if participants else self
        if levels:
            rows = rows.filter(Q(level__in=levels) | Q(level="", delegation__level__in=levels))
        if roles:
            rows = rows.annotate(roles_text=Cast("delegation__roles", models.TextField()))
            rows = rows.filter(Q(role__in=roles) | Q(role="") & _has_role("roles_text", roles))
        return rows


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
                violation_error_message=_("Give a person, a name as printed, or a title."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["level", "delegation"], condition=~Q(level=""), name="delegate_by_own_level"
            ),
            models.Index(
                fields=["role", "delegation"], condition=~Q(role=""), name="delegate_by_own_role"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else self.printed or self.title
