"""Lines know their place and what their beginning says."""

import pytest

from meetings.intake.mending.lines import Line, lines


def line(content: str) -> Line:
    """A line of a text that holds no other."""
    return next(lines(content))


def test_lines_know_their_place() -> None:
    assert list(lines("a\n\n  b c \r\n\fd")) == [
        Line(0, 1, "a", indent=0, blanks=0),
        Line(5, 8, "b c", indent=2, blanks=1),
        Line(12, 13, "d", indent=0, blanks=0, page=True),
    ]


@pytest.mark.parametrize(
    "content", ["• x", "- x", "-X", "o X", "o\tx", "* x", "\uf0b7 x", "-- x", "    o x"]
)
def test_bullet_is_known(content: str) -> None:
    assert line(content).content[line(content).bullet :].lower() == "x"


@pytest.mark.parametrize("content", ["of x", "o x", "-5", "*x", "—x", "x -"])
def test_other_beginning_is_no_bullet(content: str) -> None:
    assert line(content).bullet == 0


@pytest.mark.parametrize(
    "content",
    ["1. x", "1) x", "(1) x", "[1] x", "1.) x", "(a) x", "iv) x", "IV. x", "2.1 x", "A. x"],
)
def test_number_of_an_item_is_known(content: str) -> None:
    assert line(content).numbered


@pytest.mark.parametrize("content", ["1 x", "2007. x", "at. x", "(see x)", "1.5", "I x", "1, x"])
def test_other_number_is_none_of_an_item(content: str) -> None:
    assert not line(content).numbered


def test_number_is_read_where_it_is_in_digits() -> None:
    assert [line(content).number for content in ("12. x", "(3) x", "(a) x")] == [12, 3, None]


@pytest.mark.parametrize("content", ["x.", "x.”", "x:", "x;", "x?)", "x…"])
def test_end_of_a_sentence_is_known(content: str) -> None:
    assert line(content).terminal


@pytest.mark.parametrize("content", ["x", "x,", "x -", "x. y"])
def test_other_end_is_none_of_a_sentence(content: str) -> None:
    assert not line(content).terminal
