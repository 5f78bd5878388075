"""Popolo's objects: Person, Organization, Membership, Event."""

from typing import Any

from participants.models import NameKind

from ...addresses import whole_address
from ...models.choices import Role
from ...reading.labels import labels
from ...reading.links import MeetingLink, ParticipantLink
from ..iso_dates import iso_ends
from .gathered import NameRow, OrganizationRow, PersonRow, SeatRow

Json = dict[str, Any]

_CODES = "ISO 3166-1 alpha-3"


def person_object(row: PersonRow) -> Json:
    """A person."""
    return _filled(
        id=whole_address(row.url),
        name=row.name,
        sort_name=row.sort_name_written,
        other_names=[_name(name) for name in row.names],
        links=[{"url": whole_address(row.url)}],
    )


def organization_object(row: OrganizationRow) -> Json:
    """A participant; the formal name is among the other names."""
    formal = [{"name": row.formal_name, "note": "formal name"}] if row.formal_name else []
    return _filled(
        **organization_named(row),
        sort_name=row.sort_name_written,
        other_names=formal + [_name(name) for name in row.names],
        identifiers=[{"identifier": row.code, "scheme": _CODES}] if row.code else [],
        parent_id=whole_address(row.part_of.url) if row.part_of else "",
        links=[{"url": whole_address(row.url)}],
    )


def organization_named(row: ParticipantLink) -> Json:
    """A participant in another object."""
    return {"id": whole_address(row.url), "name": row.name, "classification": row.kind}


def membership_object(row: SeatRow) -> Json:
    """A seat: the title of the day as role, its roles at the meeting as label.

    The days are those of the meeting, as far as they are known.
    """
    first, last = iso_ends(row.meeting.date)
    names = labels(Role)
    roles = [row.role] if row.role else row.roles
    nth = f":{row.nth}" if row.nth > 1 else ""
    source = _filled(url=whole_address(row.meeting.url), note=_note(row))
    return _filled(
        id=f"{whole_address(row.meeting.url)}#{row.body.slug}:{row.person.key}{nth}",
        label=", ".join(names.get(role, role) for role in roles),
        role=row.title,
        person_id=whole_address(row.person.url),
        organization_id=whole_address(row.body.url),
        start_date=first,
        end_date=last,
        sources=[source],
    )


def event_object(meeting: MeetingLink) -> Json:
    """A meeting at which somebody had a seat."""
    first, last = iso_ends(meeting.date)
    return _filled(
        id=whole_address(meeting.url),
        name=meeting.shown_title,
        classification="meeting",
        status=meeting.stage,
        start_date=first,
        end_date=last,
        location=meeting.city,
    )


def _note(row: SeatRow) -> str:
    """Which meeting, and what of the seat is inferred."""
    reasons = [f"Inferred: {reason}" for reason in row.reasons]
    return ". ".join([row.meeting.shown_title, *reasons])


def _name(row: NameRow) -> Json:
    return _filled(name=row.name, note=str(NameKind(row.kind).label) if row.kind else "")


def _filled(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value}
