"""What somebody has to look at in tables: said once, with every line where it holds."""

from collections import defaultdict
from collections.abc import Iterator

from .faults import place

#: lines that are told one by one
_TOLD = 10


class Doubts:
    """Doubts by file and column, in the order in which they came up."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)

    def note(self, file: str, line: int, column: str, message: str) -> None:
        """Note a doubt about a cell."""
        lines = self._lines[file, column, message]
        if line not in lines[-1:]:
            lines.append(line)

    def sentences(self) -> Iterator[str]:
        """Each doubt, with where it came up first and where else."""
        for (file, column, message), lines in self._lines.items():
            first, *others = lines
            shown = ", ".join(map(str, others[:_TOLD]))
            more = f" and {len(others) - _TOLD} more" if len(others) > _TOLD else ""
            noun = "lines" if len(others) > 1 else "line"
            also = f" (also {noun} {shown}{more})" if others else ""
            yield f"{place(file, first, column)}: {message}{also}"
