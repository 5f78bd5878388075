"""Rows of meetings say what is recorded, and no more.

How they are read is covered by tests/meetings/views/test_meeting.py and test_series.py.
"""

import datetime
from typing import Any

import pytest

from meetings.reading.links import MeetingLink
from meetings.reading.meeting import MeetingRow, NamingRow, by_year, short_date


def row(date: str = "2007-11-07", day: datetime.date | None = None, **fields: Any) -> MeetingRow:
    """A row of plain values."""
    known = {
        "slug": "fish",
        "title": "",
        "date": date,
        "first_day": day,
        "series_name": "Friends of fish",
        "ordinal": 3,
        "theme": "",
        "city": "Doha",
        "venue": "The hall",
        "country_name": "Qatar",
        "layer": "record",
        "stage": "held",
        "pk": 1,
        "last_day": None,
        "summary": "",
        "attendance": "partial",
        "delegation_count": 0,
        "statement_count": 1,
        "pledge_count": 0,
    }
    return MeetingRow(**(known | fields))


def test_title_is_composed_and_the_place_put_together() -> None:
    meeting = row()

    assert (meeting.shown_title, meeting.title_is_composed) == ("Friends of fish, meeting 3", True)
    assert (meeting.place, short_date(meeting)) == ("The hall, Doha, Qatar", "7 Nov 2007")


@pytest.mark.parametrize(
    ("attendance", "words"), [("complete", "delegations"), ("partial", "named delegations")]
)
def test_numbers_say_whether_all_delegations_are_known(attendance: str, words: str) -> None:
    numbers = row(attendance=attendance, delegation_count=2).numbers

    assert numbers == [(2, words), (1, "statement"), (0, "pledges")]


def test_stub_has_no_numbers_and_no_badge_of_attendance() -> None:
    link = MeetingLink("other", "Other", "", None, None, None, "", "", 2, "record", "held")
    naming = NamingRow(1, 1, "the next meeting", link, "fr")
    stub = row(layer="stub", namings=[naming])

    assert stub.numbers == []
    assert [badge.text for badge in stub.badges] == ["Held, only named"]


@pytest.mark.parametrize(
    ("layer", "stage", "words"),
    [
        ("record", "held", ""),
        ("record", "postponed", "Postponed"),
        ("record", "cancelled", "Cancelled"),
        ("record", "mentioned", "Not stated whether held"),
        ("stub", "mentioned", "Only named"),
        ("stub", "announced", "Announced, only named"),
    ],
)
def test_standing_tells_what_was_not_held_or_not_recorded(
    layer: str, stage: str, words: str
) -> None:
    assert row(layer=layer, stage=stage).standing == words


def test_meeting_that_was_not_held_has_named_delegations_and_no_attendance() -> None:
    meeting = row(stage="cancelled", attendance="not recorded", delegation_count=1)

    assert meeting.numbers == [(1, "named delegation"), (1, "statement"), (0, "pledges")]
    assert [badge.text for badge in meeting.badges] == ["Cancelled"]


def test_badges_quote_figures_and_tell_that_nobody_is_named() -> None:
    badges = row(figures=["more than 50"]).badges

    assert [badge.text for badge in badges] == [
        "“more than 50” reported",
        "No delegation is named",
    ]


def test_rows_of_one_year_stand_together() -> None:
    rows = [row(day=datetime.date(2008, 1, 1)), row(day=datetime.date(2008, 1, 2)), row()]

    assert [(group.year, len(group.rows)) for group in by_year(rows)] == [(2008, 2), (0, 1)]
