"""A decoded record file while it is checked: faults are gathered, sound parts looked into."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import RecordError, pointer
from .plain import CorrectionData, MarkData, Passage

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    """The JSON value of a file, what was found wrong, and the passages resolved so far.

    Parts that the schema refuses are looked into no further, but what they define still
    counts as defined, so that one fault does not bring forth others.
    """

    value: dict[str, Any]
    faults: list[RecordError] = field(default_factory=list)
    unsound: set[Path] = field(default_factory=set)
    passages: dict[str, Passage] = field(default_factory=dict)
    #: text of each statement, by its place in the list
    texts: dict[int, str] = field(default_factory=dict)
    #: marks and corrections of each document, by its key
    marks: dict[str, tuple[MarkData, ...]] = field(default_factory=dict)
    corrections: dict[str, tuple[CorrectionData, ...]] = field(default_factory=dict)

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
        for place, entry in enumerate(listed):
            if (noun, place) not in self.unsound and isinstance(entry, dict):
                yield place, pointer(noun, place), entry

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
            for place, child in enumerate(entry.get(inner) or ()):
                yield f"{path}/{inner}/{place}", child
