"""The cache is on in these tests, and empty."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from meetings.models import Statement
from tests.meetings import build


@pytest.fixture(autouse=True)
def fresh_cache(settings: Settings) -> Iterator[None]:
    """The cache is on, and empty."""
    settings.PAGE_CACHE = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def statement() -> Statement:
    """A published statement."""
    return build.statement(
        build.meeting("on-record"), "They spoke of bees.", speakers=(build.participant(),)
    )
