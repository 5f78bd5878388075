"""A source text is divided into pages that hold each line once, in order."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.source.document import SourceDocument
from meetings.reading.source.line_pages import LARGEST, MOST, is_long_text, line_address, line_pages
from meetings.source_text import line_bounds


def document(text: str) -> SourceDocument:
    """A source of plain values."""
    return SourceDocument("doc", "Words", "", "en", 1, "", "", "public in full", text, "f0")


@given(st.lists(st.sampled_from([0, 1, 70, 9_000, 200_000]), min_size=1, max_size=1_500))
def test_pages_hold_every_line_once_in_order_within_bounds(lengths: list[int]) -> None:
    text = "\n".join("x" * length for length in lengths)
    bounds = line_bounds(text)

    pages = line_pages(text, bounds)

    assert [line for lines in pages for line in lines] == [*range(1, len(bounds) + 1)]
    for lines in pages:
        assert 1 <= len(lines) <= MOST
        shown = bounds[lines[-1] - 1][1] - bounds[lines[0] - 1][0]
        assert shown <= LARGEST or len(lines) == 1


def test_text_that_is_not_long_is_one_page() -> None:
    text = "x\n" * (MOST - 1)

    assert not is_long_text(text)
    assert line_pages(text, line_bounds(text)) == [range(1, MOST + 1)]
    assert line_pages("", line_bounds("")) == [range(1, 2)]


def test_text_is_long_by_its_bytes_or_its_lines() -> None:
    assert is_long_text("x\n" * MOST) is True
    assert is_long_text("x" * (LARGEST + 1)) is True
    assert is_long_text("ж" * (LARGEST // 2 + 1)) is True
    assert is_long_text("ж" * (LARGEST // 2)) is False


def test_address_of_a_line_asks_for_its_page_where_the_text_is_long() -> None:
    assert line_address(document("Short."), 1) == "/documents/doc/#line-1"
    assert line_address(document("x\n" * MOST), 7) == "/documents/doc/?line=7#line-7"
