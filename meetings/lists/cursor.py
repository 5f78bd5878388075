"""Cursors of a list: the rows after one and before one, at any depth and without counting.

An order is cut into parts, one after another, so that each is a range of an index: the rows
with a first value and those without, or the values of a closed list.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy

#: columns that no two rows have alike
UNIQUE = ("pk", "position")


class SortColumn(NamedTuple):
    """A field by which the rows of a part are ordered; none of them lacks it."""

    name: str
    descending: bool = False

    def past(self, value: Any, *, back: bool, same: bool = False) -> Q:
        """What lies beyond a value, or before it; ``same``, with those that have it."""
        lookup = "gt" if self.descending == back else "lt"
        return Q((f"{self.name}__{lookup}{'e' if same else ''}", value))


class Cursor(NamedTuple):
    """Where a row stands in a list: its part, and its values by the names of columns."""

    part: int
    values: dict[str, Any]


class Range(NamedTuple):
    """Rows to read: ``name`` tells ranges apart that do not begin at a cursor."""

    name: str
    where: Q
    order: list[OrderBy]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a list that answer to ``where``, and their order; the last column is unique."""

    where: Q
    columns: tuple[SortColumn, ...]

    def order(self, *, back: bool = False) -> list[OrderBy]:
        """The order, or the same from its end."""
        return [OrderBy(F(name), descending=down != back) for name, down in self.columns]

    def past(self, values: Mapping[str, Any], *, back: bool = False) -> Q:
        """What the rows after a row of these values answer to; ``back``, those before it."""
        first, *rest = self.columns
        value = values[first.name]
        beyond = first.past(value, back=back)
        if not rest:
            return beyond
        further = Part(self.where, tuple(rest)).past(values, back=back)
        # The bound by itself is what an index is entered at.
        bound = first.past(value, back=back, same=True)
        return bound & (beyond | Q((first.name, value)) & further)


@dataclass(frozen=True, slots=True)
class Ordering:
    """The parts of an order, and the expressions that their columns name."""

    parts: tuple[Part, ...]
    expressions: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: Iterable[Any]) -> Self:
        """An order by fields; two parts where the first may be empty and then comes last.

        All but the first are never empty.
        """
        orders = [
            one if isinstance(one, OrderBy) else OrderBy(F(one) if isinstance(one, str) else one)
            for one in fields
        ]
        names = [getattr(by.expression, "name", f"order_{at}") for at, by in enumerate(orders)]
        columns = [SortColumn(name, by.descending) for name, by in zip(names, orders, strict=True)]
        expressions = {
            name: by.expression
            for name, by in zip(names, orders, strict=True)
            if not isinstance(by.expression, F)
        }
        if names[-1] not in UNIQUE:
            columns.append(SortColumn("pk"))
        if not orders[0].nulls_last:
            return cls((Part(Q(), tuple(columns)),), expressions)
        empty = Q((f"{names[0]}__isnull", True))
        return cls((Part(~empty, tuple(columns)), Part(empty, tuple(columns[1:]))), expressions)

    def named(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, with the expressions by their names."""
        return rows.alias(**self.expressions) if self.expressions else rows

    def cursor(self, rows: QuerySet[Any], number: int) -> Cursor | None:
        """Where the row of a number stands; None where it is not among ``rows``. One query."""
        names = list(dict.fromkeys(column.name for part in self.parts for column in part.columns))
        cases = [
            When(part.where, then=Value(at)) for at, part in enumerate(self.parts) if part.where
        ]
        part = Case(*cases, default=Value(0), output_field=IntegerField())
        row = (
            rows.order_by()
            .filter(pk=number)
            .annotate(**self.expressions)
            .annotate(cursor_part=part)
            .values("cursor_part", *names)
            .first()
        )
        return Cursor(row.pop("cursor_part"), row) if row else None

    def ranges(self, cursor: Cursor | None = None, *, back: bool = False) -> Iterator[Range]:
        """The ranges after a cursor, in the order they are read, or those before it; or all."""
        last = len(self.parts)
        if cursor is None:
            which = range(last)
        else:
            which = range(cursor.part, -1, -1) if back else range(cursor.part, last)
        for at in which:
            part = self.parts[at]
            where = part.where
            if cursor is not None and at == cursor.part:
                where = where & part.past(cursor.values, back=back)
            yield Range(f"part {at}", where, part.order(back=back))
