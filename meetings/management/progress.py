"""Lines that say how far a long piece of work has come."""

from typing import Any


def counted(n: int, noun: str) -> str:
    """A number and a regular noun: "1 fault", "2 faults"; commands speak English alone."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


class Tenths:
    """Writes a line for each tenth of what it is told."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._told: dict[str, int] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` rows of ``what``."""
        tenth = 10 * done // total if total else 10
        if self._told.get(what) != tenth:
            self._told[what] = tenth
            self._out.write(f"{what}: {done} of {total} rows")
