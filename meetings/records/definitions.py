"""Keys and numbers of a record file: given once, and found where they are referred to."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from .draft import Draft
from .fields.declaration import Field, fields_of, fields_of_kind
from .fields.keys import EntryKey, EntryKeys, ParticipantKey, PersonKey
from .fields.objects import Items
from .fields.record import LISTS
from .fields.retired import RetiredRecord

#: the key by which the file itself calls the entries of a list: the first that stands there once
_OWN_KEYS = {
    listed.key: next(field.key for field in fields_of(listed.kind.record) if field.kind.unique)
    for listed in LISTS
    if any(field.kind.unique for field in fields_of(listed.kind.record))
}


def check_definitions(draft: Draft) -> None:
    """Note every key given twice, every reference that leads nowhere, and every circle."""
    for listed in LISTS:
        for field in fields_of(listed.kind.record):
            if field.kind.unique:
                _once(draft, listed.key, field.key)
    for listed in LISTS:
        for field in fields_of_kind(listed.kind.record, (EntryKey, EntryKeys)):
            _defined(draft, listed.key, field)
    _people(draft)
    for listed in reversed(LISTS):
        for field in fields_of_kind(listed.kind.record, (EntryKey, ParticipantKey)):
            if field.kind.of == listed.key:
                _circles(draft, listed.key, field.key)
    _replies(draft)
    _retired(draft)
    _meetings(draft)


def _defined(draft: Draft, noun: str, field: Field) -> None:
    target = field.kind.of
    known = draft.defined(target, field.kind.by)
    for _place, path, entry in draft.entries(noun):
        for where, value in _values(f"{path}/{field.key}", entry.get(field.key)):
            if value not in known:
                _dangling(draft, where, value, target)


def _values(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What is referred to: none, one, or each of a list."""
    if isinstance(value, list):
        yield from ((f"{path}/{index}", entry) for index, entry in enumerate(value))
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
    for listed in LISTS:
        for inner in fields_of_kind(listed.kind.record, Items):
            for field in fields_of_kind(inner.kind.record, PersonKey):
                for path, child in draft.children(listed.key, inner.key):
                    if child.get(field.key) and child[field.key] not in known:
                        _dangling(draft, f"{path}/{field.key}", child[field.key], "people")


def _circles(draft: Draft, noun: str, whole: str) -> None:
    """Note entries that are, by whatever detour, part of themselves."""
    key = _OWN_KEYS[noun]
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
    for field in fields_of(RetiredRecord):
        numbers = set(retired.get(field.key) or ())
        for _place, path, entry in draft.entries(field.key):
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
    for index, delegation in enumerate(delegations):
        if delegation["participant"] in seen:
            message = gettext("“%(value)s” stands there already; keep one.")
            draft.fault(f"{path}/{index}", message % {"value": delegation["participant"]})
        seen.add(delegation["participant"])
