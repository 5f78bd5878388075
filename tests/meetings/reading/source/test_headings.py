"""The heading of a source stands above the first statement below it."""

import pytest

from meetings.models import Mark
from meetings.reading.source.headings import headings_above
from tests.meetings import build


@pytest.mark.django_db
def test_heading_stands_above_the_first_statement_below_it() -> None:
    source = build.document("Title Head one two Other three four")
    meeting = build.meeting()
    for kind, words in [("heading", "Title"), ("heading", "Head"), ("heading", "Other")]:
        start = source.text.index(words)
        Mark.objects.create(document=source, kind=kind, start=start, end=start + len(words))
    numbers = {}
    for words in ("one", "two", "three", "four"):
        statement = build.statement(meeting, words)
        start = source.text.index(words)
        build.passage(statement, source, start, start + len(words))
        numbers[statement.pk] = words

    above = headings_above(meeting.pk)

    assert {numbers[pk]: heading for pk, heading in above.items()} == {
        "one": "Head",
        "three": "Other",
    }
