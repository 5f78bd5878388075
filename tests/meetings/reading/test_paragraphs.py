"""The words of a statement in paragraphs, and the openings of long ones."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.paragraphs import (
    LONG,
    OPENING,
    Paragraph,
    opening_end,
    paragraph_count,
    paragraphs,
)
from meetings.reading.search_marks import SearchMarks

TEXT = "Nets are needed.\n\nMore words."


def test_paragraphs_are_the_lines_that_hold_words() -> None:
    assert paragraphs(TEXT, (), SearchMarks()) == [
        Paragraph(1, "Nets are needed."),
        Paragraph(2, "More words."),
    ]


def test_quoted_words_are_apart() -> None:
    quoted = paragraphs(TEXT, [(0, 4)], SearchMarks())

    assert [(run.text, run.owners) for run in quoted[0].segments] == [
        ("Nets", ("quoted",)),
        (" are needed.", ()),
    ]


@given(st.text(alphabet="a \r\n", max_size=40))
def test_paragraphs_are_counted_as_they_are_cut(text: str) -> None:
    assert paragraph_count(text) == len(paragraphs(text, (), SearchMarks()))


def test_opening_of_a_text_that_is_not_long_is_all_of_it() -> None:
    assert opening_end("x" * LONG) == LONG


def test_opening_ends_with_a_line() -> None:
    text = "word " * 200 + "\n" + "word " * LONG

    assert opening_end(text) == 1_000


def test_opening_ends_with_a_word_where_a_line_goes_on() -> None:
    text = "four " * LONG

    assert opening_end(text) == OPENING - 1
    assert text[: opening_end(text)].endswith("four")


def test_opening_of_a_text_without_spaces_is_cut_where_it_stands() -> None:
    assert opening_end("字" * (LONG + 1)) == OPENING
