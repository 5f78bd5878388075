"""The source beside a form: its lines as the public pages draw them, cut where passages begin."""

import pytest

from meetings.admin.source import source_lines
from meetings.reading.source.pane import PaneLine, Run
from meetings.reading.source.pieces import pieces_of
from meetings.reading.source.uses import Use
from meetings.source_text import OwnedSpan

HERE = Use("here", "¶2")
OTHER = Use("statement", "¶1", "/one/")


def whole(text: str, spans: list[OwnedSpan[Use]]) -> list[PaneLine]:
    """All lines of a text."""
    pieces = pieces_of(text)
    return source_lines(text, pieces, spans, 0, len(pieces))


def test_line_that_no_passage_uses_is_plain_and_a_blank_one_empty() -> None:
    assert whole("Fish.\n\nNets.", []) == [
        PaneLine(1, (Run("Fish."),)),
        PaneLine(2),
        PaneLine(3, (Run("Nets."),)),
    ]


def test_passage_that_fills_its_line_is_a_block_with_its_tag() -> None:
    assert whole("Fish.", [OwnedSpan(0, 5, HERE)]) == [
        PaneLine(1, (Run("Fish."),), block="here", tags=(HERE,))
    ]


@pytest.mark.parametrize("marker", ["1. ", "–  ", "(iv) "])
def test_marker_of_a_list_stands_before_the_block(marker: str) -> None:
    text = f"{marker}Fish."

    line = whole(text, [OwnedSpan(len(marker), len(text), OTHER)])[0]

    assert (line.marker, line.block, line.tags) == (marker, "statement", (OTHER,))


def test_words_before_a_passage_are_no_marker() -> None:
    assert whole("Then fish.", [OwnedSpan(5, 10, OTHER)]) == [
        PaneLine(1, (Run("Then "), Run("fish.", "statement", (OTHER,))))
    ]


def test_passage_over_two_lines_has_its_tag_once() -> None:
    lines = whole("Fish and\nnets.", [OwnedSpan(0, 14, OTHER)])

    assert [(line.block, line.tags) for line in lines] == [
        ("statement", (OTHER,)),
        ("statement", ()),
    ]


def test_of_passages_that_overlap_the_first_given_counts() -> None:
    line = whole("Fish and nets.", [OwnedSpan(5, 8, HERE), OwnedSpan(0, 14, OTHER)])[0]

    assert [(run.text, run.kind) for run in line.segments] == [
        ("Fish ", "statement"),
        ("and", "here"),
        (" nets.", "statement"),
    ]


def test_lines_within_a_text_are_cut_and_numbered_as_in_the_whole() -> None:
    text = "One.\nTwo and three.\nFour.\nFive."
    spans = [OwnedSpan(5, 8, HERE), OwnedSpan(20, 25, OTHER)]

    lines = source_lines(text, pieces_of(text), spans, 1, 3)

    assert lines == whole(text, spans)[1:3]
    assert [line.number for line in lines] == [2, 3]


def test_long_line_is_cut_into_parts_and_the_tag_stands_where_the_passage_begins() -> None:
    lines = whole("Fish. " * 1_000, [OwnedSpan(0, 6_000, OTHER)])

    assert [(line.number, line.part, line.block, line.tags) for line in lines] == [
        (1, 1, "statement", (OTHER,)),
        (1, 2, "statement", ()),
        (1, 3, "statement", ()),
        (1, 4, "statement", ()),
        (1, 5, "statement", ()),
        (1, 6, "statement", ()),
        (1, 7, "statement", ()),
    ]
