"""A meeting to index, and ways to spoil its index."""

from typing import Any

import pytest
from django.db import connection

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Statement
from meetings.search.engine import search_engine
from meetings.search.engine.definition import STATEMENT_INDEX
from tests.meetings import build

ON_SQLITE = connection.vendor == "sqlite"


KEY = "rowid" if ON_SQLITE else "key"


def run(sql: str, *params: Any) -> None:
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def first_trigger() -> str:
    """The name of a trigger of the statements."""
    triggers = search_engine().triggers(STATEMENT_INDEX)
    return next(one.name for one in triggers if not one.name.endswith("_all"))


def drop_trigger() -> str:
    """Take it away; its name."""
    name = first_trigger()
    run(f"DROP TRIGGER {name}" + ("" if ON_SQLITE else " ON meetings_statement"))
    return name


@pytest.fixture
def meeting(db: None) -> Meeting:
    """A published meeting of thirty statements."""
    meeting = build.meeting("indexed")
    for number in range(1, 31):
        Statement.objects.create(
            meeting=meeting, number=number, order=number, text=f"Word{number}."
        )
    refresh_derived(meeting)
    return meeting
