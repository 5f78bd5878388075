"""A misspelt word offers the right one."""

import pytest

from meetings.search.query.spelling import corrected, distance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("secruity", "security"),
        ("peacekeping", "peacekeeping"),
        ("from:japn secruity", "from:japan security"),
        ("ajpan", "japan"),
        ("Guterrez", "guterres"),
        ("security", None),
        ("xyzzyq", None),
        ("", None),
    ],
)
def test_misspelt_word_offers_the_right_one(typed: str, right: str | None) -> None:
    assert corrected(typed) == right


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("japan", "japan", 0), ("japn", "japan", 1), ("ajpan", "japan", 1), ("abc", "xyz", 3)],
)
def test_distance(one: str, other: str, away: int) -> None:
    assert distance(one, other, 2) == away
