"""A limit on the time that searching may take, on both databases; and work without any."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.transaction import TransactionManagementError

from .definition import STATEMENT_INDEX
from .postgresql_size import IS_LONG

_T = TypeVar("_T")

#: steps of SQLite's machine between two looks at the clock: well under a millisecond
_STEPS = 2_000


#: The planner counts an index of speeches as cheap to read through, since it does not see the words
#: kept outside its table: a word of few speeches took 400 ms, and takes 0.1 by the index.
_SET_SQL = (
    "SELECT current_setting('statement_timeout'), current_setting('enable_seqscan'),"
    " set_config('statement_timeout', %s, true),"
    " (SELECT set_config('enable_seqscan', 'off', true) FROM pg_class WHERE oid = %s::regclass"
    f" AND {IS_LONG})"
)
_RESET_SQL = (
    "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', %s, true)"
)


class SearchTimeout(Exception):  # noqa: N818  (it is an answer: the search was too wide)
    """A search took longer than it may."""


@contextmanager
def time_limit(seconds: float, using: str = "default") -> Iterator[None]:
    """Stop queries inside that take longer; raises :class:`SearchTimeout`, also for all
    together, before the next one begins.

    On PostgreSQL the queries share a transaction (a savepoint, inside one), so that what
    follows an interrupted query still works.
    """
    connection = connections[using]
    deadline = time.monotonic() + seconds
    limited = _sqlite if connection.vendor == "sqlite" else _postgresql
    with limited(connection, deadline, seconds), connection.execute_wrapper(_watch(deadline)):
        yield


def within(seconds: float, work: Callable[[], _T]) -> _T | None:
    """What ``work`` gives; None where it takes longer."""
    try:
        with time_limit(seconds):
            return work()
    except SearchTimeout:
        return None


@contextmanager
def without_time_limit(using: str = "default") -> Iterator[None]:
    """Lift the limit on statements that is set, for work that reads everything."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        (before,) = cursor.fetchone()
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        # Where the transaction failed, its end brings the limit back.
        with suppress(DatabaseError, TransactionManagementError), connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{before}'")


def _watch(deadline: float) -> Callable[..., Any]:
    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if time.monotonic() > deadline:
            raise SearchTimeout
        return execute(sql, params, many, context)

    return run


@contextmanager
def _sqlite(connection: Any, deadline: float, seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    raw = connection.connection
    raw.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise SearchTimeout from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _postgresql(connection: Any, deadline: float, seconds: float) -> Iterator[None]:
    milliseconds = max(1, int(seconds * 1000))
    inside = connection.in_atomic_block
    try:
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute(_SET_SQL, [str(milliseconds), STATEMENT_INDEX.name])
                before = cursor.fetchone()[:2]
            yield
            if inside:
                # Else the settings end with the transaction.
                with connection.cursor() as cursor:
                    cursor.execute(_RESET_SQL, before)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == "57014":
            raise SearchTimeout from error
        raise
