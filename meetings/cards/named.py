"""What rows of several nouns are made of."""

from typing import Any, NamedTuple, Self


class Rows(tuple[Any, ...]):
    """Rows that are read already, to be asked for as a model's are."""

    __slots__ = ()

    def all(self) -> Self:
        """These rows."""
        return self


class Named(NamedTuple):
    """A participant, a person or a topic by its name."""

    name: str
    kind: str = ""

    def __str__(self) -> str:
        return self.name
