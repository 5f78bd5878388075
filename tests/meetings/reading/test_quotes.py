"""What an inferred value belongs to is told by its path."""

import pytest

from meetings.reading.evidence import InferredRow, QuoteRow
from meetings.reading.links import DocumentLink


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("date", "date", True),
        ("speakers/0/person", "speakers", True),
        ("speakers/0/person", "person", False),
        ("date_printed", "date", False),
        ("", "date", False),
    ],
)
def test_inferred_value_is_of_a_field_or_of_a_part_of_it(
    path: str, name: str, expected: bool
) -> None:
    assert InferredRow(path=path, reason="So").is_of(name) is expected


def test_quoted_words_stand_with_their_document() -> None:
    source = DocumentLink(key="report", title="Report", symbol="", language="en")

    row = QuoteRow(exact="Fish are many.", document=source)

    assert (row.exact, row.document.key) == ("Fish are many.", "report")
