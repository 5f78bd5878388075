"""A fault of a record, as checks tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Model


class Level(StrEnum):
    """How much a fault weighs."""

    #: it blocks publishing
    MUST_FIX = "must fix"
    #: it may be right: staff say so, or mend it
    LOOK_AT = "look at"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a code, a sentence that says what to do, and the row where it is mended."""

    code: str
    message: str
    where: Model | None = None
    #: of a fault in a document: where in its text
    span: tuple[int, int] | None = None
    level: Level = Level.MUST_FIX
    #: of what may be right: the values that it is about, by which it is known once it is set aside
    about: str = ""
    #: further parts that it concerns
    also: tuple[Model, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def new_faults(before: Iterable[Fault], after: Iterable[Fault]) -> list[Fault]:
    """The faults of a record after a change that it had not before.

    Text that nothing accounts for is no new fault where it lay in such text before.
    """
    old = list(before)
    told = {fault.message for fault in old}
    gaps = [(fault.where, fault.span) for fault in old if fault.span]
    return [
        fault
        for fault in after
        if fault.message not in told
        and not any(fault.where == where and _inside(fault.span, span) for where, span in gaps)
    ]


def _inside(span: tuple[int, int] | None, around: tuple[int, int]) -> bool:
    return span is not None and around[0] <= span[0] and span[1] <= around[1]


def name_of(row: Model) -> str:
    """A row as a fault calls it: "Statement ¶3 Egypt saw a risk …"."""
    return f"{row._meta.verbose_name} “{str(row)[:80]}”"
