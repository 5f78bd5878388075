"""The checks of one part of a record: what the checks of the whole say of it, without the whole."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from ...models import (
    Amount,
    Delegate,
    Document,
    Pledger,
    Speaker,
    StatementTopic,
    Update,
)
from ..faults import Fault
from ..gathered import Gathered
from ..gathered_part import gather_part
from .aside import without_aside
from .looks import looks_of_parts
from .part_faults import part_faults
from .surroundings import Surroundings

#: rows inside a part, and the field that leads to it
_INSIDE = {
    Delegate: "delegation",
    Update: "pledge",
    Amount: "pledge",
    Pledger: "pledge",
    Speaker: "statement",
    StatementTopic: "statement",
}


def part_checks(part: Any) -> list[Fault]:
    """What must be fixed and what is to be looked at in one part, as the checks of the whole say.

    ``part`` is a row of a noun that has passages (statement, delegation, pledge, figure, agenda
    item, session, relation, reference); a row inside one stands for it. What staff set aside is
    not among it. A fixed number of queries a noun; the row need not be fresh, it is read anew.
    """
    rows = gather_part(_owner(part))
    return without_aside(rows.meeting, _faults(rows, Surroundings(rows.meeting, rows.statements)))


def checks_of_parts(parts: Sequence[Any], documents: Iterable[Document] = ()) -> list[list[Fault]]:
    """The same of each of several parts of one record, which were just read.

    What they ask of the rest of it is read once; ``documents`` that are there are not read again.
    """
    known = {document.pk: document for document in documents}
    gathered = [gather_part(_owner(part), known) for part in parts]
    if not gathered:
        return []
    around = Surroundings(gathered[0].meeting, chain(*(rows.statements for rows in gathered)))
    found = [_faults(rows, around) for rows in gathered]
    left = {id(one) for one in without_aside(around.meeting, chain(*found))}
    return [[fault for fault in faults if id(fault) in left] for faults in found]


def _owner(part: Any) -> Any:
    return getattr(part, _INSIDE[type(part)]) if type(part) in _INSIDE else part


def _faults(rows: Gathered, around: Surroundings) -> list[Fault]:
    """What the rules say of a part that was gathered."""
    own = set(_own_rows(rows))
    found = [*part_faults(rows, around), *looks_of_parts(rows, around)]
    return [fault for fault in found if concerns(fault, own)]


def concerns(fault: Fault, rows: set[Any]) -> bool:
    """Whether a fault is one of these rows."""
    return fault.where in rows or not rows.isdisjoint(fault.also)


def _own_rows(rows: Gathered) -> list[Any]:
    """The rows of the part that was gathered, and those inside it."""
    own: list[Any] = []
    for _record, parts in rows.by_record():
        own += parts
    for statement in rows.statements:
        own += statement.speakers.all()
    return own
