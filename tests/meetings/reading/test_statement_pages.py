"""Pages hold every statement of a record once, in order, and no more than fits."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.statement_pages import (
    HTML,
    LARGEST,
    LEAST,
    MOST,
    Size,
    divided,
    is_long,
)

SIZES = st.lists(
    st.builds(
        Size,
        st.integers(0, 200_000) | st.integers(0, 900),
        st.integers(1, 20),
        st.integers(20, 400),
    ),
    min_size=1,
    max_size=700,
)


@given(SIZES)
def test_pages_hold_every_statement_once_in_order_within_bounds(sizes: list[Size]) -> None:
    pages = divided(sizes, 50_000)

    assert [place for places in pages for place in places] == [*range(len(sizes))]
    for places in pages:
        assert 1 <= len(places) <= MOST
        shown = sum(sizes[place].shown for place in places)
        html = sum(sizes[place].html for place in places)
        assert (shown <= LARGEST and html <= HTML) or len(places) == 1


@given(SIZES)
def test_no_statement_would_have_had_room_on_the_page_before(sizes: list[Size]) -> None:
    pages = divided(sizes, 50_000)

    for before, places in pairwise(pages[1:]):
        longer = [sizes[place] for place in (*before, places.start)]
        shown, html = sum(size.shown for size in longer), sum(size.html for size in longer)
        assert shown > LARGEST or html > HTML or len(before) == MOST


def test_page_one_leaves_room_for_what_leads_on() -> None:
    sizes = [Size(3_000, 1, 40)] * 100
    ahead = 90_000
    share = 1 - ahead / (2 * LARGEST)

    first, second, third = divided(sizes, ahead)

    assert len(first) == int(LARGEST * share / 3_000)
    assert (len(second), len(first) + len(second) + len(third)) == (50, 100)


def test_page_one_has_statements_however_much_it_leads_to() -> None:
    assert len(divided([Size(10, 1, 5)] * 3_000, 360_000)[0]) == int(MOST * LEAST)


def test_record_is_long_by_its_bytes_or_its_statements() -> None:
    assert is_long(["x" * LARGEST]) is False
    assert is_long(["x" * LARGEST, "y"]) is True
    assert is_long(["ж" * (LARGEST // 2 + 1)]) is True
    assert is_long(["x"] * MOST) is False
    assert is_long(["x"] * (MOST + 1)) is True


def test_record_is_long_by_the_html_that_it_comes_to() -> None:
    assert is_long(["x\n" * 9] * 156) is False
    assert is_long(["x\n" * 9] * 157) is True
