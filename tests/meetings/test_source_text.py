"""Source texts are cut exactly: nothing is lost, nothing is marked twice."""

import re

from hypothesis import given
from hypothesis import strategies as st

from meetings.source_text import Line, OwnedSpan, Segment, cut, line_at, line_bounds


def test_cut_text_without_spans() -> None:
    lines = cut("One.\n\nTwo.")

    assert lines == [
        Line(1, 0, 4, (Segment(0, 4, "One."),)),
        Line(2, 5, 5),
        Line(3, 6, 10, (Segment(6, 10, "Two."),)),
    ]


def test_cut_empty_text_is_one_blank_line() -> None:
    assert cut("") == [Line(1, 0, 0)]


def test_cut_span_inside_a_line() -> None:
    (line,) = cut("a bc d", [OwnedSpan(2, 4, "x")])

    assert line.segments == (
        Segment(0, 2, "a "),
        Segment(2, 4, "bc", ("x",), ("x",), ("x",)),
        Segment(4, 6, " d"),
    )


def test_cut_nested_spans_outermost_first() -> None:
    (line,) = cut("abcdef", [OwnedSpan(2, 4, "in"), OwnedSpan(0, 6, "out")])

    assert line.segments == (
        Segment(0, 2, "ab", ("out",), ("out",)),
        Segment(2, 4, "cd", ("out", "in"), ("in",), ("in",)),
        Segment(4, 6, "ef", ("out",), (), ("out",)),
    )


def test_cut_overlapping_spans() -> None:
    (line,) = cut("abcdef", [OwnedSpan(0, 4, "a"), OwnedSpan(2, 6, "b")])

    assert [(run.text, run.owners, run.begins, run.ends) for run in line.segments] == [
        ("ab", ("a",), ("a",), ()),
        ("cd", ("a", "b"), ("b",), ("a",)),
        ("ef", ("b",), (), ("b",)),
    ]


def test_cut_two_owners_of_the_same_words() -> None:
    (line,) = cut("ab", [OwnedSpan(0, 2, "first"), OwnedSpan(0, 2, "second")])

    assert line.segments == (
        Segment(0, 2, "ab", ("first", "second"), ("first", "second"), ("first", "second")),
    )


def test_cut_span_over_lines_begins_once_and_ends_once() -> None:
    lines = cut("ab\r\n\r\ncd", [OwnedSpan(1, 8, "x")])

    assert lines == [
        Line(1, 0, 2, (Segment(0, 1, "a"), Segment(1, 2, "b", ("x",), ("x",)))),
        Line(2, 4, 4),
        Line(3, 6, 8, (Segment(6, 8, "cd", ("x",), (), ("x",)),)),
    ]


def test_cut_span_that_starts_on_a_line_end_begins_in_the_next_line() -> None:
    lines = cut("ab\ncd", [OwnedSpan(2, 4, "x")])

    assert lines[1].segments[0] == Segment(3, 4, "c", ("x",), ("x",), ("x",))


def test_cut_drops_what_lies_outside_the_text() -> None:
    (line,) = cut(
        "ab", [OwnedSpan(1, 99, "long"), OwnedSpan(2, 5, "outside"), OwnedSpan(1, 1, "empty")]
    )

    assert line.segments == (
        Segment(0, 1, "a"),
        Segment(1, 2, "b", ("long",), ("long",), ("long",)),
    )


def test_cut_counts_code_points() -> None:
    (line,) = cut("𝄞 clef", [OwnedSpan(2, 6, "x")])

    assert line.segments[1].text == "clef"


def test_line_owners_are_named_once() -> None:
    (line,) = cut("abcd", [OwnedSpan(0, 4, "out"), OwnedSpan(1, 2, "in")])

    assert line.owners == ("out", "in")


def test_line_at_finds_line_of_each_position() -> None:
    bounds = line_bounds("ab\n\ncd")

    assert [line_at(bounds, position) for position in range(7)] == [1, 1, 1, 2, 3, 3, 3]


texts = st.text(alphabet="ab \n\r\x0c𝄞", max_size=40)


@given(texts, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8))
def test_cut_keeps_every_character_and_every_span(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = [OwnedSpan(start, end, number) for number, (start, end) in enumerate(ranges)]

    lines = cut(text, spans)

    shown = [run for line in lines for run in line.segments]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert "".join(run.text for run in shown) == re.sub(r"[\r\n]", "", text)
    for line in lines:
        assert "".join(run.text for run in line.segments) == text[line.start : line.end]
    for span in spans:
        covered = {
            at for run in shown if span.owner in run.owners for at in range(run.start, run.end)
        }
        wanted = {
            at for at in range(span.start, min(span.end, len(text))) if text[at] not in "\r\n"
        }
        assert covered == wanted
        assert sum(span.owner in run.begins for run in shown) == bool(wanted)
        assert sum(span.owner in run.ends for run in shown) == bool(wanted)


@given(texts)
def test_line_at_agrees_with_bounds(text: str) -> None:
    bounds = line_bounds(text)

    assert [line_at(bounds, start) for start, _end in bounds] == list(range(1, len(bounds) + 1))
