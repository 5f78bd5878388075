"""Queries put into SQL once in the life of the process, and asked with other values.

To put a query with joins into SQL takes Django longer than a database takes to answer it. The
SQL is still Django's own, made of QuerySets with their conditions of visibility.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db import connections
from django.db.models import Model

T = TypeVar("T", bound=Model)

#: stand for the values until they are known; no row and no query has them
_NUMBER, _DAY = 2_147_480_000, date(9_998, 7, 1)


class _Made(NamedTuple):
    """The SQL, its parameters, which of them take which value, and how columns are read."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: dict[int, Any]


class Prepared:
    """A query for ``values_list`` rows; ``build`` makes it of as many values as ``rows`` takes.

    Values are numbers, texts or days, each always of one type.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def rows(self, *values: int | str | date) -> list[Sequence[Any]]:
        """The rows for these values; one query."""
        connection = connections["default"]
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._make(values)
        params = list(made.params)
        for place, which in made.places:
            value = values[which]
            params[place] = (
                connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
            )
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            found: list[Sequence[Any]] = cursor.fetchall()
        return _read(found, made.converters, connection) if made.converters else found

    def row(self, *values: int | str | date) -> Sequence[Any] | None:
        """The first row; None where there is none."""
        found = self.rows(*values)
        return found[0] if found else None

    def _make(self, values: Sequence[int | str | date]) -> _Made:
        connection = connections["default"]
        marks = [_mark(place, value) for place, value in enumerate(values)]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        stored = [
            connection.ops.adapt_datefield_value(mark) if isinstance(mark, date) else mark
            for mark in marks
        ]
        places = tuple(
            (place, stored.index(param)) for place, param in enumerate(params) if param in stored
        )
        if {which for _place, which in places} != set(range(len(values))):
            raise ValueError("Each value must stand in the query as it is given.")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Made(sql, tuple(params), places, converters)


def _mark(place: int, value: int | str | date) -> int | str | date:
    if isinstance(value, date):
        return _DAY + timedelta(days=place)
    return _NUMBER + place if isinstance(value, int) else f"\ue000{place}\ue000"


def _read(
    rows: list[Sequence[Any]], converters: dict[int, Any], connection: Any
) -> list[Sequence[Any]]:
    """The rows with each column as its field has it in Python; equal texts are read once."""
    read = [list(row) for row in rows]
    for place, (functions, expression) in converters.items():
        known: dict[str, Any] = {}
        for values in read:
            value = values[place]
            if type(value) is str and value in known:
                values[place] = known[value]
                continue
            found = value
            for function in functions:
                found = function(found, expression, connection)
            values[place] = found
            if type(value) is str:
                known[value] = found
    return list(read)


def columns(model: type[Model], path: str = "") -> list[str]:
    """The names of all columns of a model, at the end of ``path``."""
    return [path + field.attname for field in model._meta.concrete_fields]


def instance(model: type[T], values: Sequence[Any]) -> T | None:
    """The row of which ``columns()`` were read; None where a join found nothing."""
    names = [field.attname for field in model._meta.concrete_fields]
    if values[names.index(model._meta.pk.attname)] is None:
        return None
    return model.from_db("default", names, values)
