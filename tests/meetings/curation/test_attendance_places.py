"""A list is found in its source line by line, or not at all."""

import pytest

from meetings.curation.attendance_places import places_of_list
from meetings.intake.parts import Span

pytestmark = pytest.mark.plain

SOURCE = (
    "Present:\n 1. Oman\n 2.  Egypt (Ms. Ada\n   Example)\n"
    "Romania, Oman and Egypt\n- Oman\n- Niger\n"
)


@pytest.mark.parametrize(
    ("text", "near", "words"),
    [
        ("Oman\n• Egypt (Ms. Ada Example)", None, ["Oman", "Egypt (Ms. Ada\n   Example)"]),
        ("Oman\n\n* Niger\n", None, ["Oman", "Niger"]),
        ("Oman", SOURCE.index("Oman\n- N"), ["Oman"]),
        ("Oman", None, None),
        ("Oman", SOURCE.index("Niger"), None),
        ("Oman\nNige", None, None),
        ("mania", None, None),
        ("Oman\nJapan", None, None),
        ("–\n", None, None),
    ],
)
def test_lines_stand_where_only_spaces_and_marks_differ(
    text: str, near: int | None, words: list[str] | None
) -> None:
    places = places_of_list(text, SOURCE, near)

    if words is None:
        assert places is None
        return
    assert places is not None
    lines = [line.strip("•* ") for line in text.splitlines() if line]
    spans = [places.span(Span(text.index(line), text.index(line) + len(line))) for line in lines]
    assert [SOURCE[span.start : span.end] for span in spans if span] == words
    if near is not None:
        assert spans[0] == Span(near, near + 4)


def test_stretch_of_no_line_stands_nowhere() -> None:
    places = places_of_list("Niger", SOURCE)

    assert places is not None
    assert (places.span(None), places.span(Span(5, 6))) == (None, None)
