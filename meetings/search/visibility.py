"""Which of a few rows the public may see: candidates first, then ``public()`` of these alone.

What makes a row public is one EXISTS for every relation that leads to it, nested for some: to
put that into SQL takes Django tens of milliseconds, and to ask it of every row takes PostgreSQL
seconds. So it is put into SQL once in the life of the process, and asked of few.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Model

#: rows of one question
_BATCH = 200
#: stands for the row numbers until they are known; no row has it
_MARK = -918_273_645


def visible(model: type[Model], numbers: Iterable[int], using: str = "default") -> set[int]:
    """Those of the row numbers whose rows are public; one query for each 200."""
    asked = list(dict.fromkeys(numbers))
    sql, params, place = _question(model, using)
    found: set[int] = set()
    with connections[using].cursor() as cursor:
        for start in range(0, len(asked), _BATCH):
            some = asked[start : start + _BATCH]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(
                sql.replace("IN (%%s)", f"IN ({marks})"),
                (*params[:place], *some, *params[place + 1 :]),
            )
            found |= {pk for (pk,) in cursor.fetchall()}
    return found


@lru_cache(maxsize=32)
def _question(model: type[Model], using: str) -> tuple[str, tuple[Any, ...], int]:
    """The SQL with ``IN (%%s)`` where the numbers belong, its parameters, and their place."""
    manager: Any = model._default_manager
    rows = manager.using(using).public().filter(pk__in=[_MARK]).order_by().values_list("pk")
    sql, params = rows.query.get_compiler(using).as_sql()
    place = params.index(_MARK)
    parts = sql.split("%s")
    before, after = "%s".join(parts[: place + 1]), "%s".join(parts[place + 1 :])
    return f"{before}%%s{after}", tuple(params), place
