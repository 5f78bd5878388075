"""A fault of a record, as checks tell it."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a code, a sentence that says what to do, and the row where it is mended."""

    code: str
    message: str
    where: Model | None = None
    #: of a fault in a document: where in its text
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def name_of(row: Model) -> str:
    """A row as a fault calls it: "Statement ¶3 Egypt saw a risk …"."""
    return f"{row._meta.verbose_name} “{str(row)[:80]}”"
