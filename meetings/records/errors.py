"""What is wrong with a record file: where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RecordError:
    """One fault: ``path`` is a JSON Pointer (RFC 6901) into the file, "" for all of it.

    ``remedy`` is what to do where that is the same for many faults, and said once for all.
    """

    path: str
    message: str
    remedy: str = ""

    @property
    def told(self) -> str:
        """Where it is and what is wrong."""
        return f"{self.path}: {self.message}" if self.path else self.message

    def __str__(self) -> str:
        return f"{self.told} {self.remedy}" if self.remedy else self.told


class RecordErrors(ValueError):  # noqa: N818 - it carries several errors, as ExceptionGroup does
    """All faults of one record file; ``source`` is the name of the file."""

    def __init__(self, source: str, errors: Iterable[RecordError]) -> None:
        self.source = source
        self.errors = list(errors)
        super().__init__(source, self.errors)

    def __str__(self) -> str:
        return "\n".join(f"{self.source}: {error}" for error in self.errors)


def pointer(*parts: str | int) -> str:
    """The JSON Pointer of a path: ("statements", 3) is "/statements/3"."""
    return "".join(f"/{escape(str(part))}" for part in parts)


def escape(key: str) -> str:
    """A key as a JSON Pointer writes it."""
    return key.replace("~", "~0").replace("/", "~1")
