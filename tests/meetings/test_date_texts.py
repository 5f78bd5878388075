"""EDTF texts taken apart: points, spans and sets, before they are put into words."""

from datetime import date

import pytest

from meetings.date_texts import LONGEST, DateError, DateSpan, Parsed, Point, parse


@pytest.mark.parametrize(
    ("edtf", "point", "precision", "plain"),
    [
        ("2007", Point("2007", date(2007, 1, 1), date(2007, 12, 31)), "year", True),
        ("2008-02", Point("2008-02", date(2008, 2, 1), date(2008, 2, 29)), "month", True),
        ("2007-11-07", Point("2007-11-07", date(2007, 11, 7), date(2007, 11, 7)), "day", True),
        ("2008-04?", Point("2008-04", date(2008, 4, 1), date(2008, 4, 30), "?"), "month", False),
        ("2008-24", Point("2008-24", date(2008, 12, 1), date(2009, 2, 28)), "grouping", False),
        ("2008-33", Point("2008-33", date(2008, 1, 1), date(2008, 3, 31)), "grouping", False),
        ("199X", Point("199X", date(1990, 1, 1), date(1999, 12, 31)), "unspecified", False),
    ],
)
def test_point_has_its_bounds_and_precision(
    edtf: str, point: Point, precision: str, plain: bool
) -> None:
    parsed = parse(edtf)

    assert parsed == Parsed((DateSpan(point, point),), "point")
    assert (point.precision, point.plain) == (precision, plain)


@pytest.mark.parametrize(
    ("edtf", "qualifiers"),
    [("2008?", "?"), ("2008~", "~"), ("2008%", "%"), ("?2008-04~", "%"), ("2008-?04", "?")],
)
def test_qualifiers_of_a_point_are_one_and_several_are_both(edtf: str, qualifiers: str) -> None:
    (span,) = parse(edtf).spans

    assert span.start is not None
    assert span.start.qualifiers == qualifiers


@pytest.mark.parametrize(
    ("edtf", "clock"),
    [
        ("2007-11-07T09:30:00", "09:30"),
        ("2007-11-07T09:30:00Z", "09:30 UTC"),
        ("2007-11-07T09:30:00+02:00", "09:30 UTC+02:00"),
    ],
)
def test_time_of_day_stands_beside_the_day(edtf: str, clock: str) -> None:
    (span,) = parse(edtf).spans

    assert span.start == Point("2007-11-07", date(2007, 11, 7), date(2007, 11, 7), clock=clock)


def test_interval_goes_from_point_to_point() -> None:
    first = Point("2016-06-20", date(2016, 6, 20), date(2016, 6, 20))
    last = Point("2016-06-22", date(2016, 6, 22), date(2016, 6, 22))

    assert parse("2016-06-20/2016-06-22") == Parsed((DateSpan(first, last),), "interval")


@pytest.mark.parametrize(
    ("edtf", "start_known", "end_known", "bounds"),
    [
        ("2008/..", True, True, (date(2008, 1, 1), None)),
        ("2008/", True, False, (date(2008, 1, 1), None)),
        ("../2008", True, True, (None, date(2008, 12, 31))),
        ("/2008", False, True, (None, date(2008, 12, 31))),
    ],
)
def test_open_end_is_known_to_be_open_and_a_missing_one_is_not(
    edtf: str, start_known: bool, end_known: bool, bounds: tuple[date | None, date | None]
) -> None:
    parsed = parse(edtf)

    (span,) = parsed.spans
    assert (span.start_known, span.end_known) == (start_known, end_known)
    assert parsed.bounds == bounds


@pytest.mark.parametrize(
    ("edtf", "kind", "bounds"),
    [
        ("[2007, 2009]", "[", (date(2007, 1, 1), date(2009, 12, 31))),
        ("{2007,2008-02..2008-04}", "{", (date(2007, 1, 1), date(2008, 4, 30))),
        ("[..2007]", "[", (None, date(2007, 12, 31))),
    ],
)
def test_set_reaches_from_its_first_day_to_its_last(
    edtf: str, kind: str, bounds: tuple[date | None, date | None]
) -> None:
    parsed = parse(edtf)

    assert (parsed.kind, parsed.bounds) == (kind, bounds)


def test_text_as_long_as_is_stored_is_read_and_a_longer_one_refused() -> None:
    with pytest.raises(DateError, match="it is too long for a date"):
        parse("2" * (LONGEST + 1))
    with pytest.raises(DateError, match="of four digits"):
        parse("2" * LONGEST)


def test_refusal_names_the_text_and_shortens_it() -> None:
    error = DateError("x" * 61, "no.")

    assert str(error) == f"“{'x' * 60}…” is refused as a date: no."
    assert (error.value, error.reason) == ("x" * 61, "no.")


@pytest.mark.parametrize(
    "edtf",
    [
        "2019-05-06T22:00:00/2019-05-06T22:00:00",
        "2019-05-06T22:00:00+02:00/2019-05-06T20:00:00Z",
        # Nobody knows which of them comes first.
        "2019-05-06T22:00:00/2019-05-06T20:00:00Z",
    ],
)
def test_interval_of_times_that_is_in_order_is_read(edtf: str) -> None:
    assert parse(edtf).bounds == (date(2019, 5, 6), date(2019, 5, 6))


def test_interval_that_ends_on_the_local_day_before_has_its_bounds_in_order() -> None:
    parsed = parse("2019-05-07T00:30:00+02:00/2019-05-06T23:00:00Z")

    assert parsed.bounds == (date(2019, 5, 6), date(2019, 5, 7))
