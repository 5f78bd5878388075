"""Popolo files: of one person or participant, and of all, by pages."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from ...addresses import whole_address
from ..file_format import FileFormat
from . import gathered
from .gathered import OrganizationRow, PersonRow, SeatRow
from .objects import (
    Json,
    event_object,
    membership_object,
    organization_named,
    organization_object,
    person_object,
)

MEDIA_TYPE = "application/json"
EXTENSION = "popolo.json"
#: people or participants of a page
MOST = 200
#: the parameter that says after which slug or key a page begins
AFTER = "after"


def person_popolo(key: str) -> bytes | None:
    """A public person, with memberships that name the participants; None for any other key."""
    found = gathered.people(Person.objects.public().filter(key=key))
    if not found:
        return None
    (person,) = found
    rows = gathered.seats(person=person.pk)
    memberships = [
        membership_object(row) | {"organization": organization_named(row.body)} for row in rows
    ]
    return _encoded(person_object(person) | {"memberships": memberships})


def participant_popolo(slug: str) -> bytes | None:
    """A participant that may be shown, with memberships that name the people; else None."""
    found = gathered.organizations(Participant.objects.public().filter(slug=slug))
    if not found:
        return None
    (body,) = found
    rows = gathered.seats(delegation__participant=body.pk)
    memberships = [
        membership_object(row)
        | {"person": {"id": whole_address(row.person.url), "name": row.person.name}}
        for row in rows
    ]
    return _encoded(organization_object(body) | {"memberships": memberships})


def all_people(after: str) -> bytes:
    """A page of the public people after a key, with memberships, participants and meetings."""
    rows = Person.objects.public().filter(key__gt=after).order_by("key")
    numbers = [*rows.values_list("pk", flat=True)[: MOST + 1]]
    people = gathered.people(Person.objects.filter(pk__in=numbers[:MOST]))
    seats = gathered.seats(person__in=[person.pk for person in people])
    bodies = gathered.organizations(gathered.bodies_of(seats))
    following = people[-1].key if len(numbers) > MOST else ""
    return _collections(people, bodies, seats, "people_popolo", following)


def all_participants(after: str) -> bytes:
    """A page of the participants after a slug, with memberships, people and meetings."""
    rows = Participant.objects.public().filter(slug__gt=after).order_by("slug")
    numbers = [*rows.values_list("pk", flat=True)[: MOST + 1]]
    bodies = gathered.organizations(Participant.objects.filter(pk__in=numbers[:MOST]))
    seats = gathered.seats(delegation__participant__in=[body.pk for body in bodies])
    people = gathered.people(gathered.people_of(seats))
    following = bodies[-1].slug if len(numbers) > MOST else ""
    return _collections(people, bodies, seats, "participants_popolo", following)


def _collections(
    people: Iterable[PersonRow],
    bodies: Iterable[OrganizationRow],
    seats: Iterable[SeatRow],
    route: str,
    following: str,
) -> bytes:
    meetings = {row.meeting.slug: row.meeting for row in seats}
    told: dict[str, Any] = {
        "persons": [person_object(row) for row in people],
        "organizations": [organization_object(row) for row in bodies],
        "memberships": [membership_object(row) for row in seats],
        "events": [event_object(meeting) for meeting in meetings.values()],
    }
    if following:
        told["next"] = f"{whole_address(reverse(route))}?{urlencode({AFTER: following})}"
    return _encoded(told)


def _encoded(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


_LABEL = _("Popolo (JSON)")
POPOLO = (
    FileFormat("participant", EXTENSION, MEDIA_TYPE, _LABEL, participant_popolo),
    FileFormat("person", EXTENSION, MEDIA_TYPE, _LABEL, person_popolo),
)
