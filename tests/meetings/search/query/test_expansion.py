"""What a query names is sought by its other names too."""

import pytest

from meetings.search.results.noun_groups import search_nouns
from meetings.search.results.statements import search_statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


def test_turkey_finds_turkiye() -> None:
    groups = search_nouns("Turkey")

    assert [row.name for row in groups["participant"].rows] == ["Türkiye"]
    assert any(term.words == ("turkiye",) for term in search_statements("Turkey").terms)
