"""Hard queries are stopped, also inside the index, and work goes on."""

import time
from collections.abc import Callable

import pytest
from django.db import connection

from meetings.models import Statement
from meetings.search.engine import limits
from meetings.search.engine.definition import STATEMENT_INDEX
from meetings.search.engine.limits import SearchTimeout, time_limit
from meetings.search.query.resolution import resolve_query
from meetings.search.results.statements import search_statements
from tests.meetings import build
from tests.meetings.search.engine.conftest import run

pytestmark = pytest.mark.django_db


#: so many rows that a search takes tens of milliseconds
ROWS = 20_000


def searching(query: str) -> Callable[[], int]:
    """The search alone, without understanding the query; its number of hits."""
    prepared = resolve_query(query)
    return lambda: search_statements(prepared).count.n


def needed(search: Callable[[], int]) -> float:
    """Seconds that a search takes at least, of three times."""
    took = []
    for _time in range(3):
        began = time.perf_counter()
        assert search() == 0
        took.append(time.perf_counter() - began)
    return min(took)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the engine of SQLite alone")
def test_phrase_that_the_index_looks_for_in_one_step_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Nobody looks at the clock between queries: what stops this one stops it inside the index.
    monkeypatch.setattr(limits, "_watch", lambda _deadline: lambda execute, *args: execute(*args))
    with connection.cursor() as cursor:
        # Straight into the index, which answers alone: no statement, no step outside it.
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            f" INSERT INTO {STATEMENT_INDEX.name} (rowid, words) SELECT i, %s FROM n",
            ["fish meat " * 500],
        )
    search = searching('"fish fish"')
    whole = needed(search)

    with pytest.raises(SearchTimeout), time_limit(whole / 5):
        search()

    assert search() == 0


@pytest.mark.parametrize("query", ["-fish", "-fish -meat", "-fis*"])
def test_words_left_out_alone_are_stopped(query: str) -> None:
    meeting = build.meeting("long")
    Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n % 10_000, text="Fish.", key=n)
        for n in range(1, ROWS + 1)
    )
    search = searching(query)
    whole = needed(search)

    with pytest.raises(SearchTimeout), time_limit(whole / 5):
        search()

    assert search() == 0


SLOW = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
    " SELECT count(*) FROM n"
)


@pytest.mark.django_db
def test_time_limit_stops_a_slow_query_and_work_goes_on() -> None:
    began = time.monotonic()

    with pytest.raises(SearchTimeout), time_limit(0.2):
        run(SLOW)

    assert time.monotonic() - began < 2
    assert Statement.objects.count() == 0


@pytest.mark.django_db
def test_time_limit_holds_for_all_queries_together() -> None:
    def two_queries() -> None:
        with time_limit(0.05):
            Statement.objects.count()
            time.sleep(0.1)
            Statement.objects.count()

    with pytest.raises(SearchTimeout):
        two_queries()
    assert Statement.objects.count() == 0


@pytest.mark.django_db
def test_time_limit_ends_with_its_block() -> None:
    with time_limit(0.2):
        assert Statement.objects.count() == 0
    time.sleep(0.25)

    assert Statement.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(i) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                       " FROM n WHERE i < 300000) SELECT i FROM n) numbers")  # fmt: skip
        assert cursor.fetchone() == (300000 * 300001 // 2,)
