"""EDTF texts: their day bounds, what is refused, and their wording."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import assume, example, given
from hypothesis import strategies as st

from meetings.dates import DateError, day_bounds, short_wording, wording

# Every character that EDTF uses, and a few that it does not.
LOOKALIKES = st.text(alphabet="0123456789X-/.?~%[]{},TZ:+Y ", max_size=30)


@st.composite
def points(draw: st.DrawFn) -> str:
    """A day, month, year, season or unspecified date with any qualifier."""
    day = draw(st.dates()).isoformat()
    text = draw(
        st.sampled_from(
            [
                day,
                day[:7],
                day[:4],
                f"{day[:4]}-XX",
                f"{day[:7]}-XX",
                f"{day[:3]}X",
                f"{day[:4]}-{draw(st.integers(21, 41))}",
            ]
        )
    )
    return text + draw(st.sampled_from(["", "?", "~", "%"]))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2007-11-07", date(2007, 11, 7), date(2007, 11, 7)),
        ("2020-11", date(2020, 11, 1), date(2020, 11, 30)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
        ("2008-04?", date(2008, 4, 1), date(2008, 4, 30)),
        ("2008~", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008?-04", date(2008, 4, 1), date(2008, 4, 30)),
        ("2016-06-20/2016-06-22", date(2016, 6, 20), date(2016, 6, 22)),
        ("2008-04?/2009~", date(2008, 4, 1), date(2009, 12, 31)),
        ("2004-XX/2006", date(2004, 1, 1), date(2006, 12, 31)),
        ("2008-XX", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008-02-XX", date(2008, 2, 1), date(2008, 2, 29)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2008-21", date(2008, 3, 1), date(2008, 5, 31)),
        ("2008-24", date(2008, 12, 1), date(2009, 2, 28)),
        ("2008-34", date(2008, 4, 1), date(2008, 6, 30)),
        ("2004-01-01T10:10:10Z", date(2004, 1, 1), date(2004, 1, 1)),
        ("[1667,1668]", date(1667, 1, 1), date(1668, 12, 31)),
        ("{1667,1668..1670}", date(1667, 1, 1), date(1670, 12, 31)),
    ],
)
def test_day_bounds_are_strict(edtf: str, first: date, last: date) -> None:
    assert day_bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2008/..", date(2008, 1, 1), None),
        ("2008/", date(2008, 1, 1), None),
        ("../2008", None, date(2008, 12, 31)),
        ("/2008", None, date(2008, 12, 31)),
        ("[..2008]", None, date(2008, 12, 31)),
        ("[2008-03..]", date(2008, 3, 1), None),
    ],
)
def test_day_bounds_of_open_and_unknown_ends_are_none(
    edtf: str, first: date | None, last: date | None
) -> None:
    assert day_bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("", "it is not EDTF"),
        ("Novembre 2007", "it is not EDTF"),
        ("7/11/07", "an interval has one “/”"),
        (" 2008", "it is not EDTF"),
        ("2008\n", "it is not EDTF"),
        ("٢٠٠٨", "it is not EDTF"),
        ("2008-13", "no such day, month or season"),
        ("2008-00", "no such day, month or season"),
        ("2007-02-29", "no such day, month or season"),
        ("1900-02-29", "no such day, month or season"),
        ("2008-42", "no such day, month or season"),
        ("2004-01-01T25:00:00", "no such time of day"),
        ("0000", "there is no year 0"),
        ("000X", "there is no year 0"),
        ("9999-24", "no such day, month or season"),
        ("12008", "only years from 0001 to 9999"),
        ("-0005", "only years from 0001 to 9999"),
        ("Y170000002", "only years from 0001 to 9999"),
        ("XXXX", "without a year"),
        ("XXXX-12-25", "without a year"),
        ("../..", "both its ends are open"),
        ("/", "both its ends are open"),
        ("[..]", "both its ends are open"),
        ("2010/2008", "it ends before it begins"),
        ("2019-05-06T22:00:00/2019-05-06T02:00:00", "it ends before it begins"),
        ("2019-05-06T22:00:00+02:00/2019-05-06T19:59:00Z", "it ends before it begins"),
        ("[2007" + ",2007" * 12 + "]", "it is too long"),
    ],
)
def test_refused_dates_are_named_with_the_reason(edtf: str, reason: str) -> None:
    with pytest.raises(DateError) as refused:
        day_bounds(edtf)

    assert reason in str(refused.value)
    assert edtf[:60] in str(refused.value)
    assert refused.value.value == edtf


@pytest.mark.parametrize(
    ("edtf", "words", "short"),
    [
        ("2007-11-07", "7 November 2007", "7 Nov 2007"),
        ("2016-06-20/2016-06-22", "20 to 22 June 2016", "20–22 Jun 2016"),
        ("2021-12-07/2021-12-08", "7 to 8 December 2021", "7–8 Dec 2021"),
        ("2007-11-30/2007-12-02", "30 November to 2 December 2007", "30 Nov – 2 Dec 2007"),
        (
            "2007-12-31/2008-01-02",
            "31 December 2007 to 2 January 2008",
            "31 Dec 2007 – 2 Jan 2008",
        ),
        ("2007-03/2007-05", "March to May 2007", "Mar–May 2007"),
        ("2007/2009", "2007 to 2009", "2007–2009"),
        ("2020-11", "November 2020", "Nov 2020"),
        ("2017", "2017", "2017"),
        ("2008-04?", "possibly April 2008", "Apr 2008?"),
        ("2008~", "about 2008", "c. 2008"),
        ("2008%", "possibly about 2008", "c. 2008?"),
        ("2008-21", "spring 2008", "spring 2008"),
        ("2008-33", "first quarter of 2008", "first quarter of 2008"),
        ("2008-XX", "2008, month not known", "2008, month not known"),
        ("2008-04-XX", "April 2008, day not known", "Apr 2008, day not known"),
        ("201X", "2010s", "2010s"),
        (
            "20XX",
            "between 1 January 2000 and 31 December 2099",
            "between 1 Jan 2000 and 31 Dec 2099",
        ),
        ("2008/..", "from 2008", "from 2008"),
        ("2008/", "from 2008, end not known", "from 2008, end not known"),
        ("../2008", "until 2008", "until 2008"),
        ("/2008", "until 2008, start not known", "until 2008, start not known"),
        ("[..2009]", "2009 or earlier", "2009 or earlier"),
        ("[2009..]", "2009 or later", "2009 or later"),
        ("[1667,1668]", "1667 or 1668", "1667 or 1668"),
        ("{1667,1668..1670}", "1667 and 1668 to 1670", "1667 and 1668–1670"),
        ("2004-01-01T10:10:10Z", "1 January 2004, 10:10 UTC", "1 Jan 2004, 10:10 UTC"),
    ],
)
def test_wording_says_what_is_known(edtf: str, words: str, short: str) -> None:
    assert wording(edtf) == words
    assert short_wording(edtf) == short


@given(points())
@example("2008-24?")
def test_points_have_ordered_bounds_and_words(edtf: str) -> None:
    assume(not edtf.startswith(("000X", "9999-")))

    first, last = day_bounds(edtf)

    assert first is not None
    assert last is not None
    assert first <= last
    assert wording(edtf).strip()
    assert short_wording(edtf).strip()


@given(st.dates(), st.dates())
def test_intervals_of_days_have_these_days_as_bounds(one: date, other: date) -> None:
    first, last = sorted([one, other])

    assert day_bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)


@given(LOOKALIKES | st.text(max_size=80))
@example("[2008..")
@example("{,}")
@example("2008-1X")
def test_any_text_has_ordered_bounds_and_words_or_is_refused(text: str) -> None:
    try:
        first, last = day_bounds(text)
    except DateError:
        return

    assert first is not None or last is not None
    assert first is None or last is None or first <= last
    assert wording(text).strip()
    assert short_wording(text).strip()


def test_texts_that_the_library_fails_on_print_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(DateError):
        day_bounds("2008-1X")

    assert capsys.readouterr().out == ""


def test_wording_is_of_the_active_language() -> None:
    with override("en"):
        english = wording("2008-05-07"), short_wording("2008-05-07")
    with override("fr"):
        french = wording("2008-05-07")

    assert english == ("7 May 2008", "7 May 2008")
    assert french == "7 mai 2008"
