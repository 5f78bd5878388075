"""Where a value comes from: the words of a source, or the reason why it is inferred."""

from dataclasses import dataclass
from typing import Annotated

from django.db.models import F

from .links import DocumentLink


@dataclass(slots=True)
class QuoteRow:
    """The words of a source."""

    exact: str
    document: DocumentLink


@dataclass(slots=True)
class InferredRow:
    """A value that is not in the source: its path in the record, and the reason."""

    path: Annotated[str, F("field")]
    reason: str

    def is_of(self, name: str) -> bool:
        """Whether it is of that field, or of a part of it."""
        return self.path.split("/")[0] == name
