"""A decoded record file while it is checked: faults are gathered, sound parts looked into."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import RecordError, pointer
from .fields.declaration import Field, fields_of, fields_of_kind
from .fields.objects import Items, Object
from .fields.record import RecordFile

Path = tuple[str | int, ...]
_NOUNS = {listed.key: listed.kind.record for listed in fields_of(RecordFile)}


@dataclass(frozen=True, slots=True)
class Holder:
    """An object of the file, where it stands, and the noun that it describes."""

    path: str
    record: Any
    entry: dict[str, Any]

    def inner(self) -> Iterator["Holder"]:
        """The objects inside it."""
        for declared in fields_of_kind(self.record, (Object, Items)):
            value, where = self.entry.get(declared.key) or (), f"{self.path}/{declared.key}"
            if isinstance(value, dict):
                yield Holder(where, declared.kind.record, value)
                continue
            for index, entry in enumerate(value):
                yield Holder(f"{where}/{index}", declared.kind.record, entry)


@dataclass(slots=True)
class Draft:
    """The JSON value of a file, what was found wrong, and what was computed so far.

    Parts that the schema refuses are looked into no further, but what they define still
    counts as defined, so that one fault does not bring forth others.
    """

    value: dict[str, Any]
    faults: list[RecordError] = field(default_factory=list)
    unsound: set[Path] = field(default_factory=set)
    #: passages, texts, digests, marks and corrections, by the path at which they stand
    resolved: dict[str, Any] = field(default_factory=dict)

    def fault(self, path: str, message: str) -> None:
        """Note a fault at a JSON Pointer."""
        self.faults.append(RecordError(path, message))

    def refuse(self, path: Path, error: RecordError) -> None:
        """Note a fault of the schema, and look no further into the part it is in."""
        self.faults.append(error)
        self.unsound.add(path[:2] if path[:1] != ("meeting",) else path[:1])

    def entries(self, noun: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """The sound entries of a top-level list: place, pointer, entry."""
        listed = self.value.get(noun)
        if not isinstance(listed, list):
            return
        for index, entry in enumerate(listed):
            if (noun, index) not in self.unsound and isinstance(entry, dict):
                yield index, pointer(noun, index), entry

    def meeting(self) -> dict[str, Any]:
        """The meeting, or nothing where the schema refuses it."""
        meeting = self.value.get("meeting")
        sound = ("meeting",) not in self.unsound
        return meeting if sound and isinstance(meeting, dict) else {}

    @property
    def unfinished(self) -> bool:
        """Whether the record is a draft, which may still lack what a source must give."""
        return self.meeting().get("status", "draft") == "draft"

    def defined(self, noun: str, key: str) -> set[Any]:
        """The keys that a top-level list defines, in unsound entries too."""
        listed = self.value.get(noun)
        entries: Iterable[Any] = listed if isinstance(listed, list) else ()
        values = (entry.get(key) for entry in entries if isinstance(entry, dict))
        return {value for value in values if isinstance(value, str | int)}

    def children(self, noun: str, inner: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Objects in a list inside the sound entries of ``noun``: pointer, object."""
        for _place, path, entry in self.entries(noun):
            for index, child in enumerate(entry.get(inner) or ()):
                yield f"{path}/{inner}/{index}", child

    def values(self, noun: str, kind: Any) -> Iterator[tuple[str, Field, Any]]:
        """Pointer, field and value of all that is given of one kind, outer objects first."""
        holders = [Holder("/meeting", _NOUNS[noun], self.meeting())]
        if noun != "meeting":
            entries = self.entries(noun)
            holders = [Holder(path, _NOUNS[noun], entry) for _place, path, entry in entries]
        while holders:
            for holder in holders:
                for declared in sorted(
                    fields_of_kind(holder.record, kind), key=lambda declared: declared.key
                ):
                    if holder.entry.get(declared.key):
                        yield f"{holder.path}/{declared.key}", declared, holder.entry[declared.key]
            holders = [inner for holder in holders for inner in holder.inner()]
