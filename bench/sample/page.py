"""A document in the making."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Page:
    """A document as it is written: its lines, and the code points they stand at."""

    lines: list[str] = field(default_factory=list)
    length: int = 0

    def line(self, text: str) -> tuple[int, int]:
        """Add a line; its start and end."""
        start = self.length
        self.lines.append(text)
        self.length = start + len(text) + 1
        return start, start + len(text)

    @property
    def text(self) -> str:
        """The whole document."""
        return "\n".join([*self.lines, ""])
