"""The queries of lists and facets go through an index of the key, never through a table."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.search.query.conditions import Filters
from meetings.search.query.resolution import resolve_query
from meetings.search.results.facet_values import FacetCounter
from meetings.search.results.key_page import key_page
from tests.meetings import build

pytestmark = pytest.mark.django_db

#: what a step of a plan may not be: a table read whole, or rows sorted to find the newest
_WHOLE = {
    "sqlite": re.compile(r"SCAN (s|l|p|f|meetings_\w+)\b(?! USING)|USE TEMP B-TREE FOR ORDER BY"),
    "postgresql": re.compile(r"Seq Scan on meetings_(?!search)\w+|^\s*->  Sort"),
}


def plan(sql: str) -> list[str]:
    """The steps by which the database would answer."""
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Three rows are read whole and sorted unless that is dear; where it is not to be
            # avoided, it is done all the same.
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"{words} {sql}")
        return [str(row[-1]) for row in cursor.fetchall()]


def read_whole(run: Any) -> list[str]:
    """The steps of all queries of a call that go through a whole table."""
    with CaptureQueriesContext(connection) as queries:
        run()
    asked = [query["sql"] for query in queries if re.search("key|chosen", query["sql"])]
    assert asked
    return [step for sql in asked for step in plan(sql) if _WHOLE[connection.vendor].search(step)]


@pytest.fixture
def filters() -> dict[str, Filters]:
    """Filters on three statements of a meeting."""
    state, topic = build.participant("Arcadia", kind="state"), build.topic()
    meeting = build.meeting(series=build.series())
    for _number in range(3):
        build.statement(meeting, speakers=(state, build.person()), topics=(topic,))
    return {
        "none": Filters(),
        "participant": Filters(participants=(state.pk,)),
        "topic and participant": Filters(topics=(topic.pk,), participants=(state.pk,)),
        "series": Filters(series=(meeting.series_id or 0,)),
        "form": Filters(forms=("reported",)),
        "kind": Filters(kinds=("state",)),
        "years": Filters(year_from=2001, year_to=2009),
        "all": Filters(
            topics=(topic.pk,),
            participants=(state.pk,),
            series=(meeting.series_id or 0,),
            forms=("reported",),
            kinds=("state",),
            year_from=2001,
        ),
    }


NAMES = [
    "none",
    "participant",
    "topic and participant",
    "series",
    "form",
    "kind",
    "years",
    "all",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", [{}, {"after": 10**17}, {"before": 10**16}])
def test_pages_are_read_by_the_key(
    filters: dict[str, Filters], name: str, place: dict[str, int]
) -> None:
    conditions = filters[name].conditions()
    branches = resolve_query("").branches

    whole = read_whole(lambda: key_page(branches, conditions, **place))  # type: ignore[arg-type]

    assert whole == []


@pytest.mark.parametrize("name", NAMES)
def test_facets_and_count_are_read_by_an_index(filters: dict[str, Filters], name: str) -> None:
    counter = FacetCounter(filters[name], resolve_query(""), searching=False)

    whole = read_whole(lambda: (counter.facets(), counter.total()))

    # Counting a thousand hits groups them; the hits themselves and their links are by index.
    assert [step for step in whole if "Sort" not in step] == []


def test_values_of_hits_are_found_from_the_hits(filters: dict[str, Filters]) -> None:
    counter = FacetCounter(filters["all"], resolve_query(""), searching=False)
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL weighs it by the number of rows")

    with CaptureQueriesContext(connection) as queries:
        counter.facets()
    counted = [query["sql"] for query in queries if "json_each" in query["sql"]]

    assert len(counted) == 1
    # An index that begins with a value would be walked whole to count a few statements.
    assert [step for step in plan(counted[0]) if "statement_by_" in step] == []
