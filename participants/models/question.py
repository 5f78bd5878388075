"""A query that is put into SQL once in the life of the process, and asked of other values.

What a page asks is the same each time but for a number or a slug. To make its SQL anew takes
Django longer than the database takes to answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

from django.db import connections
from django.db.models import Count, QuerySet, Value

#: stands for a value until it is known; no row has it
_MARK = -918_273_645


@dataclass(frozen=True, slots=True)
class _Sql:
    """The SQL in the pieces between its values, the values, and which of them are asked."""

    pieces: tuple[str, ...]
    values: tuple[Any, ...]
    asked: dict[int, int]
    columns: list[tuple[int, list[Any], Any]]


class Question:
    """What a function asks that takes values and returns a query set of ``values_list``.

    A value is a number or a text, or several where the function has ``__in=[value]``. The
    function is called once for each database, with a mark for each value: it may hand them to
    filters, and do nothing else with them.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._shown: Callable[[Any], QuerySet[Any, Any]] = _same
        self._marks = [_MARK - place for place in range(len(signature(rows).parameters))]
        self._put: dict[str, _Sql] = {}

    def ask(self, *values: Any, using: str = "default") -> list[tuple[Any, ...]]:
        """The rows, of these values."""
        if using not in self._put:
            self._put[using] = self._into_sql(using)
        put = self._put[using]
        marks: list[str] = []
        params: list[Any] = []
        for place, value in enumerate(put.values):
            asked = values[put.asked[place]] if place in put.asked else value
            some = asked if isinstance(asked, list | tuple | set) else (asked,)
            marks.append(", ".join(["%s"] * len(some)))
            params += some
        if not all(marks):
            return []
        sql = put.pieces[0] + "".join(
            mark + piece for mark, piece in zip(marks, put.pieces[1:], strict=True)
        )
        with connections[using].cursor() as cursor:
            cursor.execute(sql, params)
            return _converted(cursor.fetchall(), put.columns, connections[using])

    def _into_sql(self, using: str) -> _Sql:
        query = self._shown(self._rows(*self._marks)).using(using).query
        compiler = query.get_compiler(using)
        sql, values = compiler.as_sql()
        asked = {
            place: self._marks.index(int(value))
            for place, value in enumerate(values)
            if value in self._marks or value in map(str, self._marks)
        }
        expressions = [column[0] for column in compiler.select[: compiler.col_count]]
        columns = [
            (place, converters, expression)
            for place, (converters, expression) in compiler.get_converters(expressions).items()
        ]
        return _Sql(tuple(sql.split("%s")), tuple(values), asked, columns)


class Counted(Question):
    """Of the rows that a function asks for those that ``shown`` leaves, and how many all are."""

    def __init__(
        self, rows: Callable[..., Any], shown: Callable[[Any], QuerySet[Any, Any]]
    ) -> None:
        super().__init__(rows)
        self._number = Question(rows)
        self._shown, self._number._shown = shown, _numbered

    def number(self, *values: Any, using: str = "default") -> int:
        """How many rows there are."""
        return sum(n for (n,) in self._number.ask(*values, using=using))


def _numbered(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return alike.annotate(n=Count("pk")).values_list("n")


def _same(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows


def _converted(
    rows: list[tuple[Any, ...]], columns: list[tuple[int, list[Any], Any]], connection: Any
) -> list[tuple[Any, ...]]:
    """The rows, with values of fields as Python has them."""
    if not columns:
        return rows
    found = []
    for row in map(list, rows):
        for place, converters, expression in columns:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found.append(tuple(row))
    return found
