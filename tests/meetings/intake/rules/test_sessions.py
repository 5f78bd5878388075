"""Sessions, from headings."""

import pytest

from bench.intake.register import shipped_register
from meetings.intake.parts import Part, Sureness
from meetings.intake.proposal import Proposal
from meetings.intake.rules.sessions import kind_of, propose_sessions
from meetings.intake.source import Source


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Opening Remarks by the Co-Chairs", "opening"),
        ("Discussion", "discussion"),
        ("Session 2: Who owns the data?", "session"),
        ("CONTACT GROUPS", "contact group"),
        ("Closing and next steps", "closing"),
        ("List of participants", ""),
        ("Annex: Plenary statements", ""),
        ("Financing", ""),
    ],
)
def test_kind_of_heading(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def sessions(text: str) -> Proposal:
    proposal = Proposal(Source.of(text, shipped_register()))
    heading = proposal.source.blocks[0].span
    proposal.marks.append(Part({"kind": "heading"}, [heading], "layout", Sureness.SURE))
    propose_sessions(proposal)
    return proposal


def test_sessions_of_headings() -> None:
    proposal = sessions(
        "Opening\n\nIt began at ten.\n\nDiscussion\n\nChile spoke.\n\nDiscussion\n\nMore."
    )
    assert [part.values for part in proposal.sessions] == [
        {"key": "opening", "title": "Opening", "kind": "opening"},
        {"key": "discussion", "title": "Discussion", "kind": "discussion"},
        {"key": "discussion-2", "title": "Discussion", "kind": "discussion"},
    ]
    assert proposal.marks == []


def test_one_heading_divides_nothing() -> None:
    proposal = sessions("Opening\n\nIt began at ten.")
    assert proposal.sessions == []
    assert len(proposal.marks) == 1
