"""Who took part, by role and then by level."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.queries.prepared import PreparedQuery

from ..models import Delegation
from ..models.choices import Level, Presence, Role
from .inferred import Reasons
from .labels import labels
from .links import ParticipantLink, PersonLink

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


@dataclass(slots=True)
class DelegateRow:
    """A person of a delegation; ``meta`` says as what and how present, where that is known.

    The reasons say why a value is inferred: ``reason`` who it is, ``meta_reason`` what is in
    ``meta``.
    """

    pk: int
    printed: str
    honorific: str
    title: str
    role: str
    level: str
    presence: str
    person: PersonLink | None
    meta: str = ""
    reason: str = ""
    title_reason: str = ""
    meta_reason: str = ""

    def __str__(self) -> str:
        return self.person.name if self.person else self.printed or self.title

    @property
    def name(self) -> str:
        """The name with its honorific; empty where the source names only an office."""
        name = self.person.name if self.person else self.printed
        return f"{self.honorific} {name}".strip() if name else ""

    @property
    def url(self) -> str:
        """The profile of the person; empty where it has none."""
        return self.person.url if self.person else ""


@dataclass(slots=True)
class DelegationRow:
    """A participant at a meeting, and its people; read once for each of these.

    ``meta`` are roles and presence in words. The reasons say why a value is inferred: ``reason``
    which participant it is, ``meta_reason`` what is in ``meta``.
    """

    pk: int
    printed: str
    roles: Sequence[str]
    level: str
    presence: str
    participant: ParticipantLink
    delegate: Annotated[DelegateRow | None, F("delegates")]
    people: Sequence[DelegateRow] = ()
    meta: str = ""
    reason: str = ""
    meta_reason: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether no more than the name is known of it."""
        return not (self.people or self.meta or self.reason or self.meta_reason)

    @property
    def printed_name(self) -> str:
        """The name that the source prints, where it is another."""
        return self.printed if self.printed != self.participant.name else ""

    @property
    def all_roles(self) -> set[str]:
        """Its own roles and those of its people."""
        return {*self.roles, *(delegate.role for delegate in self.people)}

    def get_roles_display(self) -> str:
        """Its roles in words."""
        words = labels(Role)
        return ", ".join(words.get(role, role) for role in self.roles)


class LevelGroup(NamedTuple):
    """Delegations at one level."""

    label: str
    rows: Sequence[DelegationRow]

    @property
    def runs(self) -> list[tuple[bool, list[DelegationRow]]]:
        """The delegations in printed order: of some the name alone is known, of others more."""
        return [(bare, list(rows)) for bare, rows in groupby(self.rows, lambda row: row.is_bare)]


class RoleGroup(NamedTuple):
    """Delegations of one role, by level."""

    label: str
    levels: Sequence[LevelGroup]

    @property
    def number(self) -> int:
        """How many delegations."""
        return sum(len(level.rows) for level in self.levels)


_OF_MEETING = PreparedQuery(
    lambda meeting: Delegation.objects.filter(meeting=meeting).order_by(
        "order", "pk", "delegates__order", "delegates__pk"
    ),
    DelegationRow,
)


def delegations_of_meeting(meeting: int) -> list[DelegationRow]:
    """Who took part in a meeting, with the people; one query."""
    delegations: dict[int, DelegationRow] = {}
    for row in _OF_MEETING.rows(meeting):
        delegation = delegations.setdefault(row.pk, row)
        if row.delegate:
            delegation.people = (*delegation.people, row.delegate)
    return list(delegations.values())


def role_groups(delegations: Iterable[DelegationRow], reasons: Reasons) -> list[RoleGroup]:
    """All delegations by their roles, put in words.

    Where only people of a delegation have a role with a group, they stand there, each with the
    name of the delegation, and the rest among the others.
    """
    by_role: dict[str, list[DelegationRow]] = {}
    group_labels = {role.value: str(label) for role, label in _GROUPS}
    for delegation in delegations:
        for role, part in _parted(delegation, group_labels):
            _put_in_words(part, role, reasons)
            by_role.setdefault(role, []).append(part)
    return [
        RoleGroup(
            group_labels.get(role) or (_("Participants") if len(by_role) > 1 else ""),
            _level_groups(by_role[role]),
        )
        for role in [*group_labels, ""]
        if role in by_role
    ]


def _parted(
    delegation: DelegationRow, roles: Collection[str]
) -> Iterator[tuple[str, DelegationRow]]:
    """A delegation under its own first role with a group; without one, under those of people."""
    own = next((role for role in roles if role in delegation.roles), "")
    people: dict[str, list[DelegateRow]] = {}
    for delegate in delegation.people:
        role = delegate.role if delegate.role in roles and not own else own
        people.setdefault(role, []).append(delegate)
    # That it took part is said by what its people did; any other role of its own is told by itself.
    if not people or set(delegation.roles) - {Role.PARTICIPANT}:
        people.setdefault(own, [])
    for role in people:
        yield role, replace(delegation, people=people[role])


def _level_groups(delegations: Iterable[DelegationRow]) -> list[LevelGroup]:
    by_level: dict[str, list[DelegationRow]] = {}
    for delegation in delegations:
        by_level.setdefault(delegation.level, []).append(delegation)
    unsaid = list(by_level) == [Level.NOT_STATED]
    return [
        LevelGroup("" if unsaid else str(label), by_level[level])
        for level, label in _LEVELS.items()
        if level in by_level
    ]


def _put_in_words(delegation: DelegationRow, group: str, reasons: Reasons) -> None:
    """What is told of a delegation and its people, but the role that its group says."""
    words = labels(Role)
    pk = delegation.pk
    delegation.reason = reasons.of("participant", "printed", field="delegation", owner=pk)
    delegation.meta_reason = reasons.of("roles", "level", "presence", field="delegation", owner=pk)
    # A role that is inferred is told with its mark, though the group says it.
    told = () if reasons.of("roles", field="delegation", owner=pk) else (group, Role.PARTICIPANT)
    meta = [words.get(role, role) for role in delegation.roles if role not in told]
    if delegation.presence != Presence.NOT_STATED:
        meta.append(labels(Presence)[delegation.presence])
    delegation.meta = ", ".join(meta)
    for delegate in delegation.people:
        _put_delegate_in_words(delegate, delegation, group, reasons)


def _put_delegate_in_words(
    delegate: DelegateRow, delegation: DelegationRow, group: str, reasons: Reasons
) -> None:
    def why(*paths: str) -> str:
        return reasons.of(*paths, field="delegate", owner=delegate.pk)

    delegate.meta = ", ".join(_meta_of(delegate, delegation, group))
    delegate.reason = why("person", "printed", "honorific", "delegation")
    delegate.title_reason = why("title")
    delegate.meta_reason = why("role", "level", "presence")


def _meta_of(delegate: DelegateRow, delegation: DelegationRow, group: str) -> Iterator[str]:
    """What is told of a person that is not told of the delegation."""
    if delegate.role and delegate.role != group and delegate.role not in delegation.roles:
        yield labels(Role)[delegate.role]
    if delegate.level and delegate.level not in (delegation.level, Level.NOT_STATED):
        yield labels(Level)[delegate.level]
    if delegate.presence and delegate.presence not in (delegation.presence, Presence.NOT_STATED):
        yield labels(Presence)[delegate.presence]
