"""Finding the phrases of a word list among the words of a text, the longest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from participants.names import fold_name

from . import meanings


class Folded(Protocol):
    """A word as names are compared: several parts where a hyphen stands inside."""

    @property
    def folded(self) -> str:
        """The comparison form, parts divided by spaces."""


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Longest:
    """The phrases of one list, folded as names are."""

    _root: _Node
    values: dict[str, str]

    def at(self, words: Sequence[Folded], place: int, end: int) -> tuple[int, str]:
        """How many words from ``place`` on, before ``end``, are a phrase, and which; 0 and ""."""
        node, best = self._root, (0, "")
        for here in range(place, end):
            for part in words[here].folded.split():
                following = node.next.get(part)
                if following is None:
                    return best
                node = following
            if node.phrase:
                best = (here - place + 1, node.phrase)
        return best


@cache
def longest(name: str) -> Longest:
    """The phrases of the list of that name, with what each means."""
    root, values = _Node(), {}
    for phrase, meaning in meanings(name).items():
        folded = fold_name(phrase)
        node = root
        for part in folded.split():
            node = node.next.setdefault(part, _Node())
        node.phrase = folded
        values[folded] = meaning
    return Longest(root, values)
