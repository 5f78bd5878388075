"""Where participants and people were, as their profiles show it: prepared questions, plain rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..addresses import address
from ..cards.meeting import MEETING, MeetingCard, meeting_card
from ..models import Delegate, Delegation, Inference
from ..models.choices import Layer, Level, Presence, Role, Stage
from .cards import Section
from .plain import Named, labels

#: rows of a section on the profile of a participant, and of a person
MOST, SEATS = 20, 50
_NOT_STATED = ("", Level.NOT_STATED, Presence.NOT_STATED)
_PLACE = ("venue", "city", "country__name", "stage")
_BODY = ("participant__name", "participant__slug")
_DELEGATION = ("printed", "roles", "level", "presence")
_DELEGATE = ("printed", "honorific", "title", "role", "level", "presence")


@dataclass(frozen=True, slots=True)
class PersonThere:
    """A person of a delegation; ``meta`` says as what and how present."""

    name: str
    url: str
    title: str
    meta: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class There:
    """A delegation on the profile of its participant.

    ``meta`` are its roles, level and presence and what else is told of it, each in words.
    """

    meeting: MeetingCard
    meta: list[str]
    date_reasons: list[str]
    reasons: list[str]
    people: list[PersonThere] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a delegation, on the profile of the person."""

    meeting: MeetingCard
    body: Named
    honorific: str
    printed: str
    title: str
    meta: list[str]
    date_reasons: list[str]
    reasons: list[str]


def _newest(path: str) -> tuple[Any, ...]:
    return F(f"{path}first_day").desc(nulls_last=True), f"{path}slug"


def _number(rows: QuerySet[Any], by: str) -> QuerySet[Any, Any]:
    return rows.order_by().values(by).annotate(n=Count("pk")).values_list("n")


def _at(layer: Layer, participant: int) -> Any:
    rows = Delegation.objects.filter(participant=participant)
    # Public records are the published ones: that is told without looking for stubs.
    if layer == Layer.RECORD:
        return rows.published()
    return rows.public().filter(meeting__layer=layer)


def _shown_at(layer: Layer, participant: int) -> QuerySet[Any, Any]:
    meeting = (f"meeting__{name}" for name in (*MEETING, *_PLACE))
    shown = ["pk", "meeting_id", *_DELEGATION, "participant__name", *meeting]
    return _at(layer, participant).order_by(*_newest("meeting__")).values_list(*shown)[: MOST + 1]


def _number_at(layer: Layer, participant: int) -> QuerySet[Any, Any]:
    return _number(_at(layer, participant), "participant")


def _seats(person: int) -> Any:
    return Delegate.objects.published().filter(person=person)


def _reasons_of(owner: str, number: int) -> QuerySet[Any, Any]:
    rows = Inference.objects.filter(**{f"{owner}__in": [number]})
    return rows.order_by("meeting", "pk").values_list(owner, "reason")


_AT = {layer: PreparedQuery(partial(_shown_at, layer)) for layer in Layer}
_NUMBER_AT = {layer: PreparedQuery(partial(_number_at, layer)) for layer in Layer}
_REASONS = {
    owner: PreparedQuery(partial(_reasons_of, owner)) for owner in ("delegation", "delegate")
}
_SEATS = PreparedQuery(
    lambda who: (
        _seats(who)
        .order_by(F("delegation__meeting__first_day").desc(nulls_last=True), "pk")
        .values_list(
            *("pk", "delegation__meeting_id", *_DELEGATE),
            *(f"delegation__{name}" for name in ("roles", "level", "presence", *_BODY)),
            *(f"delegation__meeting__{name}" for name in MEETING),
        )[: SEATS + 1]
    )
)
_NUMBER_OF_SEATS = PreparedQuery(lambda who: _number(_seats(who), "person"))
_DELEGATES = PreparedQuery(
    lambda delegation: (
        Delegate.objects.filter(delegation__in=[delegation])
        .order_by("order", "pk")
        .values_list("delegation_id", "pk", *_DELEGATE, "person__name", "person__key")
    )
)
_DATE_REASONS = PreparedQuery(
    lambda meeting: (
        Inference.objects.of_meetings()
        .filter(field="date", meeting__in=[meeting])
        .order_by("pk")
        .values_list("meeting", "reason")
    )
)


class _Words:
    """Roles, levels and so on in words, looked up once a page."""

    def __init__(self) -> None:
        self.roles, self.levels, self.presences = labels(Role), labels(Level), labels(Presence)
        self.stages = labels(Stage)
        self.level = _("Level:")
        self.unnamed = _("Person not named")

    def of_roles(self, roles: Sequence[str]) -> str:
        return ", ".join(self.roles.get(role, role) for role in roles)

    def of_person(self, role: str, presence: str) -> str:
        """As what and how a person was present; the letters are small."""
        words = [self.roles.get(role, role)] if role else []
        if presence not in _NOT_STATED:
            words.append(self.presences[presence])
        return ", ".join(words).lower()


