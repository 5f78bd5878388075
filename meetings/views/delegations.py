"""Who took part, by role and then by level."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.queries.prepared import PreparedQuery

from ..addresses import addresses
from ..models import Delegation
from ..models.choices import Level, Presence, Role
from .plain import Named
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


_ROLES, _LEVEL_WORDS, _PRESENCES = dict(Role.choices), dict(Level.choices), dict(Presence.choices)

_PERSON = (
    *("printed", "honorific", "title", "role", "level", "presence"),
    *("person__name", "person__key"),
)
_PRESENT = PreparedQuery(
    lambda meeting: (
        Delegation.objects.filter(meeting=meeting)
        .order_by("order", "pk", "delegates__order", "delegates__pk")
        .values_list(
            *("id", "printed", "roles", "level", "presence"),
            *("participant__name", "participant__slug", "participant__code", "delegates__id"),
            *(f"delegates__{name}" for name in _PERSON),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Attending:
    """A person of a delegation, as :class:`meetings.models.Delegate` has it."""

    pk: int
    printed: str
    honorific: str
    title: str
    role: str
    level: str
    presence: str
    person: Named | None

    def __str__(self) -> str:
        return self.person.name if self.person else self.printed or self.title


@dataclass(frozen=True, slots=True)
class Present:
    """A participant at a meeting, as :class:`meetings.models.Delegation` has it."""

    pk: int
    printed: str
    roles: list[str]
    level: str
    presence: str
    participant: Named
    people: list[Attending] = field(default_factory=list)

    def get_roles_display(self) -> str:
        """Its roles in words."""
        return ", ".join(str(_ROLES.get(role, role)) for role in self.roles)


def present(meeting: int) -> list[Present]:
    """Who took part in a meeting, with the people; one query."""
    body_url, person_url = addresses("participant"), addresses("person")
    found: dict[int, Present] = {}
    for row in _PRESENT.rows(meeting):
        pk, printed, roles, level, presence, name, slug, code, delegate, *rest = row
        if pk not in found:
            body = Named(name, body_url(slug), code=code or "")
            found[pk] = Present(pk, printed, roles, level, presence, body)
        if delegate is not None:
            shown, honorific, title, role, rank, how, who, key = rest
            person = Named(who, person_url(key)) if key else None
            found[pk].people.append(
                Attending(delegate, shown, honorific, title, role, rank, how, person)
            )
    return list(found.values())


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
    """A delegation: its participant, what is told of it, and its people.

    ``printed`` is the name that the source prints, where it is another.
    """

    delegation: Present
    meta: str
    people: list[DelegateRow]
    reason: str
    printed: str


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """Delegations at one level: those with something to tell, and those that are a name alone."""

    label: str
    rows: list[DelegationRow]
    told: list[DelegationRow]
    bare: list[DelegationRow]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Delegations of one role, by level."""

    label: str
    levels: list[LevelGroup]

    @property
    def count(self) -> int:
        """How many delegations."""
        return sum(len(level.rows) for level in self.levels)


def role_groups(delegations: Iterable[Present], reasons: Reasons) -> list[RoleGroup]:
    """All delegations, each in the group of its first role."""
    by_role: dict[str, list[Present]] = {}
    labels = {role.value: str(label) for role, label in _GROUPS}
    for row in delegations:
        by_role.setdefault(_group_of(row, labels), []).append(row)
    order = [*labels, ""]
    return [
        RoleGroup(
            labels.get(role) or (_("Participants") if len(by_role) > 1 else ""),
            _level_groups(by_role[role], role, reasons),
        )
        for role in order
        if role in by_role
    ]


def _group_of(row: Present, labels: Iterable[str]) -> str:
    """The first role that has a group of its own; a guest may be the person."""
    roles = {*row.roles, *(one.role for one in row.people)}
    return next((role for role in labels if role in roles), "")


def _level_groups(rows: list[Present], role: str, reasons: Reasons) -> list[LevelGroup]:
    by_level: dict[str, list[DelegationRow]] = {}
    for row in rows:
        by_level.setdefault(row.level, []).append(_row(row, role, reasons))
    unsaid = list(by_level) == [Level.NOT_STATED]
    return [
        _level_group("" if unsaid else str(label), by_level[level])
        for level, label in _LEVELS.items()
        if level in by_level
    ]


def _level_group(label: str, rows: list[DelegationRow]) -> LevelGroup:
    told: list[DelegationRow] = []
    bare: list[DelegationRow] = []
    for row in rows:
        (told if row.people or row.meta or row.reason else bare).append(row)
    return LevelGroup(label, rows, told, bare)


def _row(row: Present, group: str, reasons: Reasons) -> DelegationRow:
    meta = [
        str(_ROLES.get(role, role)) for role in row.roles if role not in (group, Role.PARTICIPANT)
    ]
    if row.presence != Presence.NOT_STATED:
        meta.append(str(_PRESENCES[row.presence]))
    people = [_person(one, row, group, reasons) for one in row.people]
    printed = row.printed if row.printed != row.participant.name else ""
    why = reasons.together("delegation", row.pk)
    return DelegationRow(row, ", ".join(meta), people, why, printed)


def _person(one: Attending, row: Present, group: str, reasons: Reasons) -> DelegateRow:
    name = one.person.name if one.person else one.printed
    meta = []
    if one.role and one.role != group and one.role not in row.roles:
        meta.append(_ROLES[one.role])
    if one.level and one.level not in (row.level, Level.NOT_STATED):
        meta.append(_LEVEL_WORDS[one.level])
    if one.presence and one.presence not in (row.presence, Presence.NOT_STATED):
        meta.append(_PRESENCES[one.presence])
    return DelegateRow(
        f"{one.honorific} {name}".strip() if name else "",
        one.person.url if one.person else "",
        one.title,
        ", ".join(str(word) for word in meta),
        reasons.together("delegate", one.pk),
    )
