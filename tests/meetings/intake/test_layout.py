"""Blocks and sentences of a mended text."""

import pytest

from meetings.intake.layout import Kind, blocks_of, sentences_of
from meetings.intake.parts import Span


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [
        (str(block.kind), block.marker, text[block.span.start : block.span.end])
        for block in blocks_of(text)
    ]


def test_blocks_of_summary() -> None:
    text = (
        "Closing Remarks\n\nThe Co-Chairs opened the floor.\n- Chile said no.\n12. Kenya agreed.\n"
        "- 1.) developments since April"
    )
    assert kinds(text) == [
        ("heading", "", "Closing Remarks"),
        ("paragraph", "", "The Co-Chairs opened the floor."),
        ("bullet", "-", "Chile said no."),
        ("bullet", "12.", "Kenya agreed."),
        ("bullet", "-", "developments since April"),
    ]


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("Mr. Delegate 3 (Brazil): I thank you.", "Mr. Delegate 3 (Brazil)", "I thank you."),
        ("The CHAIRMAN: I call on Ghana.", "The CHAIRMAN", "I call on Ghana."),
        ("CO-CHAIR (Switzerland): Thank you.", "CO-CHAIR (Switzerland)", "Thank you."),
        ("Representative of Ghana: We agree.", "Representative of Ghana", "We agree."),
    ],
)
def test_turn_of_speaker(line: str, label: str, said: str) -> None:
    (block,) = blocks_of(line)
    assert block.kind == Kind.TURN
    assert line[block.label.start : block.label.end] == label
    assert line[block.span.start : block.span.end] == said


def test_paragraph_with_colon() -> None:
    assert kinds("The following was agreed: nothing.") == [
        ("paragraph", "", "The following was agreed: nothing.")
    ]


def test_sentences_with_abbreviations() -> None:
    text = (
        'H.E. Mr. Delegate 7 of the U.S. spoke. He said: "No." Then St. Lucia agreed (see para. 3).'
    )
    assert [text[part.start : part.end] for part in sentences_of(text, Span(0, len(text)))] == [
        "H.E. Mr. Delegate 7 of the U.S. spoke.",
        'He said: "No."',
        "Then St. Lucia agreed (see para. 3).",
    ]


def test_quoted_sentence_is_no_heading() -> None:
    assert kinds("“We stand with our partners.”")[0][0] == "paragraph"
