"""Days as the numbers that statements and pledges sort by."""

from datetime import date

import pytest

from meetings.derived.chronology import (
    DAY,
    LAST_DAY,
    MEETING,
    day_number,
    newest_day,
    statement_key,
)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2007, 11, 7), 20071107),
        ("2007-11-07", 20071107),
        (date(1, 1, 1), 10101),
        (date(9999, 12, 31), 99991231),
        (None, 0),
        ("", 0),
    ],
)
def test_day_is_a_number_of_its_digits(day: date | str | None, number: int) -> None:
    assert day_number(day) == number


def test_newest_day_is_the_smallest_number_and_no_day_the_greatest() -> None:
    days = [date(2009, 1, 1), date(2007, 11, 7), None]

    assert [newest_day(day) for day in days] == [79_909_898, 79_928_892, LAST_DAY]


def test_key_of_the_last_meeting_of_a_day_is_below_that_of_the_next_day() -> None:
    day, next_day = 20071107 * DAY, 20071108 * DAY
    last_meeting, last_position = 10**6 - 1, MEETING - 1

    assert day + last_meeting * MEETING + last_position == next_day - 1
    assert next_day < 2**63


def test_keys_run_downward_within_a_meeting_and_upward_with_its_day() -> None:
    first, second = (statement_key("2007-11-07", 12, place) for place in (0, 1))
    last, later = statement_key("2007-11-07", 12, MEETING - 1), statement_key("2007-11-08", 1, 0)

    assert (first, second, last) == (200711070000129999, 200711070000129998, 200711070000120000)
    assert later > first
