"""Files are read in this process, and the rules give way to one proposal that is known."""

from typing import Any

import pytest

from meetings.admin.intake import asking, form
from tests.meetings.admin.intake import proposals


@pytest.fixture
def known_rules(monkeypatch: pytest.MonkeyPatch, empty_store: None) -> None:
    """Have every document of plain text proposed as :func:`proposals.written` does it."""

    def proposed(document: Any, name: str, register: Any) -> Any:
        return proposals.written(document.text)

    monkeypatch.setattr(form, "read_document", proposals.read)
    monkeypatch.setattr(asking, "proposed_record", proposed)
