"""The source of one meeting of a sample, line by line."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class SourceLines:
    """Lines with the code point that the next one starts at, and where statements stand."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    statements: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str) -> int:
        """Add a line; the code point that it starts at."""
        start = self.length
        self.lines.append(text)
        self.length = start + len(text) + 1
        return start

    def add_statement(self, text: str) -> int:
        """Add a line that a statement is."""
        self.statements.append((self.length, self.length + len(text)))
        return self.add(text)

    def start_of_end(self, text: str) -> int:
        """The code point at which the end of the last line starts."""
        return self.length - 1 - len(text)

    @property
    def text(self) -> str:
        """The whole source."""
        return "\n".join([*self.lines, ""])
