"""Registers that many tests read: made once, and taken back when the last of them is done."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def taken_back(blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction that is open while tests run, each in a savepoint of its own.

    What the block writes is there for all of them, and gone afterwards. Between the tests the
    database is as closed as ever.
    """
    with blocker.unblock():
        register = transaction.atomic()
        register.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            register.__exit__(None, None, None)


def fill_once(fill: Callable[[], None], copy: Path) -> None:
    """Fill the register that a test emptied: the first time anew, afterwards from a copy.

    For tests that a server answers beside, whose rows no transaction can take back. PostgreSQL
    is filled anew each time.
    """
    if connection.vendor != "sqlite":
        fill()
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as kept:
        if kept.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            fill()
            connection.connection.backup(kept)
        else:
            kept.backup(connection.connection)
    # Its rows have the numbers that they have in the copy.
    ContentType.objects.clear_cache()


def load_participants() -> None:
    """Load the participants that the portal ships."""
    call_command("loaddata", "participants", verbosity=0)


def load_shipped() -> None:
    """Load the participants and the five records that the portal ships."""
    load_participants()
    call_command("load_records", "fixtures/records", stdout=io.StringIO())
