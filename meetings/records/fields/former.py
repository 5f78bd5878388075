"""Addresses under which something was known."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from .declaration import Json
from .kinds import TextList


@dataclass(frozen=True)
class FormerSlugs(TextList):
    """Earlier slugs or keys, which have rows of their own; they redirect for good."""

    description: str = "Addresses under which it was known; they redirect for good."
    entry: Json = field(default_factory=lambda: {"$ref": "#/$defs/slug"})
    once: bool = field(default=True, kw_only=True)
    stored_in_row: ClassVar[bool] = False

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """Each, in order of the alphabet."""
        return tuple(sorted(former.slug for former in getattr(row, column).all()))
