"""Places in a list: the rows after one and before one, at any depth and without counting.

An order is cut into parts, one after another, so that each is a range of an index: the rows
with a first value and those without, or the values of a closed list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy


class Column(NamedTuple):
    """A field by which the rows of a part are ordered; none of them lacks it."""

    name: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a list that answer to ``where``, and their order; the last column is unique."""

    where: Q
    columns: tuple[Column, ...]

    def order(self, *, back: bool = False) -> list[OrderBy]:
        """The order, or the same from its end."""
        return [OrderBy(F(name), descending=down != back) for name, down in self.columns]

    def past(self, values: Mapping[str, Any], *, back: bool = False) -> Q:
        """What the rows after a row of these values answer to; ``back``, those before it."""
        first, *rest = self.columns
        beyond = Q(
            (f"{first.name}__{'gt' if first.descending == back else 'lt'}", values[first.name])
        )
        if not rest:
            return beyond
        same = Q((first.name, values[first.name]))
        further = Part(self.where, tuple(rest)).past(values, back=back)
        # The bound by itself is what an index is entered at.
        bound = Q(
            (f"{first.name}__{'gte' if first.descending == back else 'lte'}", values[first.name])
        )
        return bound & (beyond | same & further)


@dataclass(frozen=True, slots=True)
class Order:
    """The parts of an order, and the expressions that their columns name."""

    parts: tuple[Part, ...]
    expressions: dict[str, Any] = field(default_factory=dict)

    def named(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, with the expressions by their names."""
        return rows.alias(**self.expressions) if self.expressions else rows


class Place(NamedTuple):
    """Where a row stands: its part, and its values by the names of columns."""

    part: int
    values: dict[str, Any]


def order_of(fields: Iterable[Any]) -> Order:
    """An order by fields; two parts where the first may be empty and then comes last.

    All but the first are never empty.
    """
    expressions: dict[str, Any] = {}
    columns = []
    first, *_rest = fields = list(fields)
    for at, one in enumerate(fields):
        by = one if isinstance(one, OrderBy) else OrderBy(F(one) if isinstance(one, str) else one)
        if not isinstance(by.expression, F):
            expressions[f"place_{at}"] = by.expression
        name = getattr(by.expression, "name", f"place_{at}")
        columns.append(Column(name, by.descending))
    if columns[-1].name not in ("pk", "place"):
        columns.append(Column("pk"))
    if not (isinstance(first, OrderBy) and first.nulls_last):
        return Order((Part(Q(), tuple(columns)),), expressions)
    empty = Q((f"{columns[0].name}__isnull", True))
    return Order(
        (Part(~empty, tuple(columns)), Part(empty, tuple(columns[1:]))),
        expressions,
    )


def place_of(rows: QuerySet[Any], order: Order, number: int) -> Place | None:
    """The place of a row by its number; None where it is not among ``rows``. One query."""
    names = list(dict.fromkeys(column.name for part in order.parts for column in part.columns))
    cases = [When(part.where, then=Value(at)) for at, part in enumerate(order.parts) if part.where]
    part = Case(*cases, default=Value(0), output_field=IntegerField())
    found = (
        rows.order_by()
        .filter(pk=number)
        .annotate(**order.expressions)
        .annotate(place_part=part)
        .values_list("place_part", *names)
        .first()
    )
    return Place(found[0], dict(zip(names, found[1:], strict=True))) if found else None


class Range(NamedTuple):
    """Rows to read: ``name`` tells ranges apart that do not begin at a place."""

    name: str
    where: Q
    order: list[OrderBy]


def ranges(order: Order, place: Place | None = None, *, back: bool = False) -> Sequence[Range]:
    """The ranges after a place, in the order they are read, or those before it; or all."""
    last = len(order.parts)
    if place is None:
        which = range(last)
    else:
        which = range(place.part, -1, -1) if back else range(place.part, last)
    found = []
    for at in which:
        part = order.parts[at]
        where = part.where
        if place is not None and at == place.part:
            where = where & part.past(place.values, back=back)
        found.append(Range(f"part {at}", where, part.order(back=back)))
    return found
