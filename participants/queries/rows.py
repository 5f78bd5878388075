"""Rows that are read by name: dataclasses whose fields are the columns of a query.

A field without a default is a column of its own name, or of the one that an ``F`` beside its type
names; where its type is such a dataclass itself, that is read through the relation::

    @dataclass(slots=True)
    class StatementRow:
        pk: int
        number: int
        session_title: Annotated[str | None, F("session__title")]
        meeting: MeetingName
        speakers: Sequence[SpeakerRow] = ()

A field with a default is no column: whoever reads the rows fills it. Classes should have slots,
and should not be frozen, which makes them four times as dear to build.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from django.db.models import F

Values = tuple[Any, ...]
Make = Callable[[Values, dict[Any, Any]], Any]


class _Column(NamedTuple):
    """Where a field of a row is read, and the class of row that it is itself, if any."""

    path: str
    row: type | None


@cache
def _columns(row: type) -> tuple[_Column, ...]:
    hints = get_type_hints(row, include_extras=True)
    return tuple(
        _column(field.name, hints[field.name])
        for field in fields(row)
        if field.init and field.default is MISSING and field.default_factory is MISSING
    )


def _column(name: str, hint: Any) -> _Column:
    if get_origin(hint) is Annotated:
        hint, *beside = get_args(hint)
        name = next((_path(mark) for mark in beside if isinstance(mark, F)), name)
    # "MeetingName | None" where the relation may lead nowhere
    rows = [
        kind for kind in (hint, *get_args(hint)) if isinstance(kind, type) and is_dataclass(kind)
    ]
    return _Column(name, rows[0] if rows else None)


def _path(reference: Any) -> str:
    return str(reference.name)


@cache
def row_columns(row: type, path: str = "") -> tuple[str, ...]:
    """The columns that the fields of ``row`` stand for, in their order, at the end of ``path``."""
    names: list[str] = []
    for column in _columns(row):
        name = path + column.path
        names += row_columns(column.row, f"{name}__") if column.row else [name]
    return tuple(names)


def row_reader(row: type) -> Callable[[Sequence[Values]], list[Any]]:
    """What makes rows of the tuples of :func:`row_columns`; equal joined rows are one object."""
    make = _maker(row)
    if make is None:
        return lambda tuples: [row(*values) for values in tuples]

    def read(tuples: Sequence[Values]) -> list[Any]:
        known: dict[Any, Any] = {}
        return [make(values, known) for values in tuples]

    return read


def _maker(row: type) -> Make | None:
    """What makes a row that has rows in it of all their values; None for one that has none."""
    parts: list[tuple[int, int, Make | None]] = []
    first = 0
    for column in _columns(row):
        last = first + (len(row_columns(column.row)) if column.row else 1)
        parts.append((first, last, _joined_maker(column.row) if column.row else None))
        first = last
    if not any(inner for _first, _last, inner in parts):
        return None

    def make(values: Values, known: dict[Any, Any]) -> Any:
        return row(
            *[
                inner(values[first:last], known) if inner else values[first]
                for first, last, inner in parts
            ]
        )

    return make


def _joined_maker(row: type) -> Make:
    """What makes a row that a relation leads to; None where its first column is NULL."""
    inner = _maker(row)

    def make(values: Values, known: dict[Any, Any]) -> Any:
        if values[0] is None:
            return None
        key = row, values
        joined = known.get(key)
        if joined is None:
            joined = known[key] = inner(values, known) if inner else row(*values)
        return joined

    return make
