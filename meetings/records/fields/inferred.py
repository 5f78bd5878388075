"""Values that are inferred, not in the source."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .kinds import Text


@dataclass(frozen=True)
class Pointer(Text):
    """A JSON Pointer (RFC 6901) into the file."""

    def schema(self) -> dict[str, object]:
        """A text that begins with a slash."""
        return {"description": self.description, "type": "string", "pattern": "^/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredRecord:
    """``path`` leads to the value in the file."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Inferred value",
        description="A value that is inferred, not in the source: a year, a name behind an office.",
        definition="inferred",
        model="meetings.Inference",
    )

    path: Annotated[
        str,
        Pointer(
            "JSON Pointer (RFC 6901) of the value in this file, such as /meeting/date or "
            "/statements/3/speakers/0/person. One to a whole delegate, /delegations/3/delegates/0, "
            "says that it is inferred whose delegate that is.",
            unique=True,
            column="field",
        ),
    ]
    reason: Annotated[str, Text("Why it may be inferred.", definition="text")]
