"""Statements of the five records: the same, in the same order, on both databases."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting, Statement, Topic
from meetings.search.engine.expressions import And, Expression, Or, Term
from meetings.search.engine.limits import time_limit
from meetings.search.engine.normal_form import tokens
from meetings.search.query.conditions import Filters
from meetings.search.query.language import parse_query
from meetings.search.query.spelling import corrected
from meetings.search.results.marking import term_spans
from meetings.search.results.noun_groups import search_nouns
from meetings.search.results.statements import search_statements
from participants.models import Participant
from tests.meetings.search.conftest import found
from tests.meetings.search.query.test_language import ODD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


#: query → how many statements, and the newest six
RESULTS = {
    "landmine": (0, []),
    "r2p": (10, ["focal 1", "focal 2", "focal 3", "focal 4", "focal 5", "focal 6"]),
    "responsibility to protect": (
        11,
        ["focal 1", "focal 2", "focal 3", "focal 4", "focal 5", "focal 6"],
    ),
    '"responsibility to protect"': (4, ["focal 3", "focal 5", "breakfast 1", "fhs 5"]),
    "technology": (3, ["seoul 5", "seoul 7", "seoul 26"]),
    "technological": (3, ["seoul 5", "seoul 7", "seoul 26"]),
    "children armed": (2, ["fhs 29", "fhs 30"]),
    '"armed conflict"': (2, ["fhs 29", "fhs 30"]),
    "conflict -armed": (6, ["focal 2", "focal 5", "ciis 4", "fhs 26", "fhs 32", "fhs 37"]),
    "(children OR women) -peacekeepers": (4, ["fhs 17", "fhs 20", "fhs 29", "fhs 30"]),
    "peacekeep*": (21, ["seoul 1", "seoul 2", "seoul 5", "seoul 7", "seoul 9", "seoul 10"]),
    "responsib*": (8, ["focal 3", "focal 5", "ciis 2", "breakfast 1", "fhs 5", "fhs 9"]),
    "from:japan": (15, ["seoul 4", "fhs 1", "fhs 2", "fhs 3", "fhs 7", "fhs 16"]),
    "from:JPN -security": (7, ["seoul 4", "fhs 1", "fhs 16", "fhs 28", "fhs 33", "fhs 35"]),
    "from:takasu": (9, ["fhs 1", "fhs 2", "fhs 3", "fhs 7", "fhs 16", "fhs 28"]),
    "from:japan from:mexico r2p": (1, ["fhs 5"]),
    "-from:japan in:fhs human -security": (0, []),
    'in:fhs year:2007 "human security" climate': (3, ["fhs 12", "fhs 19", "fhs 20"]),
    'in:"Friends of Human Security" school': (0, []),
    "year:2011..2016 capacity": (2, ["ciis 2", "breakfast 1"]),
    "year:2012": (0, []),
    "form:verbatim": (1, ["breakfast 1"]),
    "form:quotation": (2, ["focal 1", "focal 5"]),
    "topic:wps": (3, ["seoul 10", "seoul 13", "seoul 27"]),
    'topic:"women, peace and security" train': (1, ["seoul 27"]),
    "japan school": (0, []),
    "Cote d'Ivoire": (1, ["breakfast 1"]),
    "Côte d’Ivoire": (1, ["breakfast 1"]),
    "us": (6, ["seoul 9", "seoul 29", "breakfast 1", "fhs 14", "fhs 23", "fhs 38"]),
    "ECOSOC": (0, []),
    "guterres": (1, ["seoul 2"]),
    "António": (1, ["seoul 2"]),
    "SEOUL initiative": (2, ["seoul 5", "seoul 6"]),
    "world summit outcome": (3, ["ciis 2", "fhs 13", "fhs 24"]),
    "united nations trust fund": (1, ["fhs 14"]),
    "a*": (33, ["seoul 9", "seoul 11", "seoul 21", "seoul 23", "focal 1", "focal 5"]),
    "year:abc": (0, []),
    "topic:nothing": (0, []),
    "zzzz": (0, []),
}


#: query → the five most relevant
RANKED = {
    "responsibility to protect": ["fhs 5", "breakfast 1", "focal 5", "focal 3", "ciis 2"],
    "human security climate change": ["fhs 19", "fhs 20", "fhs 12"],
    "helicopters": ["seoul 9"],
    "women peacekeepers": ["seoul 27", "seoul 13", "seoul 10"],
    "early warning": ["focal 4"],
    "japan school": [],
    "medical": ["seoul 14", "seoul 24", "seoul 5", "seoul 29", "seoul 26"],
    "sexual exploitation": ["seoul 28", "seoul 25"],
    "Millennium Development Goals": ["fhs 31", "fhs 6", "fhs 42", "fhs 12"],
    "freedom from fear": ["fhs 18", "fhs 13", "fhs 8", "fhs 36", "fhs 23"],
    "landmine": [],
    "trust fund": ["fhs 14"],
    "genocide": ["breakfast 1"],
    "capacity building": ["seoul 12", "seoul 18", "seoul 5", "ciis 2", "seoul 8"],
    "definition of human security": ["fhs 40", "fhs 25", "fhs 2", "fhs 38", "fhs 39"],
}


@pytest.mark.parametrize("query", RESULTS)
def test_query_finds_exactly(query: str) -> None:
    hits = search_statements(query, limit=6)

    assert (hits.count.n, found(hits)) == RESULTS[query]
    assert hits.count.exact


@pytest.mark.parametrize("query", RANKED)
def test_relevance_ranks_exactly(query: str) -> None:
    assert found(search_statements(query, order="relevance", limit=5)) == RANKED[query]


def test_pages_by_key_hold_every_hit_once_in_order() -> None:
    whole = found(search_statements("security", limit=100))
    pages, after = [], None
    while True:
        hits = search_statements("security", limit=7, after=after)
        pages += found(hits)
        after = hits.next_cursor
        if after is None:
            break

    assert pages == whole
    assert len(whole) == 40


def test_pages_by_relevance_hold_every_hit_once() -> None:
    first = search_statements("security", order="relevance", limit=25)
    second = search_statements("security", order="relevance", limit=25, after=first.next_cursor)

    assert first.next_cursor == 25
    assert second.next_cursor is None
    assert len({*found(first), *found(second)}) == 40


def test_filters_narrow_and_several_values_widen() -> None:
    japan, mexico = (Participant.objects.get(code=code).pk for code in ("JPN", "MEX"))
    fhs = Meeting.objects.records().get(slug="fhs-3")
    topic = Topic.objects.get(name="Human security").pk

    def count(**chosen: Any) -> int:
        return search_statements("security", filters=Filters(**chosen)).count.n

    assert count() == 40
    assert count(meetings=(fhs.pk,)) == 35
    assert count(series=(fhs.series_id,)) == 35
    assert (count(participants=(japan,)), count(participants=(mexico,))) == (8, 6)
    assert count(participants=(japan, mexico)) == 12
    assert count(participants=(japan,), topics=(topic,)) == 1
    assert count(participants=(japan,), meetings=(fhs.pk,), series=(fhs.series_id,)) == 8
    assert count(forms=("verbatim", "quotation")) == 1
    assert (count(year_from=2008), count(year_to=2007)) == (5, 35)
    assert count(year_from=2007, year_to=2011) == 36


@pytest.mark.parametrize(
    ("query", "order", "most"),
    [
        ("security", "newest", 7),
        ("security", "relevance", 8),
        ('"security"', "newest", 2),
        ("peacekeep*", "newest", 3),
        ("from:japan security", "newest", 10),
        ("japan security", "newest", 12),
    ],
)
def test_queries_are_few(query: str, order: Any, most: int) -> None:
    with CaptureQueriesContext(connection) as few:
        search_statements(query, order=order, limit=1)
    with CaptureQueriesContext(connection) as many:
        search_statements(query, order=order, limit=20)

    assert len(few) == len(many)
    assert len(many) <= most


WORDS = st.sampled_from(
    ["security", "human", "protect", "japan", "children", "women", "peacekeeping", "capacity",
     "the", "of", "r2p", "climate", "conflict", "us", "technology", "respons"]
)  # fmt: skip


TERMS = st.one_of(
    WORDS.map(lambda word: f'"{word}"'),
    st.tuples(WORDS, WORDS).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
)


QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, TERMS).map(lambda pair: f"({pair[0]} -{pair[1]})"),
    ),
    max_leaves=5,
)


def holds(expression: Expression, text: str) -> bool:
    """Whether a text meets an expression, told without an index."""
    if isinstance(expression, Term):
        return bool(term_spans(tokens(text), [expression]))
    if isinstance(expression, Or):
        return any(holds(part, text) for part in expression.parts)
    assert isinstance(expression, And)
    return all(holds(part, text) for part in expression.parts) and not any(
        holds(part, text) for part in expression.without
    )


@given(QUERIES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_index_finds_what_reading_every_statement_finds(text: str) -> None:
    query = parse_query(text)
    rows = Statement.objects.published().newest_first().values_list("key", "text")

    expected = tuple(key for key, said in rows if holds(query.expression, said))

    assert search_statements(query).keys == expected


@given(ODD, st.sampled_from(["newest", "relevance"]))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_result(text: str, order: Any) -> None:
    with time_limit(20):
        hits = search_statements(text, order=order)
        groups = search_nouns(text)
        offered = corrected(text)

    assert len(hits.rows) == min(hits.count.n, 20)
    assert len(groups) == 7
    assert offered is None or offered != text
