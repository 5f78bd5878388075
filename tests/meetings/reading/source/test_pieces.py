"""Long lines are divided inside, at sentences, else words; nothing is lost or shown twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.source.pieces import LONG_LINE, LONGEST_PART, Piece, pieces_of
from meetings.source_text import line_bounds


def test_lines_that_are_not_long_are_whole() -> None:
    assert pieces_of("Fish.\r\n\r\nNets.") == [
        Piece(0, 5, 1),
        Piece(7, 7, 2),
        Piece(9, 14, 3),
    ]
    assert pieces_of("x" * LONG_LINE) == [Piece(0, LONG_LINE, 1)]


def test_long_line_is_divided_after_sentences() -> None:
    text = "They said: “Fish are few.” " * 200

    pieces = pieces_of(text)

    assert [piece.part for piece in pieces] == [1, 2, 3, 4, 5, 6]
    assert {text[piece.start : piece.end][-7:] for piece in pieces} == {" few.” "}


def test_long_line_without_sentences_is_divided_after_words() -> None:
    text = "fish " * 1_000

    assert {text[piece.start : piece.end][-5:] for piece in pieces_of(text)} == {"fish "}


def test_long_line_without_spaces_keeps_marks_with_their_letters() -> None:
    text = "e\u0301" * 499 + "xe\u0301" * 2_000

    assert [text[piece.start] for piece in pieces_of(text)].count("\u0301") == 0


def test_anchor_of_a_line_is_that_of_its_first_part() -> None:
    anchors = [piece.anchor for piece in pieces_of("One.\n" + "x" * (5 * LONGEST_PART))]

    assert anchors == ["line-1", "line-2", *(f"line-2-{part}" for part in range(2, 6))]


@given(st.lists(st.sampled_from(["x" * 1_999, "a. ", "b ", "\n", "\r", "。", "\u0301" * 3_000])))
def test_pieces_are_the_lines_without_a_gap(words: list[str]) -> None:
    text = "".join(words)

    pieces = pieces_of(text)

    lines: dict[int, list[tuple[int, int]]] = {}
    for piece in pieces:
        lines.setdefault(piece.line, []).append((piece.start, piece.end))
        assert piece.end - piece.start <= LONG_LINE
        assert piece.part == 0 or 0 < piece.end - piece.start <= LONGEST_PART
    assert [(parts[0][0], parts[-1][1]) for parts in lines.values()] == line_bounds(text)
    for parts in lines.values():
        assert all(one[1] == two[0] for one, two in pairwise(parts))
