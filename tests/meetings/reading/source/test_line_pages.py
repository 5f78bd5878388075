"""A source text is divided into pages that hold each line once, in order.

Covers meetings.reading.source.markup as well.
"""

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.source.document import SourceDocument
from meetings.reading.source.line_pages import (
    HEAVIEST,
    LARGEST,
    MOST,
    fitting,
    is_long_text,
    line_address,
    line_pages,
    lines_ahead,
    page_wording,
    place_address,
)
from meetings.reading.source.markup import LABELLED, RUN, markup_sizes
from meetings.reading.source.pieces import LONGEST_PART, pieces_of
from meetings.reading.source.uses import Use
from meetings.source_text import OwnedSpan


def document(text: str) -> SourceDocument:
    """A source of plain values."""
    return SourceDocument("doc", "Words", "", "en", 1, "", "", "public in full", text, "f0")


@given(st.lists(st.sampled_from([0, 1, 70, 9_000, 200_000]), min_size=1, max_size=1_500))
def test_pages_hold_every_line_once_in_order_within_bounds(lengths: list[int]) -> None:
    text = "\n".join("x" * length for length in lengths)
    pieces = pieces_of(text)

    pages = line_pages(text, pieces)

    assert [number for page in pages for number in page] == [*range(1, len(pieces) + 1)]
    for page in pages:
        assert 1 <= len(page) <= MOST
        assert pieces[page[-1] - 1].end - pieces[page[0] - 1].start <= LARGEST + MOST


def test_text_that_is_not_long_is_one_page() -> None:
    text = "x\n" * (MOST - 1)

    assert not is_long_text(text)
    assert line_pages(text, pieces_of(text)) == [range(1, MOST + 1)]
    assert line_pages("", pieces_of("")) == [range(1, 2)]


def test_text_is_long_by_its_bytes_or_its_lines() -> None:
    assert is_long_text("x\n" * MOST) is True
    assert is_long_text("x" * (LARGEST + 1)) is True
    assert is_long_text("ж" * (LARGEST // 2 + 1)) is True
    assert is_long_text("ж" * (LARGEST // 2)) is False


def test_address_of_a_line_asks_for_its_page_where_the_text_is_long() -> None:
    assert line_address(document("Short."), 1) == "/documents/doc/#line-1"
    assert line_address(document("x\n" * MOST), 7) == "/documents/doc/?line=7#line-7"


def test_address_of_a_position_in_a_divided_line_asks_for_the_position() -> None:
    source = document("First.\n" + "x" * 9_000)
    pieces = pieces_of(source.text)

    addresses = [place_address(source, piece, piece.start + 3) for piece in pieces]

    assert addresses[:3] == [
        "/documents/doc/#line-1",
        "/documents/doc/#line-2",
        f"/documents/doc/?position={7 + LONGEST_PART + 3}",
    ]


def test_what_is_marked_makes_a_page_shorter_and_page_one_leads_to_the_lines_after_it() -> None:
    text = "x\n" * 5
    pieces = pieces_of(text)

    pages = line_pages(text, pieces, {1: HEAVIEST // 2, 2: HEAVIEST // 2, 4: HEAVIEST})

    assert pages == [range(1, 2), range(2, 4), range(4, 5), range(5, 7)]
    assert lines_ahead(text, pieces, pages) == [(2, [2, 3]), (3, [4]), (4, [5, 6])]
    assert lines_ahead("x\n" * MOST, pieces, pages) == []


def test_signs_that_markup_escapes_count_as_they_are_sent() -> None:
    text = ('"' * 999 + "\n") * 100

    assert [len(page) for page in line_pages(text, pieces_of(text))] == [30, 30, 30, 11]


def test_pieces_that_fit_are_the_first_and_one_at_least() -> None:
    text = "x" * 999 + "\n" + "y" * 999
    pieces = pieces_of(text)

    assert fitting(text, pieces, [1, 2], {}, 5_000) == [1, 2]
    assert fitting(text, pieces, [1, 2], {2: 4_000}, 5_000) == [1]
    assert fitting(text, pieces, [2], {}, 10) == [2]


def test_page_says_which_lines_it_shows_or_which_characters_of_one() -> None:
    text = "One.\nTwo.\n" + "x" * 5 * LONGEST_PART
    pieces = pieces_of(text)

    assert page_wording(pieces, range(1, 8)) == "Lines 1–3"
    assert page_wording(pieces, range(1, 3)) == "Lines 1–2"
    assert page_wording(pieces, range(2, 4)) == f"Characters 6–{10 + LONGEST_PART:,}"
    assert page_wording(pieces, range(4, 8)) == (
        f"Characters {11 + LONGEST_PART:,}–{10 + 5 * LONGEST_PART:,}"
    )


def test_what_is_marked_is_counted_where_it_begins_and_ends() -> None:
    use = Use("statement", "¶1", "/one/")

    sizes = markup_sizes(pieces_of("Fish\nand\nnets"), [OwnedSpan(0, 11, use)])

    assert sizes == {1: LABELLED + 2 * 8, 3: RUN}