def attended(who: Participant, url: str) -> tuple[Section, Section]:
    """The latest delegations of a participant, with all that its profile says of them.

    At recorded meetings, and at those that records only name.
    """
    rows = {layer: _AT[layer].rows(who.pk) for layer in (Layer.RECORD, Layer.STUB)}
    shown = [row for some in rows.values() for row in some[:MOST]]
    numbers = [row[0] for row in shown]
    words = _Words()
    people = _people(numbers, words)
    reasons = told(_REASONS["delegation"], numbers)
    dates = date_reasons({row[1] for row in shown})
    there, named = [
        _section(
            [
                There(
                    meeting_card(row[7 : 7 + len(MEETING)]),
                    _meta(row, layer, words),
                    dates.get(row[1], []),
                    reasons.get(row[0], []),
                    people.get(row[0], []),
                )
                for row in rows[layer][:MOST]
            ],
            rows[layer],
            _NUMBER_AT[layer],
            who.pk,
            url,
        )
        for layer in (Layer.RECORD, Layer.STUB)
    ]
    return there, named


def _meta(row: Sequence[Any], layer: Layer, words: _Words) -> list[str]:
    """Roles, level, presence, the stage of a stub, the place, and another name as printed."""
    printed, roles, level, presence, name = row[2:7]
    venue, city, country, stage = row[7 + len(MEETING) :]
    return list(
        filter(
            None,
            [
                words.of_roles(roles),
                "" if level in _NOT_STATED else f"{words.level} {words.levels[level].lower()}",
                "" if presence in _NOT_STATED else words.presences[presence],
                words.stages[stage] if layer == Layer.STUB else "",
                ", ".join(filter(None, [venue, city, country])),
                _("printed as “%(printed)s”") % {"printed": printed}
                if printed and printed != name
                else "",
            ],
        )
    )


def _people(delegations: Sequence[int], words: _Words) -> dict[int, list[PersonThere]]:
    rows = _DELEGATES.rows(delegations)
    reasons = told(_REASONS["delegate"], [row[1] for row in rows])
    found: dict[int, list[PersonThere]] = {}
    for at, pk, printed, _honorific, title, role, _level, presence, name, key in rows:
        person = PersonThere(
            name if key else printed or words.unnamed,
            address("person", key) if key else "",
            title,
            words.of_person(role, presence),
            reasons.get(pk, []),
        )
        found.setdefault(at, []).append(person)
    return found


def seats(who: Person) -> Section:
    """The latest seats of a person in delegations to recorded meetings."""
    rows = _SEATS.rows(who.pk)
    shown = rows[:SEATS]
    reasons = told(_REASONS["delegate"], [row[0] for row in shown])
    dates = date_reasons({row[1] for row in shown})
    words = _Words()
    as_present, as_delegation = _("Presence:"), _("Delegation:")
    found = []
    for pk, at, printed, honorific, title, role, level, presence, *rest in shown:
        roles, whole_level, whole_presence, name, slug, *meeting = rest
        meta = [
            words.roles.get(role, role)
            if role
            else f"{as_delegation} {words.of_roles(roles).lower()}"
            if roles
            else "",
            f"{words.level} {words.levels[level or whole_level].lower()}",
            f"{as_present} {words.presences[presence or whole_presence].lower()}",
        ]
        found.append(
            Seat(
                meeting_card(meeting),
                Named(name, address("participant", slug)),
                honorific,
                printed,
                title,
                list(filter(None, meta)),
                dates.get(at, []),
                reasons.get(pk, []),
            )
        )
    return _section(found, rows, _NUMBER_OF_SEATS, who.pk, "")


def date_reasons(meetings: Iterable[int]) -> dict[int, list[str]]:
    """Why the dates of meetings are inferred, where they are."""
    return told(_DATE_REASONS, list(meetings))


def told(question: PreparedQuery, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Reasons by whose they are."""
    found: dict[int, list[str]] = {}
    for owner, reason in question.rows(list(numbers)):
        found.setdefault(owner, []).append(reason)
    return found


def _section(
    found: Sequence[Any], rows: Sequence[Any], number: PreparedQuery, who: int, url: str
) -> Section:
    if len(rows) == len(found):
        return Section(found, len(found), url)
    return Section(found, number.rows(who)[0][0], url)
