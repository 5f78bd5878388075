"""Numbers by which statements and pledges sort by time.

A key is yyyymmdd·10¹⁰ + meeting·10⁴ + position in the meeting, see ``statement_keys`` and
``pledge_positions``.
"""

from datetime import date

DAY = 10**10
MEETING = 10**4
#: above the number of any day
LAST_DAY = 99_999_999


def day_number(day: date | str | None) -> int:
    """A day, or its ISO 8601 words, as yyyymmdd; 0 where no day is known, before all others."""
    return int(str(day).replace("-", "")) if day else 0


def newest_day(day: date | None) -> int:
    """A number that is the smaller the later the day, and greatest where no day is known."""
    return LAST_DAY - day_number(day)
