"""Registers that many tests read: made once, and taken back when the last of them is done."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
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


def load_participants() -> None:
    """Load the participants that the portal ships."""
    call_command("loaddata", "participants", verbosity=0)


def load_shipped() -> None:
    """Load the participants and the five records that the portal ships."""
    load_participants()
    call_command("load_records", "fixtures/records", stdout=io.StringIO())
