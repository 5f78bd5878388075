"""Which parts of a record differ between two versions: by number and field, without any text.

That is kept with each version, so that lists of changes need not unpack two files for each. It
holds keys of the record file alone: they are put into words when they are shown, and tell nothing
that the public may not know by then.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.records.fields.declaration import Json, fields_of
from meetings.records.fields.record import RecordFile

from .matching import entries
from .wording import field_words

#: by list of the file: of numbered parts what became of each number ("new", "gone", or the keys of
#: its fields that changed), of the meeting its fields, of other lists nothing but that they changed
Changes = dict[str, Any]

NEW, GONE = "new", "gone"
#: lists whose parts have permanent numbers
NUMBERED = ("statements", "pledges")
#: numbered parts that are told one by one; further ones are counted
MOST_NAMED = 6


def changed_parts(before: Json, after: Json) -> Changes:
    """What differs between two record files; empty where they say the same."""
    changes: Changes = {}
    for field in fields_of(RecordFile):
        was, now = before.get(field.key), after.get(field.key)
        if was == now:
            continue
        if field.key in NUMBERED:
            if numbered := _numbered(was, now):
                changes[field.key] = numbered
        else:
            is_meeting = field.key == "meeting"
            changes[field.key] = _keys(was or {}, now or {}) if is_meeting else []
    return changes


def numbers_changed(changes: Changes | None, noun: str) -> set[int] | None:
    """The numbers of a list that are new or changed; None where all of the record is new."""
    if changes is None:
        return None
    return {int(number) for number, what in changes.get(noun, {}).items() if what != GONE}


def changes_in_words(changes: Changes) -> list[str]:
    """What changed, a line each: “¶12: text, speakers”, “Pledge 3 is new”, “Delegations”."""
    lines: list[str] = []
    for key, what in changes.items():
        if key in NUMBERED and isinstance(what, dict):
            lines += _numbered_lines(key, what)
        elif key == "meeting":
            lines.append(_line(_("Meeting"), _fields(key, what)))
        elif key in _RECORDS:
            lines.append(_list_words(key))
    return lines


def _numbered(was: Any, now: Any) -> dict[str, Any]:
    """What became of each number; an entry that only stands elsewhere is not named."""
    old = {str(row.get("number")): row for row in entries(was)}
    new = {str(row.get("number")): row for row in entries(now)}
    changes: dict[str, Any] = {
        number: _keys(old[number], row) if number in old else NEW
        for number, row in new.items()
        if row != old.get(number)
    }
    return changes | dict.fromkeys(old.keys() - new.keys(), GONE)


def _keys(old: Json, new: Json) -> list[str]:
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


#: what the entries of each list are, by its key in the file
_RECORDS: dict[str, Any] = {field.key: field.kind.record for field in fields_of(RecordFile)}


def _numbered_lines(key: str, what: dict[str, Any]) -> list[str]:
    numbers = sorted(what, key=int)
    lines = []
    for number in numbers[:MOST_NAMED]:
        name = f"¶{number}" if key == "statements" else _("Pledge %(n)s") % {"n": number}
        if what[number] == NEW:
            lines.append(_("%(part)s is new") % {"part": name})
        elif what[number] == GONE:
            lines.append(_("%(part)s was taken out") % {"part": name})
        else:
            lines.append(_line(name, _fields(key, what[number])))
    if (more := len(numbers) - MOST_NAMED) > 0:
        lines.append(_more(key, more))
    return lines


def _more(key: str, n: int) -> str:
    if key == "statements":
        return ngettext("%(n)d more statement", "%(n)d more statements", n) % {"n": n}
    return ngettext("%(n)d more pledge", "%(n)d more pledges", n) % {"n": n}


def _line(part: str, fields: Iterable[str]) -> str:
    named = ", ".join(fields)
    return f"{part}: {named}" if named else part


def _fields(key: str, changed: Any) -> list[str]:
    """The words of fields; those that another release has are left out."""
    record = _RECORDS[key]
    known = {field.key: field for field in fields_of(record)}
    names = [name for name in changed if name in known] if isinstance(changed, list) else []
    return list(dict.fromkeys(field_words(record, known[name]) for name in names))


def _list_words(key: str) -> str:
    if key == "inferred":
        return _("What is inferred")
    if key == "retired":
        return _("Retired numbers")
    model = apps.get_model(_RECORDS[key].NOUN.model)
    return capfirst(str(model._meta.verbose_name_plural))
