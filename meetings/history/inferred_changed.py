"""Values marked as inferred, by what they belong to, so that those of two files can be compared."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from meetings.records.fields.declaration import Field, Json, fields_of
from meetings.records.fields.record import RecordFile

from .difference import About
from .matching import entries
from .parts import PartNames
from .wording import field_words, noun_words

#: what an entry is, the same for an entry of one file and what became of it in the other
Identity = Callable[[Json], Hashable]


@dataclass(frozen=True, slots=True)
class InferredValue:
    """A value that is inferred: what it is of, which value in words, and the reason."""

    about: About
    what: str
    reason: str


def inferred_values(
    file: Json, names: PartNames, identity: Identity
) -> dict[Hashable, InferredValue]:
    """The inferred values of a file, by what stays the same when lists are put in another order."""
    found: dict[Hashable, InferredValue] = {}
    for entry in entries(file.get("inferred")):
        path = str(entry.get("path") or "")
        sign, about, what = _Walk(file, names, identity).value(path)
        found[sign] = InferredValue(about, what, str(entry.get("reason") or ""))
    return found


class _Walk:
    """The way of a pointer through a file and its field lists."""

    def __init__(self, file: Json, names: PartNames, identity: Identity) -> None:
        self._file, self._names, self._identity = file, names, identity

    def value(self, path: str) -> tuple[Hashable, About, str]:
        """What the value is, wherever it stands; what it is of, and which it is, in words."""
        noun, *steps = path.split("/")[1:] or [""]
        listed = {field.key: field for field in fields_of(RecordFile)}.get(noun)
        if noun == "meeting" and listed:
            about = About(noun, None, gettext("Meeting"))
            return self._inside(listed.kind.record, self._file.get(noun), steps, (noun,), about)
        entry = _at(self._file.get(noun), steps[:1])
        if listed is None or entry is None:
            return path, About("inferred", None, gettext("Meeting")), gettext("value")
        record, number = listed.kind.record, entry.get("number")
        name = self._names.name(record, entry)
        about = About(noun, number if isinstance(number, int) else None, name)
        return self._inside(record, entry, steps[1:], (noun, self._identity(entry)), about)

    def _inside(
        self, record: Any, value: Any, steps: list[str], sign: tuple[Hashable, ...], about: About
    ) -> tuple[Hashable, About, str]:
        what = noun_words(record)
        for place, step in enumerate(steps):
            field = _field(record, step)
            if field is None:
                break
            what = field_words(record, field)
            value = value.get(step) if isinstance(value, dict) else None
            if not hasattr(field.kind, "record"):
                break
            record = field.kind.record
            inner = _at(value, steps[place + 1 : place + 2])
            if inner is not None:
                what = noun_words(record)
                about = about.inside(f"{what} {self._names.name(record, inner)}".strip())
                rest = steps[place + 2 :]
                return self._inside(record, inner, rest, (*sign, *steps[: place + 2]), about)
        return (*sign, *steps), about, what


def _at(listed: Any, steps: list[str]) -> Json | None:
    """The entry of a list that a step names."""
    if not isinstance(listed, list) or not steps or not steps[0].isdecimal():
        return None
    place = int(steps[0])
    entry = listed[place] if place < len(listed) else None
    return entry if isinstance(entry, dict) else None


def _field(record: Any, key: str) -> Field | None:
    return next((field for field in fields_of(record) if field.key == key), None)
