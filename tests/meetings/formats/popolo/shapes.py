"""Facts of https://www.popoloproject.com/specs/ as JSON Schema: of the classes used here."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}$"}


def _list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


_LINKS = _list(url={"type": "string", "format": "uri"}, note=_TEXT)
_NAMES = _list(name=_TEXT, note=_TEXT, start_date=_DATE, end_date=_DATE)
_NAMED = _object(id=_TEXT, name=_TEXT, classification=_TEXT)

MEMBERSHIP = _object(
    id=_TEXT,
    label=_TEXT,
    role=_TEXT,
    person_id=_TEXT,
    person=_NAMED,
    organization_id=_TEXT,
    organization=_NAMED,
    start_date=_DATE,
    end_date=_DATE,
    sources=_LINKS,
)
_MEMBERSHIPS = {"type": "array", "items": MEMBERSHIP}
PERSON = _object(
    id=_TEXT,
    name=_TEXT,
    sort_name=_TEXT,
    other_names=_NAMES,
    links=_LINKS,
    memberships=_MEMBERSHIPS,
)
ORGANIZATION = _object(
    id=_TEXT,
    name=_TEXT,
    sort_name=_TEXT,
    other_names=_NAMES,
    identifiers=_list(identifier=_TEXT, scheme=_TEXT),
    classification=_TEXT,
    parent_id=_TEXT,
    links=_LINKS,
    memberships=_MEMBERSHIPS,
)
EVENT = _object(
    id=_TEXT,
    name=_TEXT,
    classification=_TEXT,
    status=_TEXT,
    start_date=_DATE,
    end_date=_DATE,
    location=_TEXT,
)
COLLECTIONS = _object(
    persons={"type": "array", "items": PERSON},
    organizations={"type": "array", "items": ORGANIZATION},
    memberships=_MEMBERSHIPS,
    events={"type": "array", "items": EVENT},
    next={"type": "string"},
)
