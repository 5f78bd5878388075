"""Headings, labels and furniture, and narrative: meetings.intake.rules.narrative."""

import pytest

from meetings.intake.parts import Part, Span
from meetings.intake.proposal import Proposal
from meetings.intake.rules.marks_of_layout import Used, propose_marks_of_layout
from meetings.intake.rules.narrative import propose_narrative
from tests.meetings.intake.rules.proposed import proposal_of

PAGE = """Skip to content

Chair's Summary

Seoul, 8 December 2021

Read the full text here.

The Ministerial was a success, and all who had come to it said so in many words, often.

Discussion

The following were proposed:

- a pen

Egypt

The meeting then broke for lunch. Egypt broke for lunch. It adopted the text and broke for lunch.

Tel.: 212 555 0100
"""


def marks(proposal: Proposal) -> list[tuple[str, str]]:
    return [(part.values["kind"], proposal.source.words(part.spans[0])) for part in proposal.marks]


def test_marks_of_a_page() -> None:
    proposal = proposal_of(PAGE)
    propose_marks_of_layout(proposal)
    propose_narrative(proposal)
    assert marks(proposal) == [
        ("furniture", "Skip to content"),
        ("heading", "Chair's Summary"),
        ("label", "Seoul, 8 December 2021"),
        ("label", "Read the full text here."),
        ("heading", "Discussion"),
        ("label", "The following were proposed:"),
        ("furniture", "Tel.: 212 555 0100"),
        ("narrative", "The meeting then broke for lunch."),
    ]


def test_marks_not_where_a_part_is() -> None:
    proposal = proposal_of("Chair's Summary\n\nThe meeting rose at 6 p.m.")
    whole = Span(0, len(proposal.source.text))
    proposal.statements.append(Part({}, [whole], "test"))
    propose_marks_of_layout(proposal)
    propose_narrative(proposal)
    assert marks(proposal) == []


@pytest.mark.parametrize(
    ("span", "free"), [(Span(0, 5), True), (Span(0, 6), False), (Span(9, 12), True)]
)
def test_used_spans(span: Span, free: bool) -> None:
    proposal = proposal_of("Any text will do.")
    proposal.figures.append(Part({}, [Span(5, 7), Span(6, 9)], "test"))
    assert Used(proposal).free(span) is free
