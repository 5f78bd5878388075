"""Keys and numbers of a record file: given once, and found where they are referred to."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from .draft import Draft

# Lists whose entries carry a name of their own that may stand there once.
_UNIQUE = (
    ("participants", "slug"),
    ("participants", "code"),
    ("people", "key"),
    ("topics", "name"),
    ("documents", "key"),
    ("agenda", "key"),
    ("sessions", "key"),
    ("delegations", "participant"),
    ("statements", "number"),
    ("pledges", "number"),
    ("inferred", "path"),
)
# One reference: list, key -> list and key that must define it.
_REFERENCES = (
    ("topics", "broader", "topics", "name"),
    ("sessions", "part_of", "sessions", "key"),
    ("sessions", "agenda", "agenda", "key"),
    ("statements", "session", "sessions", "key"),
    ("statements", "agenda", "agenda", "key"),
    ("statements", "topics", "topics", "name"),
    ("statements", "in_reply_to", "statements", "number"),
    ("pledges", "statement", "statements", "number"),
    ("figures", "statement", "statements", "number"),
)
_PEOPLE = (("delegations", "delegates"), ("statements", "speakers"), ("pledges", "by"))


def check_definitions(draft: Draft) -> None:
    """Note every key given twice, every reference that leads nowhere, and every circle."""
    for noun, key in _UNIQUE:
        _once(draft, noun, key)
    for noun, key, target, target_key in _REFERENCES:
        known = draft.defined(target, target_key)
        for _place, path, entry in draft.entries(noun):
            for where, value in _values(f"{path}/{key}", entry.get(key)):
                if value not in known:
                    _dangling(draft, where, value, target)
    _people(draft)
    _circles(draft, "sessions", "key", "part_of")
    _circles(draft, "topics", "name", "broader")
    _circles(draft, "participants", "slug", "part_of")
    _replies(draft)
    _retired(draft)
    _meetings(draft)


def _values(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What is referred to: none, one, or each of a list."""
    if isinstance(value, list):
        yield from ((f"{path}/{place}", entry) for place, entry in enumerate(value))
    elif value not in (None, ""):
        yield path, value


def _once(draft: Draft, noun: str, key: str) -> None:
    seen: dict[Any, str] = {}
    for _place, path, entry in draft.entries(noun):
        value = entry.get(key)
        if value in (None, ""):
            continue
        if value in seen:
            message = gettext("“%(value)s” stands already at %(first)s; keep one.")
            draft.fault(f"{path}/{key}", message % {"value": value, "first": seen[value]})
        else:
            seen[value] = path


def _dangling(draft: Draft, path: str, value: Any, target: str) -> None:
    message = gettext("“%(value)s” is not among “%(target)s” of this file; define it there.")
    draft.fault(path, message % {"value": value, "target": target})


def _people(draft: Draft) -> None:
    known = draft.defined("people", "key")
    for noun, inner in _PEOPLE:
        for path, child in draft.children(noun, inner):
            if child.get("person") and child["person"] not in known:
                _dangling(draft, f"{path}/person", child["person"], "people")


def _circles(draft: Draft, noun: str, key: str, whole: str) -> None:
    """Note entries that are, by whatever detour, part of themselves."""
    above = {entry[key]: entry.get(whole) for _place, _path, entry in draft.entries(noun)}
    for _place, path, entry in draft.entries(noun):
        seen, step = set(), above.get(entry[key])
        while step in above and step not in seen and step != entry[key]:
            seen.add(step)
            step = above[step]
        if step == entry[key]:
            message = gettext("“%(value)s” is part of itself; correct what it is part of.")
            draft.fault(f"{path}/{whole}", message % {"value": entry[key]})


def _replies(draft: Draft) -> None:
    for _place, path, entry in draft.entries("statements"):
        for where, number in _values(f"{path}/in_reply_to", entry.get("in_reply_to")):
            if number == entry["number"]:
                draft.fault(where, gettext("a statement does not reply to itself; take it out."))


def _retired(draft: Draft) -> None:
    retired = draft.value.get("retired")
    if not isinstance(retired, dict) or any(path[0] == "retired" for path in draft.unsound if path):
        return
    for noun in ("statements", "pledges"):
        numbers = set(retired.get(noun) or ())
        for _place, path, entry in draft.entries(noun):
            if entry["number"] in numbers:
                message = gettext(
                    "number %(number)d is retired and never used again; take another."
                )
                draft.fault(f"{path}/number", message % {"number": entry["number"]})


def _meetings(draft: Draft) -> None:
    meeting = draft.meeting()
    if meeting.get("slug") in (meeting.get("former_slugs") or ()):
        draft.fault(
            "/meeting/former_slugs", gettext("the present slug is no former one; take it out.")
        )
    described: dict[str, tuple[str, dict[str, Any]]] = {}
    for _place, path, entry in draft.entries("relations"):
        stub = entry["meeting"]
        if stub["slug"] == meeting.get("slug"):
            draft.fault(
                f"{path}/meeting/slug", gettext("a meeting is not related to itself; take it out.")
            )
        first_path, first = described.setdefault(stub["slug"], (path, stub))
        for key in _contradictions(first, stub):
            message = gettext("this differs from what %(first)s says of the same meeting.")
            draft.fault(f"{path}/meeting/{key}", message % {"first": first_path})
        _stub_delegations(draft, f"{path}/meeting/delegations", stub.get("delegations") or ())


def _contradictions(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Keys for which both descriptions give a value, and not the same."""
    return [key for key in one if one[key] and other.get(key) and one[key] != other[key]]


def _stub_delegations(draft: Draft, path: str, delegations: Iterable[dict[str, Any]]) -> None:
    seen = set()
    for place, delegation in enumerate(delegations):
        if delegation["participant"] in seen:
            message = gettext("“%(value)s” stands there already; keep one.")
            draft.fault(f"{path}/{place}", message % {"value": delegation["participant"]})
        seen.add(delegation["participant"])
