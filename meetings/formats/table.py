"""A list as a table: what its columns are called, and what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import TextChoices

from ..reading.labels import labels

Cell = str | int | None


class Column(NamedTuple):
    """A column: its heading, its cell of an item, and whether that is a title or a text."""

    heading: Any
    cell: Callable[[Any], Cell]
    is_wide: bool = False


class Table(NamedTuple):
    """The columns of a list."""

    columns: Sequence[Column]

    @property
    def headings(self) -> list[str]:
        """The first line."""
        return [str(column.heading) for column in self.columns]

    def row(self, item: Any) -> list[Cell]:
        """The cells of an item."""
        return [column.cell(item) for column in self.columns]


def in_words(choices: type[TextChoices], values: str | Iterable[str]) -> str:
    """Values of a closed list as pages say them."""
    words = labels(choices)
    several = [values] if isinstance(values, str) else values
    return together(words.get(value, value) for value in several)


def together(words: Iterable[str | None]) -> str:
    """Several values in one cell: each once, parted by "; "."""
    return "; ".join(dict.fromkeys(filter(None, words)))
