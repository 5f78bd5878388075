"""Suggestions begin as what is typed does."""

import pytest

from meetings.search.results.suggestions import suggestions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


def test_suggestions_begin_so() -> None:
    assert [row.label for row in suggestions("jap")] == ["Japan"]
    assert [row.url for row in suggestions("takas")] == ["/people/yukio-takasu/"]
    assert "Responsibility to Protect" in [row.label for row in suggestions("r2p")]
    assert suggestions("j") == []
