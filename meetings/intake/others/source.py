"""The text that a file becomes, line after line, and the passages that point into it."""

from collections.abc import Iterable

from .mapping import Json


class SourceLines:
    """A document while it is written; ``key`` is what the record calls it."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._lines: list[str] = []
        self._length = 0
        self._marks: list[Json] = []

    def __bool__(self) -> bool:
        """Whether anything stands in it."""
        return bool(self._lines)

    def write(self, lines: Iterable[str]) -> Json | None:
        """Add lines behind all others; gives their passage, or None where there are none."""
        written = [line for text in lines if text for line in text.split("\n")]
        if not written:
            return None
        start = self._length
        self._lines += written
        self._length += sum(len(line) + 1 for line in written)
        return {"document": self.key, "position": {"start": start, "end": self._length - 1}}

    def mark(self, kind: str, lines: Iterable[str]) -> Json | None:
        """Add lines that no part uses, and say what they are instead."""
        passage = self.write(lines)
        if passage:
            self._marks.append({"kind": kind, "passage": passage})
        return passage

    def document(self, **fields: str) -> Json:
        """The document as a record file has it, shown in passages only."""
        document: Json = {
            "key": self.key,
            **fields,
            "rights": "passages only",
            "text": "\n".join([*self._lines, ""]),
        }
        return document | ({"marks": self._marks} if self._marks else {})
