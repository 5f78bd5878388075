"""Commas and small words between those present."""

from bench.intake.register import shipped_register
from meetings.intake.parts import Part, Span
from meetings.intake.proposal import Proposal
from meetings.intake.rules.small_words_between import propose_small_words_between
from meetings.intake.source import Source


def taken(text: str, *names: str) -> list[str]:
    """What each of the names has taken, as delegations, when the rule is done."""
    proposal = Proposal(Source.of(text, shipped_register()))
    for name in names:
        start = text.index(name)
        proposal.delegations.append(Part({}, [Span(start, start + len(name))], "test"))
    propose_small_words_between(proposal)
    return [proposal.source.words(part.spans[0]) for part in proposal.delegations]


def test_commas_and_small_words_between_names() -> None:
    text = "Present were Chile, Kenya and the United Kingdom. Apologies came from Fiji."
    names = ("Chile", "Kenya", "United Kingdom", "Fiji")
    assert taken(text, *names) == ["Chile,", "Kenya and the", "United Kingdom.", "Fiji"]


def test_words_that_say_something_between_names() -> None:
    text = "Chile, which had called the meeting, and Kenya"
    assert taken(text, "Chile", "Kenya") == ["Chile", "Kenya"]


def test_names_on_two_lines() -> None:
    assert taken("Chile\n\nKenya", "Chile", "Kenya") == ["Chile", "Kenya"]
