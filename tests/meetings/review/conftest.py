"""Two people at least: the rule that these tests are about is on."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.meetings.admin import rich


@pytest.fixture(autouse=True)
def two_people(settings: Any) -> None:
    """Who wrote a record does not publish it."""
    settings.PUBLISH_OWN_WORK = False


@pytest.fixture
def editor(db: None) -> User:
    """An Editor with an address."""
    row = rich.user("ada", "Editor")
    row.email = "ada@example.org"
    row.save()
    return User.objects.get(pk=row.pk)


@pytest.fixture
def publisher(db: None) -> User:
    """A Publisher with an address."""
    row = rich.user("ben", "Publisher")
    row.email = "ben@example.org"
    row.save()
    return User.objects.get(pk=row.pk)
