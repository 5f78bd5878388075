"""What rules propose: parts of a record file, each with its words, its rule and its sureness."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Sureness(StrEnum):
    """How sure a proposed value is; a curator may take all that are sure at once."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (excluded) of the text that rules read, or of the stored."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Part:
    """One object of a record file: ``values`` are spelt as there, without the passage.

    ``rule`` names the rule in words for a curator. ``inferred`` gives, by key of ``values``, why a
    value that the words do not say is proposed all the same. ``inner`` holds lists of parts with
    passages of their own, by key: the delegates of a delegation.
    """

    values: dict[str, Any]
    spans: list[Span]
    rule: str
    sureness: Sureness = Sureness.LIKELY
    inferred: dict[str, str] = field(default_factory=dict)
    inner: dict[str, list["Part"]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where its words begin; parts stand in this order."""
        return min((span.start for span in self.spans), default=0)
