"""Lines of a source show what uses them, as blocks or inside, and no more than its rights allow.

Covers meetings.reading.source.uses and meetings.reading.source.statement as well; what these
read from a database is covered by tests/meetings/views/test_statement.py and test_document.py.
"""

from meetings.reading.source.document import CorrectionRow, SourceDocument
from meetings.reading.source.lines import lines_near
from meetings.reading.source.pane import Pane, near_pane, page_pane
from meetings.reading.source.pieces import pieces_of
from meetings.reading.source.uses import Use, UsedPassage, spans_of
from meetings.source_text import OwnedSpan

TEXT = "1. Nets are needed.\nOther words.\n" + "Far.\n" * 8
STATEMENT = Use("statement", "¶1 Aland", "/meetings/fish/statements/1/")


def document(rights: str = "public in full") -> SourceDocument:
    """A source of plain values."""
    return SourceDocument("doc", "Words", "", "en", 1, "", "", rights, TEXT, "f0")


def whole_pane(source: SourceDocument, spans: list[OwnedSpan[Use]]) -> Pane:
    """All lines of a source."""
    pieces = pieces_of(TEXT)
    return page_pane(source, spans, pieces, range(1, len(pieces) + 1))


def test_line_that_is_one_passage_is_a_block_after_its_marker() -> None:
    spans = spans_of([UsedPassage(3, 19, STATEMENT, 1)], [], [])

    pane = whole_pane(document(), spans)

    first, second = pane.lines[:2]
    assert (first.block, first.marker, first.tags) == ("statement", "1. ", (STATEMENT,))
    assert (second.block, second.dim) == ("", True)
    assert (pane.statements, pane.here, pane.facts) == (True, False, False)


def test_passage_of_the_statement_shown_is_singled_out_and_corrections_follow_it() -> None:
    correction = CorrectionRow(3, 7, "Nets", "Pets", "A slip.")
    spans = spans_of([UsedPassage(3, 19, STATEMENT, 1)], [], [correction], here=1)

    pane = whole_pane(document(), spans)

    (use,) = pane.lines[0].segments[0].corrections
    assert (pane.here, use.read, use.reason) == (True, "Pets", "A slip.")


def test_far_lines_are_behind_a_link() -> None:
    pieces = pieces_of(TEXT)
    near = lines_near(pieces, [(3, 19)])

    pane = near_pane(document(), spans_of([], [(20, 26, "narrative")], []), pieces, near)

    assert [line.number for line in pane.lines] == [1, 2, 3, 4, 5, 6]
    assert pane.lines[-1].url == "/documents/doc/#line-6"
    assert pane.marks


def test_source_for_passages_only_shows_no_other_text() -> None:
    spans = spans_of([UsedPassage(20, 32, STATEMENT, 1)], [], [])

    pane = whole_pane(document("passages only"), spans)

    assert [(line.number, line.label) for line in pane.lines] == [
        (2, "Text that may not be shown"),
        (2, ""),
    ]


def test_page_of_passages_does_not_tell_of_what_the_page_before_leaves_out() -> None:
    spans = spans_of([UsedPassage(20, 32, STATEMENT, 1)], [], [])

    pane = page_pane(document("passages only"), spans, pieces_of(TEXT), range(2, 5))

    assert [(line.number, line.label) for line in pane.lines] == [(2, "")]
