"""What of a file went where, what was left out, and what somebody has to look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class UnreadableFormat(Exception):  # noqa: N818  (it is an answer, not an error)
    """A file that is not of the format, or that cannot be read; the text says why."""


@dataclass(slots=True)
class MappingReport:
    """Sentences for who imports: ``taken`` and ``left_out`` by what the file calls things."""

    taken: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report, a sentence a line."""
        for title, sentences in (
            ("Taken:", self.taken),
            ("Left out:", self.left_out),
            ("To be looked at:", self.doubts),
        ):
            if sentences:
                yield title
                yield from (f"  {sentence}" for sentence in sentences)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A record file made of a file of others, as JSON values, and what to know of it.

    Without ``meeting`` the record has participants and people that are of none.
    ``places`` say of parts of it, by JSON Pointer, where the file has them.
    """

    record: Json
    report: MappingReport
    places: dict[str, str] = field(default_factory=dict)

    def place(self, path: str) -> str:
        """Where the file has what a JSON Pointer leads to; "" where that is not known."""
        while path and path not in self.places:
            path = path.rpartition("/")[0]
        return self.places.get(path, "")
