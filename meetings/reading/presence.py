"""Where participants and people were, as their profiles show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedList, PreparedQuery

from ..models import Delegate, Delegation, Inference
from ..models.choices import Layer, Level, Presence, Role, Stage
from .labels import labels
from .links import MeetingLink, ParticipantLink, PersonLink
from .meeting import PlacedMeeting
from .meeting_reasons import give_reasons
from .sections import Section, first

#: rows of a section on the profile of a participant, and of a person
MOST, SEATS = 20, 50
_NOT_STATED = ("", Level.NOT_STATED, Presence.NOT_STATED)


@dataclass(slots=True)
class AttendeeRow:
    """A person of a delegation; ``meta`` says as what and how present."""

    pk: int
    delegation_id: int
    printed: str
    title: str
    role: str
    presence: str
    person: PersonLink | None
    meta: str = ""
    reasons: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The name, as printed where no person is known."""
        return self.person.name if self.person else self.printed or _("Person not named")


@dataclass(slots=True)
class AttendanceRow:
    """A delegation on the profile of its participant.

    ``meta`` are its roles, level and presence and what else is known of it, each in words.
    """

    pk: int
    printed: str
    roles: list[str]
    level: str
    presence: str
    participant_name: Annotated[str, F("participant__name")]
    meeting: PlacedMeeting
    meta: Sequence[str] = ()
    reasons: Sequence[str] = ()
    people: Sequence[AttendeeRow] = ()


@dataclass(slots=True)
class SeatRow:
    """A person's place in a delegation, on the profile of the person."""

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
    meta: Sequence[str] = ()
    reasons: Sequence[str] = ()


def _attended(participant: int) -> Any:
    """The delegations of a participant at recorded meetings that were held."""
    # Public records are the published ones: that is told without looking for stubs.
    return Delegation.objects.filter(participant=participant).published().at_held()


def _named(participant: int) -> Any:
    """Its others: at meetings that are only named, or of which no source says they were held."""
    rows = Delegation.objects.filter(participant=participant).public()
    return rows.exclude(meeting__layer=Layer.RECORD, meeting__stage=Stage.HELD)


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
            .values_list(owner, "reason")
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

    def of_delegation(self, row: AttendanceRow) -> list[str]:
        """Whether it was held, roles, level, presence, and another name as printed."""
        words = [
            row.meeting.standing,
            self._roles(row.roles),
            "" if row.level in _NOT_STATED else f"{self.level} {self.levels[row.level].lower()}",
            "" if row.presence in _NOT_STATED else self.presences[row.presence],
        ]
        if row.printed and row.printed != row.participant_name:
            words.append(self.printed % {"printed": row.printed})
        return list(filter(None, words))

    def of_delegate(self, row: AttendeeRow) -> str:
        """As what and how a person was present; the letters are small."""
        words = [self.roles.get(row.role, row.role)] if row.role else []
        if row.presence not in _NOT_STATED:
            words.append(self.presences[row.presence])
        return ", ".join(words).lower()

    def of_seat(self, row: SeatRow) -> list[str]:
        """The role, else that of the delegation; level and presence, likewise."""
        level = self.levels[row.level or row.delegation_level].lower()
        presence = self.presences[row.presence or row.delegation_presence].lower()
        words = [f"{self.level} {level}", f"{self.as_present} {presence}"]
        if row.role:
            return [self.roles.get(row.role, row.role), *words]
        if row.delegation_roles:
            roles = self._roles(row.delegation_roles).lower()
            return [f"{self.as_delegation} {roles}", *words]
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
    reasons = _by_owner(_OF_DELEGATION, numbers)
    give_reasons(row.meeting for row in rows)
    for row in rows:
        row.meta, row.reasons = words.of_delegation(row), reasons[row.pk]
        row.people = people[row.pk]
    return attended, named


def _people(delegations: Sequence[int], words: _Words) -> dict[int, list[AttendeeRow]]:
    rows = _DELEGATES.rows(delegations)
    reasons = _by_owner(_OF_DELEGATE, [row.pk for row in rows])
    people: dict[int, list[AttendeeRow]] = defaultdict(list)
    for row in rows:
        row.meta, row.reasons = words.of_delegate(row), reasons[row.pk]
        people[row.delegation_id].append(row)
    return people


def people_of(delegations: Sequence[int]) -> dict[int, list[AttendeeRow]]:
    """The people of each delegation, with what is known of them; two queries."""
    return _people(delegations, _Words())


def delegation_reasons(delegations: Iterable[int]) -> dict[int, list[str]]:
    """Why anything of delegations is inferred; one query."""
    return _by_owner(_OF_DELEGATION, delegations)


def latest_seats(person: int) -> tuple[Section, Section]:
    """The latest seats of a person in delegations to recorded meetings: held ones, and others."""
    held = first(_SEATS, person, "", SEATS)
    not_held = first(_SEATS_NOT_HELD, person, "", SEATS)
    rows: list[SeatRow] = [*held.rows, *not_held.rows]
    reasons = _by_owner(_OF_DELEGATE, [row.pk for row in rows])
    give_reasons(row.meeting for row in rows)
    words = _Words()
    for row in rows:
        row.meta, row.reasons = words.of_seat(row), reasons[row.pk]
    return held, not_held


def _by_owner(
    query: PreparedQuery[tuple[Any, ...]], numbers: Iterable[int]
) -> dict[int, list[str]]:
    """Reasons by whose they are."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for owner, reason in query.rows(numbers):
        reasons[owner].append(reason)
    return reasons
