"""Where participants and people were, as their profiles show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedList, PreparedQuery

from ..models import Delegate, Delegation, Inference
from ..models.choices import Level, Presence, Role
from .inferred import Reason, Reasons
from .labels import labels
from .links import Link, MeetingLink, ParticipantLink, PersonLink
from .meeting import PlacedMeeting
from .meeting_reasons import give_reasons
from .sections import Section, first
from .speaker import Why

#: rows of a section on the profile of a participant, and of a person
MOST, SEATS = 20, 50
_NOT_STATED = ("", Level.NOT_STATED, Presence.NOT_STATED)


@dataclass(slots=True)
class AttendeeRow:
    """A person of a delegation; ``meta`` says as what and how present.

    The reasons say why a value is inferred: ``reason`` who it is.
    """

    pk: int
    delegation_id: int
    printed: str
    title: str
    role: str
    presence: str
    person: PersonLink | None
    meta: str = ""
    reason: str = ""
    title_reason: str = ""
    meta_reason: str = ""

    @property
    def name(self) -> str:
        """The name, as printed where no person is known."""
        return self.person.name if self.person else self.printed or _("Person not named")


@dataclass(slots=True)
class AttendanceRow:
    """A delegation on the profile of its participant.

    ``meta`` are its roles, level and presence and what else is known of it, each in words, with
    why it is inferred, where it is; ``reason`` why it is that participant.
    """

    pk: int
    printed: str
    roles: list[str]
    level: str
    presence: str
    participant_name: Annotated[str, F("participant__name")]
    meeting: PlacedMeeting
    meta: Sequence[Link] = ()
    reason: str = ""
    people: Sequence[AttendeeRow] = ()


@dataclass(slots=True)
class SeatRow:
    """A person's place in a delegation, on the profile of the person.

    ``meta`` is what is known of it, with why it is inferred; ``reason`` why it is that person.
    """

    pk: int
    honorific: str
    printed: str
    title: str
    role: str
    level: str
    presence: str
    delegation_roles: Annotated[list[str], F("delegation__roles")]
    delegation_level: Annotated[str, F("delegation__level")]
    delegation_presence: Annotated[str, F("delegation__presence")]
    participant: Annotated[ParticipantLink, F("delegation__participant")]
    meeting: Annotated[MeetingLink, F("delegation__meeting")]
    meta: Sequence[Link] = ()
    reason: str = ""
    title_reason: str = ""


def _attended(participant: int) -> Any:
    """The delegations of a participant at recorded meetings that were held."""
    # Public records are the published ones: that is told without looking for stubs.
    return Delegation.objects.filter(participant=participant).attended()


def _named(participant: int) -> Any:
    """Its others: at meetings only named, not known to be held, or that it is said to organise."""
    return Delegation.objects.filter(participant=participant).public().not_attended()


def _newest_delegations(rows: QuerySet[Any]) -> QuerySet[Any]:
    newest = F("meeting__first_day").desc(nulls_last=True)
    return rows.order_by(newest, "meeting__slug", "pk")[: MOST + 1]


def _newest_seats(rows: QuerySet[Any]) -> QuerySet[Any]:
    newest = F("delegation__meeting__first_day").desc(nulls_last=True)
    return rows.order_by(newest, "pk")[: SEATS + 1]


def _reasons_of(owner: str) -> PreparedQuery[tuple[Any, ...]]:
    return PreparedQuery(
        lambda numbers: (
            Inference.objects.filter(**{f"{owner}__in": [numbers]})
            .order_by("meeting", "pk")
            .values_list(owner, "field", "reason")
        )
    )


_ATTENDED = PreparedList(_attended, _newest_delegations, AttendanceRow)
_NAMED = PreparedList(_named, _newest_delegations, AttendanceRow)
_SEATS = PreparedList(
    lambda person: Delegate.objects.published().at_held().filter(person=person),
    _newest_seats,
    SeatRow,
)
_SEATS_NOT_HELD = PreparedList(
    lambda person: Delegate.objects.published().at_not_held().filter(person=person),
    _newest_seats,
    SeatRow,
)
_DELEGATES = PreparedQuery(
    lambda delegations: Delegate.objects.filter(delegation__in=[delegations]).order_by(
        "order", "pk"
    ),
    AttendeeRow,
)
_OF_DELEGATION, _OF_DELEGATE = _reasons_of("delegation"), _reasons_of("delegate")


class _Words:
    """Roles, levels and so on in words, looked up once a page."""

    def __init__(self) -> None:
        self.roles, self.levels, self.presences = labels(Role), labels(Level), labels(Presence)
        self.level, self.printed = _("Level:"), _("printed as “%(printed)s”")
        self.as_present, self.as_delegation = _("Presence:"), _("Delegation:")

    def of_delegation(self, row: AttendanceRow, why: Why) -> list[Link]:
        """Whether it was held, roles, level, presence, and another name as printed."""
        is_other = row.printed and row.printed != row.participant_name
        words = [
            Link(row.meeting.standing),
            Link(self._roles(row.roles), reason=why("roles")),
            self._level(row.level, why),
            self._presence(row.presence, why),
            Link(self.printed % {"printed": row.printed} if is_other else ""),
        ]
        return [link for link in words if link.text]

    def _level(self, level: str, why: Why) -> Link:
        known = "" if level in _NOT_STATED else f"{self.level} {self.levels[level].lower()}"
        return Link(known, reason=why("level"))

    def _presence(self, presence: str, why: Why) -> Link:
        known = "" if presence in _NOT_STATED else self.presences[presence]
        return Link(known, reason=why("presence"))

    def of_delegate(self, row: AttendeeRow) -> str:
        """As what and how a person was present; the letters are small."""
        words = [self.roles.get(row.role, row.role)] if row.role else []
        if row.presence not in _NOT_STATED:
            words.append(self.presences[row.presence])
        return ", ".join(words).lower()

    def of_seat(self, row: SeatRow, why: Why) -> list[Link]:
        """The role, else that of the delegation; level and presence, likewise."""
        level = self.levels[row.level or row.delegation_level].lower()
        presence = self.presences[row.presence or row.delegation_presence].lower()
        words = [
            Link(f"{self.level} {level}", reason=why("level")),
            Link(f"{self.as_present} {presence}", reason=why("presence")),
        ]
        if row.role:
            return [Link(self.roles.get(row.role, row.role), reason=why("role")), *words]
        if row.delegation_roles:
            roles = self._roles(row.delegation_roles).lower()
            return [Link(f"{self.as_delegation} {roles}"), *words]
        return words

    def _roles(self, roles: Sequence[str]) -> str:
        return ", ".join(self.roles.get(role, role) for role in roles)


def latest_delegations(participant: int, url: str) -> tuple[Section, Section]:
    """The latest delegations of a participant, with all that its profile says of them.

    At recorded meetings that were held; and at others, where it was named and no more.
    """
    attended = first(_ATTENDED, participant, url, MOST)
    named = first(_NAMED, participant, url, MOST)
    words = _Words()
    rows: list[AttendanceRow] = [*attended.rows, *named.rows]
    numbers = [row.pk for row in rows]
    people = _people(numbers, words)
    reasons = reasons_of_delegations(numbers)
    give_reasons(row.meeting for row in rows)
    for row in rows:
        why = partial(reasons.of, field="delegation", owner=row.pk)
        row.meta, row.reason = words.of_delegation(row, why), why("participant", "printed")
        row.people = people[row.pk]
    return attended, named


def _people(delegations: Sequence[int], words: _Words) -> dict[int, list[AttendeeRow]]:
    rows = _DELEGATES.rows(delegations)
    reasons = _reasons("delegate", _OF_DELEGATE, [row.pk for row in rows])
    people: dict[int, list[AttendeeRow]] = defaultdict(list)
    for row in rows:
        why = partial(reasons.of, field="delegate", owner=row.pk)
        row.meta, row.reason = words.of_delegate(row), why("person", "printed", "honorific")
        row.title_reason, row.meta_reason = why("title"), why("role", "presence")
        people[row.delegation_id].append(row)
    return people


def people_of(delegations: Sequence[int]) -> dict[int, list[AttendeeRow]]:
    """The people of each delegation, with what is known of them; two queries."""
    return _people(delegations, _Words())


def reasons_of_delegations(delegations: Iterable[int]) -> Reasons:
    """Why anything of delegations is inferred; one query."""
    return _reasons("delegation", _OF_DELEGATION, delegations)


def latest_seats(person: int) -> tuple[Section, Section]:
    """The latest seats of a person in delegations to recorded meetings: held ones, and others."""
    held = first(_SEATS, person, "", SEATS)
    not_held = first(_SEATS_NOT_HELD, person, "", SEATS)
    rows: list[SeatRow] = [*held.rows, *not_held.rows]
    reasons = _reasons("delegate", _OF_DELEGATE, [row.pk for row in rows])
    give_reasons(row.meeting for row in rows)
    words = _Words()
    for row in rows:
        why = partial(reasons.of, field="delegate", owner=row.pk)
        row.meta, row.title_reason = words.of_seat(row, why), why("title")
        row.reason = why("person", "printed", "honorific")
    return held, not_held


def _reasons(part: str, query: PreparedQuery[tuple[Any, ...]], owners: Iterable[int]) -> Reasons:
    """Why anything of parts is inferred."""
    return Reasons(Reason(part, pk, path, why) for pk, path, why in query.rows(owners))
