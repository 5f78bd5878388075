"""What changed of a record while its correction was drafted, part by part, in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..records.fields.declaration import Json

#: lists of nouns that records share, and what belongs to the row of the record or to its texts
_SHARED = ("participants", "people", "topics", "documents")
_OF_THE_ROW = ("slug", "former_slugs", "status")
#: by what an entry of a list is known again; of any other list by all that it says
_KNOWN_BY = {
    "statements": ("number",),
    "pledges": ("number",),
    "delegations": ("participant",),
    "agenda": ("key",),
    "sessions": ("key",),
}
#: characters of a value that are shown
_SHOWN = 120


def own_part(data: Json) -> Json:
    """What of a record file is the record's own: no shared nouns, no texts, no address or state."""
    own = {noun: value for noun, value in data.items() if noun not in _SHARED}
    meeting = {key: value for key, value in data["meeting"].items() if key not in _OF_THE_ROW}
    if "series" in meeting:
        meeting["series"] = meeting["series"]["slug"]
    own["meeting"] = meeting
    if "relations" in own:
        own["relations"] = [_plain_relation(relation) for relation in own["relations"]]
    return own


def _plain_relation(relation: Json) -> Json:
    meeting = {key: value for key, value in relation["meeting"].items() if key != "former_slugs"}
    if "series" in meeting:
        meeting["series"] = meeting["series"]["slug"]
    return relation | {"meeting": meeting}


def changes(base: Json, now: Json, mine: Json) -> list[str]:
    """What a record says ``now`` and did not in ``base``, a sentence each.

    What ``mine`` says as well stands against nothing.
    """
    before, after, own = (dict(_entries(data)) for data in (base, now, mine))
    told = []
    for key in dict.fromkeys([*before, *after]):
        was, is_now = before.get(key), after.get(key)
        if was != is_now and own.get(key) != is_now:
            told.append(_in_words(key, was, is_now))
    return told


def _entries(data: Json) -> Iterator[tuple[tuple[str, str, str], Any]]:
    """Every value by list, entry and field; an entry that is known by nothing is one value."""
    for name, value in data["meeting"].items():
        yield ("meeting", "", name), value
    for noun, listed in data.items():
        if not isinstance(listed, list):
            if isinstance(listed, dict) and noun != "meeting":
                yield from (((noun, "", name), value) for name, value in listed.items())
            continue
        known_by = _KNOWN_BY.get(noun)
        for entry in listed:
            if known_by is None or not isinstance(entry, dict):
                yield (noun, repr(entry), ""), entry
                continue
            known = ", ".join(str(entry.get(name)) for name in known_by)
            yield from (((noun, known, name), value) for name, value in entry.items())


def _in_words(key: tuple[str, str, str], was: Any, is_now: Any) -> str:
    noun, entry, name = key
    if noun == "statements":
        where = f"¶{entry}"
    elif name and entry:
        where = f"{noun} {entry}"
    else:
        where = noun
    if name:
        where = f"{where}, {name}"
    values = {"where": where, "was": _short(was), "now": _short(is_now)}
    return _("%(where)s: “%(was)s” → “%(now)s”") % values


def _short(value: Any) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
