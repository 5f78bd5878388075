"""What somebody meant who wrote a date otherwise than in EDTF."""

import pytest

from meetings.date_readings import Reading, readings
from meetings.dates import DateError, day_bounds

PARTS = "the parts of a date are joined by hyphens"
END = "the end of an interval is written in full"
CLOCK = "a time of day follows a “T” and has seconds"
TWO = "months and days have two digits"
ORDER = "the year comes first, and hyphens join the parts"
WORDS = "dates are written in digits, the year first"


@pytest.mark.parametrize(
    ("text", "cause", "dates"),
    [
        ("20080501", PARTS, ("2008-05-01",)),
        ("200805", PARTS, ("2008-05",)),
        ("2008-05-01/05-03", END, ("2008-05-01/2008-05-03",)),
        ("2008-05-01/03", END, ("2008-05-01/2008-05-03",)),
        ("2008-05/07", END, ("2008-05/2008-07",)),
        ("2019-05-06T22:00", CLOCK, ("2019-05-06T22:00:00",)),
        ("2019-05-06 22:00+02:00", CLOCK, ("2019-05-06T22:00:00+02:00",)),
        (
            "2019-05-06T10:00/2019-05-06T12:30",
            CLOCK,
            ("2019-05-06T10:00:00/2019-05-06T12:30:00",),
        ),
        ("2021-9-17", TWO, ("2021-09-17",)),
        ("2021-9", TWO, ("2021-09",)),
        ("17/09/2021", ORDER, ("2021-09-17",)),
        ("05/06/2021", ORDER, ("2021-06-05", "2021-05-06")),
        ("2021.9.17", ORDER, ("2021-09-17",)),
        ("17 September 2021", WORDS, ("2021-09-17",)),
        ("17th of Sept. 2021", WORDS, ("2021-09-17",)),
        ("September 17, 2021", WORDS, ("2021-09-17",)),
        ("20 to 22 June 2016", WORDS, ("2016-06-20/2016-06-22",)),
        ("November 2020", WORDS, ("2020-11",)),
        ("spring 1999", WORDS, ("1999-21",)),
        ("possibly April 2008", WORDS, ("2008-04?",)),
        ("c. 2008", WORDS, ("2008~",)),
    ],
)
def test_date_written_otherwise_is_refused_with_its_cause_and_what_would_be_right(
    text: str, cause: str, dates: tuple[str, ...]
) -> None:
    with pytest.raises(DateError) as refused:
        day_bounds(text)

    assert refused.value.readings == dates
    assert refused.value.reason == f"{cause}; write it as {' or '.join(dates)}."


@pytest.mark.parametrize(
    "text", ["20081301", "31/02/2020", "2008-05-09/03", "17 Brumaire 2021", "in spring", "Ma 2020"]
)
def test_date_that_there_is_none_of_has_no_reading(text: str) -> None:
    with pytest.raises(DateError) as refused:
        day_bounds(text)

    assert refused.value.readings == ()


def test_readings_name_their_cause_whether_or_not_there_is_such_a_day() -> None:
    assert readings("20080231") == [Reading(PARTS, ("2008-02-31",))]
    assert readings("2008-02-01") == [Reading(TWO, ("2008-02-01",))]
    assert readings("") == []
