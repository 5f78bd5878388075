"""What a field names is looked up, and said where it was guessed.

Covers meetings.search.query.field_lookup as well.
"""

import pytest

from meetings.search.results.statements import search_statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("from:nobody", "Nobody on record is called “nobody”."),
        ("topic:nothing", "No topic is called “nothing”."),
        ("in:nowhere", "No meeting or series is called “nowhere”."),
        ("year:soon", "Write years as year:2007 or year:2007..2011; “soon” is neither."),
        ("form:sung", "form: is one of verbatim, quotation, reported; “sung” is none of them."),
        ("from:takasu", "from: “takasu” was taken as Yukio Takasu."),
    ],
)
def test_field_says_what_it_was_taken_as(query: str, note: str) -> None:
    assert search_statements(query).notes == (note,)
