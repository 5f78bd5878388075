"""Whom a stretch of a source begins with."""

import pytest

from meetings.curation.guessing import Seat, subjects_at
from meetings.records.fields.passage import Span

NAMES = ["viet nam", "philippines", "japan", "egypt", "bosnia and herzegovina"]
SEATS = {name: Seat(number, None, name) for number, name in enumerate(NAMES)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Japan said that Egypt was right.", ["japan"]),
        ("The Philippines asked.", ["philippines"]),
        ("Viet Nam and the Philippines underlined it.", ["viet nam", "philippines"]),
        ("Japan, Egypt, and Viet Nam agreed.", ["japan", "egypt", "viet nam"]),
        ("Japan, speaking as Chair, thanked Egypt.", ["japan"]),
        ("Bosnia and Herzegovina and Japan agreed.", ["bosnia and herzegovina", "japan"]),
        ("Japan and others agreed.", ["japan"]),
        ("Many delegations supported Egypt.", []),
        ("It was asked how Japan did it.", []),
        ("", []),
    ],
)
def test_stretch_begins_with_those_it_names_first(text: str, names: list[str]) -> None:
    found = subjects_at(text, Span(0, len(text)), SEATS)

    assert [seat.shown for seat in found] == names
