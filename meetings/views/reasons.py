"""What of a record is inferred, looked up where the value is shown."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Reason(NamedTuple):
    """Why one value is inferred: the part it belongs to, its path there, and the reason."""

    owner_field: str
    owner: int | None
    field: str
    reason: str


class Reasons:
    """Reasons of inferred values, by what they belong to and the path of the value inside it."""

    def __init__(self, inferences: Iterable[Reason]) -> None:
        self._by_owner: dict[tuple[str, int | None], list[Reason]] = defaultdict(list)
        for inference in inferences:
            self._by_owner[inference.owner_field, inference.owner].append(inference)

    @classmethod
    def of_stub(cls, inferences: Iterable[tuple[str, str]]) -> "Reasons":
        """Reasons, by path, of what records say of a meeting; ``meeting/date`` is ``date``."""
        return cls(
            Reason("meeting", None, path.removeprefix("meeting/"), reason)
            for path, reason in inferences
            if path.startswith("meeting/")
        )

    def all_of(self, field: str = "meeting", owner: int | None = None) -> list[Reason]:
        """Every inferred value of one part; of the meeting itself where none is named."""
        return self._by_owner.get((field, owner), [])

    def of(self, *paths: str, field: str = "meeting", owner: int | None = None) -> str:
        """Why the value at one of ``paths`` is inferred; empty where it is in the source.

        A path stands for all below it too: "place" for "place/country".
        """
        return " ".join(
            inference.reason
            for inference in self.all_of(field, owner)
            if any(
                inference.field == path or inference.field.startswith(f"{path}/") for path in paths
            )
        )

    def together(self, field: str, owner: int | None) -> str:
        """Why anything of one part is inferred."""
        return " ".join(one.reason for one in self.all_of(field, owner))
