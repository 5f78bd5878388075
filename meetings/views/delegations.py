"""Who took part, by role and then by level."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Delegate, Delegation
from ..models.choices import Level, Presence, Role
from .reasons import Reasons

#: the groups of the list, in order; the rest are delegations like any other
_GROUPS: tuple[tuple[Role, object], ...] = (
    (Role.HOST, gettext_lazy("Hosts")),
    (Role.CO_HOST, gettext_lazy("Co-hosts")),
    (Role.CHAIR, gettext_lazy("Chairs")),
    (Role.CO_CHAIR, gettext_lazy("Co-Chairs")),
    (Role.ORGANISER, gettext_lazy("Organisers")),
    (Role.CO_ORGANISER, gettext_lazy("Co-organisers")),
    (Role.SPECIAL_GUEST, gettext_lazy("Special guests")),
    (Role.OBSERVER, gettext_lazy("Observers")),
    (Role.MEMBER, gettext_lazy("Members")),
    (Role.SPEAKER, gettext_lazy("Speakers")),
)
_LEVELS = {
    Level.HEAD: gettext_lazy("Represented by a head of state or government"),
    Level.MINISTER: gettext_lazy("Represented by a minister"),
    Level.DEPUTY_MINISTER: gettext_lazy("Represented by a deputy minister"),
    Level.AMBASSADOR: gettext_lazy("Represented by an ambassador"),
    Level.SENIOR_OFFICIAL: gettext_lazy("Represented by a senior official"),
    Level.DELEGATE: gettext_lazy("Represented by a delegate"),
    Level.EXPERT: gettext_lazy("Represented by an expert"),
    Level.NOT_STATED: gettext_lazy("Level not stated"),
}


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """A person of a delegation: name (or office) with honorific, and what is told of them."""

    name: str
    url: str
    title: str
    meta: str
    reason: str


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation: its participant, what is told of it, and its people."""

    delegation: Delegation
    meta: str
    people: list[DelegateRow]
    reason: str

    @property
    def printed(self) -> str:
        """The name that the source prints, where it is another."""
        named = self.delegation
        return named.printed if named.printed != named.participant.name else ""


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """Delegations at one level; ``bare`` ones have nothing more to tell than their name."""

    label: str
    rows: list[DelegationRow]

    @property
    def bare(self) -> list[DelegationRow]:
        """Those that are a name alone."""
        return [row for row in self.rows if not (row.people or row.meta or row.reason)]

    @property
    def told(self) -> list[DelegationRow]:
        """Those with people, or with something to say."""
        return [row for row in self.rows if row.people or row.meta or row.reason]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Delegations of one role, by level."""

    label: str
    levels: list[LevelGroup]

    @property
    def count(self) -> int:
        """How many delegations."""
        return sum(len(level.rows) for level in self.levels)


def role_groups(delegations: Iterable[Delegation], reasons: Reasons) -> list[RoleGroup]:
    """All delegations, each in the group of its first role; fetch delegates and people before."""
    by_role: dict[str, list[Delegation]] = {}
    labels = {role.value: str(label) for role, label in _GROUPS}
    for row in delegations:
        by_role.setdefault(_group_of(row), []).append(row)
    order = [*labels, ""]
    return [
        RoleGroup(
            labels.get(role) or (_("Participants") if len(by_role) > 1 else ""),
            _level_groups(by_role[role], role, reasons),
        )
        for role in order
        if role in by_role
    ]


def _group_of(row: Delegation) -> str:
    """The first role that has a group of its own; a guest may be the person."""
    roles = {*row.roles, *(one.role for one in row.delegates.all())}
    return next((role.value for role, _label in _GROUPS if role in roles), "")


def _level_groups(rows: list[Delegation], role: str, reasons: Reasons) -> list[LevelGroup]:
    by_level: dict[str, list[DelegationRow]] = {}
    for row in rows:
        by_level.setdefault(row.level, []).append(_row(row, role, reasons))
    unsaid = list(by_level) == [Level.NOT_STATED]
    return [
        LevelGroup("" if unsaid else str(label), by_level[level])
        for level, label in _LEVELS.items()
        if level in by_level
    ]


def _row(row: Delegation, group: str, reasons: Reasons) -> DelegationRow:
    roles = [role for role in row.roles if role not in (group, Role.PARTICIPANT)]
    labels = dict(Role.choices)
    meta = [str(labels.get(role, role)) for role in roles]
    if row.presence != Presence.NOT_STATED:
        meta.append(row.get_presence_display())
    people = [_person(one, row, group, reasons) for one in row.delegates.all()]
    why = " ".join(found.reason for found in reasons.all_of("delegation", row.pk))
    return DelegationRow(row, ", ".join(meta), people, why)


def _person(one: Delegate, row: Delegation, group: str, reasons: Reasons) -> DelegateRow:
    name = str(one.person) if one.person else one.printed
    meta = []
    if one.role and one.role != group and one.role not in row.roles:
        meta.append(one.get_role_display())
    if one.level and one.level not in (row.level, Level.NOT_STATED):
        meta.append(one.get_level_display())
    if one.presence and one.presence not in (row.presence, Presence.NOT_STATED):
        meta.append(one.get_presence_display())
    return DelegateRow(
        f"{one.honorific} {name}".strip() if name else "",
        one.person.get_absolute_url() if one.person else "",
        one.title,
        ", ".join(str(word) for word in meta),
        " ".join(found.reason for found in reasons.all_of("delegate", one.pk)),
    )
