"""The objects of a Popolo file, whatever holds them: one, a list, a line each, or collections."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...files.clean import cleaned
from ..mapping import Json, UnreadableFormat

#: collections of the standard that the register has nouns for
PERSONS, ORGANIZATIONS, MEMBERSHIPS = "persons", "organizations", "memberships"
#: what only organisations have
_OF_ORGANIZATIONS = frozenset(
    ("classification", "parent_id", "parent", "founding_date", "dissolution_date", "children")
)
_TYPES = {"person": PERSONS, "organization": ORGANIZATIONS, "membership": MEMBERSHIPS}
_NO_POPOLO = "The file is no Popolo: it holds no persons, organizations or memberships."


@dataclass(frozen=True, slots=True)
class Found:
    """An object with the path to it: “persons[3]”."""

    path: str
    value: Json

    def text(self, name: str) -> str:
        """A field of words on one line; "" where there are none."""
        value = self.value.get(name)
        return " ".join(cleaned(value).split()) if isinstance(value, str) else ""

    def listed(self, name: str) -> list[Json]:
        """A field of objects."""
        value = self.value.get(name)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


@dataclass(slots=True)
class PopoloFile:
    """What a file holds, by collection; ``others`` counts the objects of other ones."""

    persons: list[Found] = field(default_factory=list)
    organizations: list[Found] = field(default_factory=list)
    memberships: int = 0
    others: Counter[str] = field(default_factory=Counter)
    following: str = ""


def read_popolo(data: bytes) -> PopoloFile:
    """The objects of a file. Raises :class:`UnreadableFormat` where it holds none of Popolo."""
    value = _json(data)
    file = PopoloFile()
    if isinstance(value, list):
        _add_each(file, "", value)
    elif isinstance(value, dict) and _collections(value):
        for name, listed in value.items():
            if isinstance(listed, list):
                _add_collection(file, name, listed)
        following = value.get("next")
        file.following = following if isinstance(following, str) else ""
    elif isinstance(value, dict):
        _add(file, _kind(value), Found("", value))
    if not (file.persons or file.organizations or file.memberships):
        raise UnreadableFormat(_NO_POPOLO)
    return file


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip(b"\xef\xbb\xbf").startswith(b"{"):
            raise UnreadableFormat(f"The file is no JSON: {error}") from None
        return [_line(line, number) for number, line in enumerate(lines, 1)]


def _line(line: bytes, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFormat(f"The file is no JSON: object {number}: {error}") from None


def _collections(value: Json) -> bool:
    return any(isinstance(value.get(name), list) for name in (PERSONS, ORGANIZATIONS)) or (
        "name" not in value and isinstance(value.get(MEMBERSHIPS), list)
    )


def _add_each(file: PopoloFile, name: str, listed: list[Any]) -> None:
    for place, one in enumerate(listed):
        if isinstance(one, dict):
            _add(file, _kind(one), Found(f"{name}[{place}]", one))
        else:
            file.others["no objects"] += 1


def _add_collection(file: PopoloFile, name: str, listed: list[Any]) -> None:
    for place, one in enumerate(listed):
        if name not in (PERSONS, ORGANIZATIONS, MEMBERSHIPS):
            file.others[name] += 1
        elif isinstance(one, dict):
            _add(file, name, Found(f"{name}[{place}]", one))
        else:
            file.others["no objects"] += 1


def _kind(value: Json) -> str:
    """The collection that an object by itself belongs to; "" for what is none of Popolo."""
    for name in ("@type", "type"):
        if isinstance(value.get(name), str) and value[name].lower() in _TYPES:
            return _TYPES[value[name].lower()]
    if "person_id" in value or "organization_id" in value:
        return MEMBERSHIPS
    if _OF_ORGANIZATIONS & value.keys():
        return ORGANIZATIONS
    return PERSONS if {"name", "family_name"} & value.keys() else ""


def _add(file: PopoloFile, kind: str, found: Found) -> None:
    if kind == PERSONS:
        file.persons.append(found)
    elif kind == ORGANIZATIONS:
        file.organizations.append(found)
    elif kind == MEMBERSHIPS:
        file.memberships += 1
        _add_named(file, found)
    else:
        file.others["of no kind that Popolo has"] += 1
        return
    for place, membership in enumerate(found.listed(MEMBERSHIPS)):
        file.memberships += 1
        _add_named(file, Found(f"{found.path}.{MEMBERSHIPS}[{place}]".lstrip("."), membership))


def _add_named(file: PopoloFile, membership: Found) -> None:
    """The person and the organisation that a membership holds whole, not by their identifiers."""
    for kind, value in _named(membership.value):
        _add(file, kind, Found(f"{membership.path}.{kind[:-1]}", value))


def _named(membership: Json) -> Iterator[tuple[str, Json]]:
    for name, kind in (("person", PERSONS), ("organization", ORGANIZATIONS)):
        value = membership.get(name)
        if isinstance(value, dict):
            yield kind, value
