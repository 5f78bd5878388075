"""What Popolo files are made of: rows of public people and participants, with their seats."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from django.db.models import F, QuerySet

from participants.models import Participant, ParticipantName, Person, PersonName
from participants.queries.rows import row_columns, row_reader

from ...models import Delegate, Inference
from ...reading.links import MeetingLink, ParticipantLink, PersonLink
from ...reading.meeting_reasons import give_reasons


@dataclass(slots=True)
class NameRow:
    """A further name; ``kind`` is empty where none is told."""

    owner: int
    name: str
    kind: str


@dataclass(slots=True)
class PersonRow(PersonLink):
    """A person, with what else she or he is called."""

    pk: int
    sort_name_written: str
    names: list[NameRow] = field(default_factory=list)


@dataclass(slots=True)
class OrganizationRow(ParticipantLink):
    """A participant, with what else it is called and what it is part of."""

    pk: int
    formal_name: str
    sort_name_written: str
    part_of: ParticipantLink | None
    names: list[NameRow] = field(default_factory=list)


@dataclass(slots=True)
class SeatRow:
    """A person in a delegation; ``reasons`` say what of that is inferred, and why."""

    pk: int
    title: str
    role: str
    delegation_id: int
    roles: Annotated[Sequence[str], F("delegation__roles")]
    person: PersonLink
    body: Annotated[ParticipantLink, F("delegation__participant")]
    meeting: Annotated[MeetingLink, F("delegation__meeting")]
    nth: int = 1
    reasons: list[str] = field(default_factory=list)


def people(rows: QuerySet[Person]) -> list[PersonRow]:
    """People with their names; two queries."""
    found = _read(PersonRow, rows.order_by("key"))
    _add_names(found, PersonName.objects, "person_id")
    return found


def organizations(rows: QuerySet[Participant]) -> list[OrganizationRow]:
    """Participants with their names; two queries."""
    found = _read(OrganizationRow, rows.order_by("slug"))
    _add_names(found, ParticipantName.objects, "participant_id", "kind")
    return found


def seats(**of: Any) -> list[SeatRow]:
    """The seats of people in public delegations, with what of them is inferred; four queries."""
    rows = Delegate.objects.published().filter(person__isnull=False, **of)
    first = ("delegation__meeting__first_day", "delegation__meeting__slug")
    found = _read(SeatRow, rows.order_by(*first, "delegation", "order", "pk"))
    give_reasons(row.meeting for row in found)
    reasons = _reasons([row.pk for row in found], [row.delegation_id for row in found])
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in found:
        key = row.meeting.slug, row.body.slug, row.person.key
        seen[key] += 1
        row.nth = seen[key]
        row.reasons = reasons[f"delegate {row.pk}"] + reasons[f"delegation {row.delegation_id}"]
        row.reasons += [row.meeting.date_reason] if row.meeting.date_reason else []
    return found


def bodies_of(found: Iterable[SeatRow]) -> QuerySet[Participant]:
    """The participants in whose delegations the seats are."""
    return Participant.objects.public().filter(slug__in={row.body.slug for row in found})


def people_of(found: Iterable[SeatRow]) -> QuerySet[Person]:
    """The people who have the seats."""
    rows: QuerySet[Person] = Person.objects.public().filter(key__in={r.person.key for r in found})
    return rows


def _read(row: Any, rows: QuerySet[Any]) -> list[Any]:
    return row_reader(row)([*rows.values_list(*row_columns(row))])


def _add_names(rows: Collection[Any], names: Any, owner: str, *kind: str) -> None:
    known = {row.pk: row for row in rows}
    found = names.filter(**{f"{owner}__in": [*known]}).order_by(owner, "name", "pk")
    for name in found.values(owner, "name", *kind):
        row = NameRow(name[owner], name["name"], name.get("kind", ""))
        known[row.owner].names.append(row)


def _reasons(delegates: list[int], delegations: list[int]) -> dict[str, list[str]]:
    """Why values of delegates and delegations are inferred, by noun and number."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for noun, numbers in (("delegate", delegates), ("delegation", delegations)):
        rows = Inference.objects.published().filter(**{f"{noun}__in": numbers}).order_by("pk")
        for number, path, reason in rows.values_list(f"{noun}_id", "field", "reason"):
            reasons[f"{noun} {number}"].append(f"{path}: {reason}")
    return reasons
