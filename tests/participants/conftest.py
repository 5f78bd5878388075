"""The participants that the portal ships, loaded once for the tests of a module."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hold fixtures/participants.json for a module; each test's own changes are undone."""
    with django_db_blocker.unblock():
        load = transaction.atomic()
        load.__enter__()
        call_command("loaddata", "participants", verbosity=0)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        load.__exit__(None, None, None)
