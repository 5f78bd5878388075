"""What of a record is inferred, looked up where the value is shown."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..models import Inference


class Reasons:
    """Reasons of inferred values, by what they belong to and the path of the value inside it."""

    def __init__(self, inferences: Iterable[Inference]) -> None:
        self._by_owner: dict[tuple[str, Any], list[Inference]] = defaultdict(list)
        for inference in inferences:
            field = inference.owner_field
            owner = None if field == "meeting" else getattr(inference, f"{field}_id")
            self._by_owner[field, owner].append(inference)

    @classmethod
    def of_stub(cls, inferences: Iterable[Inference]) -> "Reasons":
        """Reasons of what records say of a meeting they name; ``meeting/date`` is ``date``."""
        found = cls([])
        for inference in inferences:
            if inference.field.startswith("meeting/"):
                value = Inference(
                    field=inference.field.removeprefix("meeting/"), reason=inference.reason
                )
                found._by_owner["meeting", None].append(value)
        return found

    def all_of(self, field: str = "meeting", owner: int | None = None) -> list[Inference]:
        """Every inferred value of one part; of the meeting itself where none is named."""
        return self._by_owner[field, owner]

    def of(self, *paths: str, field: str = "meeting", owner: int | None = None) -> str:
        """Why the value at one of ``paths`` is inferred; empty where it is in the source.

        A path stands for all below it too: "place" for "place/country".
        """
        return " ".join(
            inference.reason
            for inference in self._by_owner[field, owner]
            if any(
                inference.field == path or inference.field.startswith(f"{path}/") for path in paths
            )
        )
