"""A database that is away is found out once, told once, and asked for in the background."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError

from portal import outage as module
from portal.outage import Outage, is_news, is_outage


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outage]:
    """One of its own, which watches, and asks at once again."""
    monkeypatch.setattr(module, "PAUSE", 0.01)
    found = Outage()
    found.watching = True
    yield found
    ended(lambda: not found._asking)


def ended(condition: Callable[[], bool]) -> bool:
    """Whether something comes true within some seconds."""
    deadline = time.monotonic() + 5
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


class Database:
    """What is reached, or not; ``reach`` counts how often it was tried."""

    def __init__(self, *, there: bool) -> None:
        self.there, self.tries = there, 0

    def reach(self) -> None:
        """Raise while it is away."""
        self.tries += 1
        if not self.there:
            raise psycopg.OperationalError("connection refused")


def test_database_that_is_not_reached_is_away_until_it_is(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(there=False)
    outage.refuse()

    with caplog.at_level(logging.WARNING, logger="portal.outage"):
        outage.suspect(database.reach)
        gone = ended(lambda: outage.away and database.tries > 2)
        with pytest.raises(OperationalError, match="away"):
            outage.refuse()
        database.there = True
        # It is told by the thread that watches, a moment after the database is no longer away.
        back = ended(lambda: not outage.away and len(caplog.records) == 2)

    assert (gone, back) == (True, True)
    outage.refuse()
    assert [record.message for record in caplog.records] == [
        "The database does not answer (connection refused).",
        "The database answers again.",
    ]


def test_database_that_answers_others_is_not_away(outage: Outage) -> None:
    database = Database(there=False)

    def reach() -> None:
        outage.answered()
        database.reach()

    outage.suspect(reach)

    assert ended(lambda: not outage._asking)
    assert (outage.away, database.tries) == (False, 1)


def test_answers_and_connections_are_signs_of_life(outage: Outage) -> None:
    began = time.monotonic()
    before = outage.alive_since(began)
    outage.suspect(Database(there=True).reach)
    ended(lambda: not outage._asking)
    reached = outage.alive_since(began)
    later = time.monotonic()
    outage.answered()

    assert (before, reached, outage.alive_since(later)) == (False, True, True)


def test_one_thread_asks_for_all_who_suspect(outage: Outage) -> None:
    database = Database(there=False)
    others = [Database(there=False) for _ in range(5)]

    outage.suspect(database.reach)
    for other in others:
        outage.suspect(other.reach)
    ended(lambda: outage.away)
    database.there = True

    assert ended(lambda: not outage.away)
    assert [other.tries for other in others] == [0] * 5


def test_database_that_was_reached_just_now_is_not_asked_again(
    outage: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 60)
    database = Database(there=True)

    outage.suspect(database.reach)
    ended(lambda: not outage._asking)
    outage.suspect(database.reach)

    assert ended(lambda: not outage._asking)
    assert database.tries == 1


def test_command_watches_nothing() -> None:
    quiet = Outage()
    database = Database(there=False)

    quiet.suspect(database.reach)

    assert (quiet.away, database.tries) == (False, 0)


@pytest.mark.parametrize(
    ("error", "cause", "expected"),
    [
        (OperationalError(), psycopg.OperationalError(), True),
        (OperationalError(), psycopg.errors.AdminShutdown(), True),
        (InterfaceError(), None, True),
        (ProgrammingError(), psycopg.errors.ReadOnlySqlTransaction(), True),
        (ProgrammingError(), psycopg.errors.UndefinedTable(), False),
        (ValueError(), None, False),
    ],
)
def test_error_of_postgresql_is_judged(
    error: Exception, cause: Exception | None, expected: bool
) -> None:
    error.__cause__ = cause

    assert is_outage(error) is expected


def test_no_error_is_no_outage() -> None:
    assert is_outage(None) is False


def sqlite_error(sql: str, path: Path) -> OperationalError:
    """What Django raises of what SQLite does."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0)
        try:
            connection.execute(sql)
        finally:
            connection.close()
    except sqlite3.OperationalError as cause:
        error = OperationalError(*cause.args)
        error.__cause__ = cause
        return error
    raise AssertionError(sql)


def test_error_of_sqlite_is_judged_by_its_kind(tmp_path: Path) -> None:
    file = tmp_path / "register.sqlite3"
    with sqlite3.connect(file) as holder:
        holder.execute("CREATE TABLE t (x)")
        holder.commit()
        holder.execute("BEGIN EXCLUSIVE")
        locked = sqlite_error("INSERT INTO t VALUES (1)", file)
        holder.rollback()
        wrong = sqlite_error("SELECT nothing FROM t", file)
    holder.close()
    missing = sqlite_error("SELECT 1", tmp_path / "missing.sqlite3")

    assert [is_outage(error) for error in (locked, missing, wrong)] == [True, True, False]


def test_outage_is_no_news_while_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def record(error: Exception) -> logging.LogRecord:
        return logging.LogRecord("django.request", 40, "", 1, "", (), (type(error), error, None))

    before = is_news(record(OperationalError()))
    monkeypatch.setattr(module.outage, "away", True)
    during = [is_news(record(error)) for error in (OperationalError(), ValueError())]

    assert (before, during) == (True, [False, True])
