"""Queries that are put into SQL once in the life of the process, and asked with other values.

What a page asks is the same each time but for a number, a text or a day. To put it into SQL anew
takes Django longer than a database takes to answer it. The SQL is still Django's own, made of
QuerySets with their conditions of visibility.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Model, QuerySet, Value

T = TypeVar("T", bound=Model)
#: what a query is asked with: a number, a text or a day, or several of them
One = int | str | date
Several = Iterable[Any]
_ONE = (int, str, date)

#: stand for the values until they are known; no row and no query has them
_NUMBER, _DAY = 2_147_480_000, date(9_998, 7, 1)


class _Made(NamedTuple):
    """The SQL in the pieces between its parameters, these, and which of them is which value."""

    sql: str
    pieces: tuple[str, ...]
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, tuple[Any, Any]], ...]


class Question:
    """A query for ``values_list`` rows; ``build`` makes it of as many values as ``rows`` takes.

    A value is a number, a text or a day, always of one type; or several of these, where the
    query has ``__in=[value]``. ``build`` is called once for each database, with a mark for each
    value: it may hand them to filters, and do nothing else with them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def rows(
        self, *values: One | Several, using: str = DEFAULT_DB_ALIAS, around: str = ""
    ) -> list[tuple[Any, ...]]:
        """The rows for these values: one query, none where there can be no row.

        ``around`` is SQL with ``%s`` where the query stands in it; its rows are not converted.
        Raises ``ValueError`` where a value does not stand in the query as it is given.
        """
        asked = [value if isinstance(value, _ONE) else list(value) for value in values]
        several = [value for value in asked if isinstance(value, list)]
        if not all(several):
            return []
        connection = connections[using]
        try:
            made = self._made.get(using) or self._make(asked, using)
        except EmptyResultSet:
            # Django knows without asking: a value is to be one of none.
            return []
        sql, params = _filled(made, asked, connection, bool(several))
        with connection.cursor() as cursor:
            cursor.execute(around.replace("%s", sql) if around else sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found if around else _converted(found, made, connection)

    def row(self, *values: One | Several, using: str = DEFAULT_DB_ALIAS) -> tuple[Any, ...] | None:
        """The first row; None where there is none."""
        found = self.rows(*values, using=using)
        return found[0] if found else None

    def _make(self, values: Sequence[One | list[Any]], using: str) -> _Made:
        connection = connections[using]
        marks = [_mark(place, value) for place, value in enumerate(values)]
        compiler = self._build(*marks).using(using).query.get_compiler(using)
        sql, params = compiler.as_sql()
        stored = [_stored(mark, connection) for mark in marks]
        # A slug that is sought by a number is compared as a text.
        texts = {str(mark): place for place, mark in enumerate(stored)}
        places = tuple(
            (place, texts[str(param)]) for place, param in enumerate(params) if str(param) in texts
        )
        if {which for _place, which in places} != set(range(len(values))):
            raise ValueError("Each value must stand in the query as it is given.")
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        # "%%" of a literal stands for itself.
        pieces = sql.replace("%%", "\0").split("%s")
        made = self._made[using] = _Made(
            sql,
            tuple(piece.replace("\0", "%%") for piece in pieces),
            tuple(params),
            places,
            tuple(compiler.get_converters(columns).items()),
        )
        return made


class Counted(Question):
    """Of the rows that ``build`` asks for those that ``shown`` leaves, and how many all are."""

    def __init__(
        self, build: Callable[..., Any], shown: Callable[[Any], QuerySet[Any, Any]]
    ) -> None:
        super().__init__(lambda *values: shown(build(*values)))
        self._number = Question(lambda *values: _numbered(build(*values)))

    def number(self, *values: One | Several, using: str = DEFAULT_DB_ALIAS) -> int:
        """How many rows there are."""
        return sum(n for (n,) in self._number.rows(*values, using=using))


def columns(model: type[Model], path: str = "") -> list[str]:
    """The names of all columns of a model, at the end of ``path``."""
    return [path + field.attname for field in model._meta.concrete_fields]


def instance(model: type[T], values: Sequence[Any]) -> T | None:
    """The row of which ``columns()`` were read; None where a join found nothing."""
    names = [field.attname for field in model._meta.concrete_fields]
    if values[names.index(model._meta.pk.attname)] is None:
        return None
    return model.from_db("default", names, values)


def _mark(place: int, value: One | list[Any]) -> One:
    one = value[0] if isinstance(value, list) else value
    if isinstance(one, date):
        return _DAY + timedelta(days=place)
    return _NUMBER + place if isinstance(one, int) else f"\ue000{place}\ue000"


def _stored(value: Any, connection: Any) -> Any:
    """A value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _filled(
    made: _Made, values: Sequence[One | list[Any]], connection: Any, several: bool
) -> tuple[str, list[Any]]:
    """The SQL with as many marks as there are values, and its parameters."""
    params = list(made.params)
    if not several:
        for place, which in made.places:
            params[place] = _stored(values[which], connection)
        return made.sql, params
    marks = ["%s"] * len(params)
    for place, which in reversed(made.places):
        value = values[which]
        some = value if isinstance(value, list) else [value]
        marks[place] = ", ".join(["%s"] * len(some))
        params[place : place + 1] = [_stored(one, connection) for one in some]
    sql = "".join(mark + piece for mark, piece in zip(marks, made.pieces[1:], strict=True))
    return made.pieces[0] + sql, params


def _converted(rows: list[tuple[Any, ...]], made: _Made, connection: Any) -> list[tuple[Any, ...]]:
    """The rows with each column as its field has it in Python; equal texts are read once."""
    if not made.converters:
        return rows
    found = [list(row) for row in rows]
    for place, (functions, expression) in made.converters:
        known: dict[str, Any] = {}
        for row in found:
            value = row[place]
            if type(value) is str and value in known:
                row[place] = known[value]
                continue
            read = value
            for function in functions:
                read = function(read, expression, connection)
            row[place] = read
            if type(value) is str:
                known[value] = read
    return [tuple(row) for row in found]


def _numbered(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return alike.annotate(n=Count("pk")).values_list("n")
