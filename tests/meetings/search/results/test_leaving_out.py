"""What is left of a query that finds nothing when its commonest words are left out."""

import pytest

from meetings.search.query.resolution import resolve_query
from meetings.search.results.leaving_out import shorter_queries
from tests.meetings import build

pytestmark = pytest.mark.django_db


def left_out(query: str) -> list[tuple[str, ...]]:
    """What each shorter query leaves out."""
    return [words for _query, words in shorter_queries(resolve_query(query))]


def register() -> None:
    """Four statements on cod, two on herring, one on eels; nobody speaks of two."""
    meeting = build.meeting()
    for text in ["Cod."] * 4 + ["Herring."] * 2 + ["Eels."]:
        build.statement(meeting, text, speakers=(build.participant("Arcadia"),))


def test_commonest_word_is_left_out_first() -> None:
    register()

    assert left_out("eels herring cod") == [("cod",), ("cod", "herring")]


def test_name_is_left_out_last() -> None:
    register()

    assert left_out("arcadia cod eels") == [("cod",), ("cod", "eels")]


def test_word_that_nothing_holds_is_not_left_out() -> None:
    register()

    assert left_out("eels kraken") == []
    assert left_out("eels") == []
