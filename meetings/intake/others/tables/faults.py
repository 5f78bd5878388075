"""What is wrong with tables: file, line, column, and what to do about it."""

from dataclasses import dataclass, field

from ..mapping import UnreadableFormat

#: faults that are told one by one
_TOLD = 30


def place(file: str, line: int = 0, column: str = "") -> str:
    """Where something stands, in words."""
    parts = [file]
    if line:
        parts.append(f"line {line}")
    if column:
        parts.append(f"column “{column}”")
    return ", ".join(parts)


@dataclass(slots=True)
class Faults:
    """All faults of the files of one import, in their order."""

    told: list[str] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class Of:
        """Those of one file."""

        file: str
        told: list[str]

        def note(self, message: str, line: int = 0, column: str = "") -> None:
            """Note a fault."""
            self.told.append(f"{place(self.file, line, column)}: {message}")

    def of(self, file: str) -> "Faults.Of":
        """To note those of a file."""
        return Faults.Of(file, self.told)

    def refuse(self) -> None:
        """Raise :class:`UnreadableFormat` with all of them, if there are any."""
        if not self.told:
            return
        further = len(self.told) - _TOLD
        rest = [f"and {further} further ones"] if further > 0 else []
        number = f"{len(self.told)} faults" if len(self.told) > 1 else "one fault"
        lines = "\n".join(f"  {told}" for told in [*self.told[:_TOLD], *rest])
        raise UnreadableFormat(f"{number}; nothing of it is read.\n{lines}")
