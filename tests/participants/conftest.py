"""The participants that the portal ships, loaded once for the tests of a module."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import registers


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hold fixtures/participants.json for a module; each test's own changes are undone."""
    with registers.taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            registers.load_participants()
        yield
