"""Numbers by which statements and pledges sort by time.

The key of a statement is yyyymmdd·10¹⁰ + meeting·10⁴ + 9999 − its place in the meeting, see
``statement_keys``: from the highest to the lowest the latest meeting comes first, and each is read
from its beginning. For pledges see ``pledge_positions``.
"""

from datetime import date

DAY = 10**10
MEETING = 10**4
#: above the number of any day
LAST_DAY = 99_999_999


def day_number(day: date | str | None) -> int:
    """A day, or its ISO 8601 words, as yyyymmdd; 0 where no day is known, before all others."""
    return int(str(day).replace("-", "")) if day else 0


def statement_key(day: date | str | None, meeting: int, place: int) -> int:
    """The key of the statement at a place, from 0, of a meeting, by its row number."""
    return day_number(day) * DAY + meeting * MEETING + MEETING - 1 - place


def newest_day(day: date | None) -> int:
    """A number that is the smaller the later the day, and greatest where no day is known."""
    return LAST_DAY - day_number(day)
