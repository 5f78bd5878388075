"""Queries that are put into SQL once in the life of the process, and run with other values.

What a page reads is the same each time but for a number, a text or a day. To put it into SQL anew
takes Django longer than a database takes to answer it. The SQL is still Django's own, made of
QuerySets with their conditions of visibility.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar, cast, overload

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, QuerySet, Value

from .rows import row_columns, row_reader

RowT = TypeVar("RowT")
#: what a query is run with: a number, a text or a day, or several of them
Scalar = int | str | date
Several = Iterable[Any]
Build = Callable[..., QuerySet[Any, Any]]
Shown = Callable[[Any], QuerySet[Any, Any]]
_SCALARS = (int, str, date)

#: stand for the values until they are known; no row and no query has them
_NUMBER, _DAY = 2_147_480_000, date(9_998, 7, 1)


class _Sql(NamedTuple):
    """The SQL in the pieces between its parameters, these, and which of them is which value."""

    sql: str
    pieces: tuple[str, ...]
    params: tuple[Any, ...]
    positions: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, tuple[Any, Any]], ...]


class PreparedQuery(Generic[RowT]):
    """A query whose rows are of one class; ``build`` makes it of as many values as ``rows`` takes.

    ``row`` is a dataclass whose fields are the columns that are read (see :mod:`.rows`); then
    ``build`` chooses no columns. Without it the rows are the tuples of the ``values_list`` that
    ``build`` ends with, which suits one to three columns.

    A value is a number, a text or a day, always of one type; or several of these, where the
    query has ``__in=[value]``. ``build`` is called once for each database, with a mark for each
    value: it may hand them to filters, and do nothing else with them.
    """

    @overload
    def __init__(self: "PreparedQuery[tuple[Any, ...]]", build: Build) -> None: ...

    @overload
    def __init__(self, build: Build, row: type[RowT]) -> None: ...

    def __init__(self, build: Build, row: Any = None) -> None:
        self._build = build
        self._columns = row_columns(row) if row else ()
        self._read = row_reader(row) if row else None
        self._prepared: dict[str, _Sql] = {}

    def rows(self, *values: Scalar | Several, using: str = DEFAULT_DB_ALIAS) -> list[RowT]:
        """The rows for these values: one query, none where there can be no row.

        Raises ``ValueError`` where a value does not stand in the query as it is given.
        """
        prepared, sql, params = self._filled(values, using)
        if prepared is None:
            return []
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = _converted(cursor.fetchall(), prepared, connection)
        return self._read(rows) if self._read else cast(list[RowT], rows)

    def row(self, *values: Scalar | Several, using: str = DEFAULT_DB_ALIAS) -> RowT | None:
        """The first row; None where there is none."""
        rows = self.rows(*values, using=using)
        return rows[0] if rows else None

    def rows_around(
        self, around: str, *values: Scalar | Several, using: str = DEFAULT_DB_ALIAS
    ) -> list[tuple[Any, ...]]:
        """The rows of ``around``, SQL with ``%s`` where the query stands in it, as the
        database gives them.
        """
        prepared, sql, params = self._filled(values, using)
        if prepared is None:
            return []
        with connections[using].cursor() as cursor:
            cursor.execute(around.replace("%s", sql), params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _filled(
        self, values: Sequence[Scalar | Several], using: str
    ) -> tuple[_Sql | None, str, Sequence[Any]]:
        """The SQL and its parameters; None where Django knows that there is no row."""
        given = [value if isinstance(value, _SCALARS) else list(value) for value in values]
        several = [value for value in given if isinstance(value, list)]
        if not all(several):
            return None, "", ()
        try:
            prepared = self._prepared.get(using) or self._prepare(given, using)
        except EmptyResultSet:
            return None, "", ()
        return prepared, *_with_values(prepared, given, connections[using], bool(several))

    def _prepare(self, values: Sequence[Scalar | list[Any]], using: str) -> _Sql:
        connection = connections[using]
        marks = [_mark(position, value) for position, value in enumerate(values)]
        queryset = self._build(*marks)
        if self._columns:
            queryset = queryset.values_list(*self._columns)
        compiler = queryset.using(using).query.get_compiler(using)
        sql, params = compiler.as_sql()
        # A slug that is sought by a number is compared as a text.
        texts = {str(_stored(mark, connection)): n for n, mark in enumerate(marks)}
        positions = tuple(
            (n, texts[str(param)]) for n, param in enumerate(params) if str(param) in texts
        )
        if {which for _position, which in positions} != set(range(len(values))):
            raise ValueError("Each value must stand in the query as it is given.")
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        # "%%" of a literal stands for itself.
        pieces = sql.replace("%%", "\0").split("%s")
        self._prepared[using] = _Sql(
            sql,
            tuple(piece.replace("\0", "%%") for piece in pieces),
            tuple(params),
            positions,
            tuple(compiler.get_converters(columns).items()),
        )
        return self._prepared[using]


class PreparedList(PreparedQuery[RowT]):
    """Of the rows that ``build`` makes those that ``shown`` leaves, and how many all are."""

    @overload
    def __init__(self: "PreparedList[tuple[Any, ...]]", build: Build, shown: Shown) -> None: ...

    @overload
    def __init__(self, build: Build, shown: Shown, row: type[RowT]) -> None: ...

    def __init__(self, build: Build, shown: Shown, row: Any = None) -> None:
        super().__init__(lambda *values: shown(build(*values)), row)
        self._counts = PreparedQuery(lambda *values: _counted(build(*values)))

    def count(self, *values: Scalar | Several, using: str = DEFAULT_DB_ALIAS) -> int:
        """How many rows there are."""
        return sum(n for (n,) in self._counts.rows(*values, using=using))


def _mark(position: int, value: Scalar | list[Any]) -> Scalar:
    scalar = value[0] if isinstance(value, list) else value
    if isinstance(scalar, date):
        return _DAY + timedelta(days=position)
    return _NUMBER + position if isinstance(scalar, int) else f"\ue000{position}\ue000"


def _stored(value: Any, connection: Any) -> Any:
    """A value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _with_values(
    prepared: _Sql, values: Sequence[Scalar | list[Any]], connection: Any, several: bool
) -> tuple[str, list[Any]]:
    """The SQL with as many marks as there are values, and its parameters."""
    params = list(prepared.params)
    if not several:
        for position, which in prepared.positions:
            params[position] = _stored(values[which], connection)
        return prepared.sql, params
    marks = ["%s"] * len(params)
    for position, which in reversed(prepared.positions):
        value = values[which]
        scalars = value if isinstance(value, list) else [value]
        marks[position] = ", ".join(["%s"] * len(scalars))
        params[position : position + 1] = [_stored(scalar, connection) for scalar in scalars]
    sql = "".join(mark + piece for mark, piece in zip(marks, prepared.pieces[1:], strict=True))
    return prepared.pieces[0] + sql, params


def _converted(
    rows: list[tuple[Any, ...]], prepared: _Sql, connection: Any
) -> list[tuple[Any, ...]]:
    """The rows with each column as its field has it in Python; equal texts are read once."""
    if not prepared.converters:
        return rows
    converted = [list(row) for row in rows]
    for position, (functions, expression) in prepared.converters:
        known: dict[str, Any] = {}
        for row in converted:
            value = row[position]
            if type(value) is str and value in known:
                row[position] = known[value]
                continue
            read = value
            for function in functions:
                read = function(read, expression, connection)
            row[position] = read
            if type(value) is str:
                known[value] = read
    return [tuple(row) for row in converted]


def _counted(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return alike.annotate(n=Count("pk")).values_list("n")
