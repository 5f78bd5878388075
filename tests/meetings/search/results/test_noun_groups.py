"""Nouns are found by the words of a query and by whom it names."""

import pytest

from meetings.search.results.capped import Capped
from meetings.search.results.noun_groups import search_nouns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


def test_nouns_are_found_by_the_same_query() -> None:
    groups = search_nouns("human security")

    assert {name: group.count.n for name, group in groups.items()} == {
        "meeting": 8, "pledge": 6, "participant": 7, "person": 0, "topic": 5, "document": 1,
        "source": 4,
    }  # fmt: skip
    assert search_nouns("A/RES/60/1")["document"].rows[0].symbol == "A/RES/60/1"
    assert [row.slug for row in search_nouns("security in:fhs")["meeting"].rows] == ["fhs-3"]
    assert search_nouns("zzzz")["meeting"].count == Capped(0)
