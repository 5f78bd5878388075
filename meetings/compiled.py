"""Queries that Django puts into SQL once in the life of the process.

To put a query into SQL takes Django longer than most answers of the database do, and pages ask
the same ones again and again, with other row numbers. So a query is written with
:data:`NUMBERS` where these belong, and asked by :meth:`Compiled.rows`.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

#: stands for the row numbers until they are known; no row has it
_MARK = -918_273_645
#: what a query is written with where the numbers belong: ``filter(pk__in=NUMBERS)``
NUMBERS = (_MARK,)


class _Sql(NamedTuple):
    """A query cut where the numbers belong, its parameters, and what makes values of columns."""

    parts: tuple[str, ...]
    places: tuple[int, ...]
    params: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Any, Any]], ...]


class Compiled:
    """A query of some columns (``values_list``), put into SQL when it is first asked."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._known: dict[str, _Sql] = {}

    def rows(
        self, numbers: Iterable[int | str] = (), using: str = "default", around: str = ""
    ) -> list[Any]:
        """The rows for these numbers; no query for none, where the query asks for some.

        ``around`` is SQL with ``%s`` where the query stands in it; its rows are not converted.
        """
        asked = tuple(numbers)
        try:
            known = self._known.get(using) or self._compile(using)
        except EmptyResultSet:
            # Django knows without asking: a value is to be one of none.
            return []
        if known.places and not asked:
            return []
        sql, params = known.parts[0], list(known.params)
        marks = ", ".join(["%s"] * len(asked))
        for part in known.parts[1:]:
            sql += marks + part
        for place in reversed(known.places):
            params[place : place + 1] = asked
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(around.replace("%s", sql) if around else sql, params)
            found = cursor.fetchall()
        if around or not known.converters:
            return found
        rows = [list(row) for row in found]
        for at, (functions, expression) in known.converters:
            for row in rows:
                for function in functions:
                    row[at] = function(row[at], expression, connection)
        return [tuple(row) for row in rows]

    def _compile(self, using: str) -> _Sql:
        compiler = self._build().using(using).query.get_compiler(using)
        sql, params = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        # A slug is sought by its letters: then the mark is a text, too.
        places = tuple(at for at, value in enumerate(params) if str(value) == str(_MARK))
        # "%%" of a literal stands for itself; a mark is "%s" after an even number of them.
        pieces = sql.replace("%%", "\0").split("%s")
        parts = [pieces[0]]
        for at, piece in enumerate(pieces[1:]):
            if at in places:
                parts.append(piece)
            else:
                parts[-1] += f"%s{piece}"
        found = _Sql(
            tuple(part.replace("\0", "%%") for part in parts),
            places,
            tuple(params),
            tuple(compiler.get_converters(columns).items()),
        )
        self._known[using] = found
        return found
