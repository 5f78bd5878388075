"""Each database has its engine, and no other database has one. Covers meetings.search.engine."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from meetings.search import engine
from meetings.search.engine import ENGINES, search_engine
from meetings.search.engine.postgresql import PostgreSQLEngine
from meetings.search.engine.sqlite import SQLiteEngine


def test_engines_are_those_of_the_two_databases() -> None:
    assert {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine} == ENGINES


def test_engine_is_that_of_the_database_and_made_once() -> None:
    assert type(search_engine()) is ENGINES[connection.vendor]
    assert search_engine() is search_engine()


def test_database_without_engine_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Oracle:
        vendor = "oracle"

    monkeypatch.setattr(engine, "connections", {"elsewhere": Oracle()})

    with pytest.raises(ImproperlyConfigured, match="There is no search on oracle"):
        search_engine("elsewhere")
