"""Dates in texts."""

import pytest

from meetings.intake.parts import Span
from meetings.intake.printed_dates import dates_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by early 2008", [("2008", "2008")]),
        ("8 and 9 May 2019", [("8 and 9 May 2019", "2019-05-08/2019-05-09")]),
        ("20 to 22 June 2016", [("20 to 22 June 2016", "2016-06-20/2016-06-22")]),
        ("30 June to 2 July 2017", [("30 June to 2 July 2017", "2017-06-30/2017-07-02")]),
        ("June 9, 2016", [("June 9, 2016", "2016-06-09")]),
        ("possibly April 2008", [("possibly April 2008", "2008-04?")]),
        ("the spring of 2006", [("spring of 2006", "2006-21")]),
        ("the first quarter of 2017", [("first quarter of 2017", "2017-33")]),
        ("the second half of 2017", [("second half of 2017", "2017-41")]),
        ("2017–2018", [("2017–2018", "2017/2018")]),
        ("30 February 2015", []),
        ("A/RES/60/2005, 2,000 people, $1999, 30 June", []),
    ],
)
def test_dates_of_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = dates_of(text, Span(0, len(text)))
    assert [(text[date.span.start : date.span.end], date.edtf) for date in found] == expected
