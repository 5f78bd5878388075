"""Long work lets others write in between."""

import pytest
from django.db import connection

from meetings.derived import turns


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses made; the clock goes on by 0.3 s each time it is read."""
    found: list[float] = []
    clock = iter(n * 0.3 for n in range(100))
    monkeypatch.setattr(turns.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(turns.time, "sleep", found.append)
    return found


def test_pause_where_work_went_on_for_half_a_second(pauses: list[float]) -> None:
    others = turns.Turns()

    for _transaction in range(3):
        others.give_way()

    # The longest time between two looks of SQLite at a locked file is 0.1 s.
    assert pauses == ([0.12] if connection.vendor == "sqlite" else [])
