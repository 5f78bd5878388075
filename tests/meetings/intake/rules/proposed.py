"""Rules on a few lines: a proposal in which the statements stand that a test says are there."""

from collections.abc import Callable
from functools import cache
from typing import Any

from bench.intake.register import shipped_register
from meetings.intake.mending import mended
from meetings.intake.names import Names
from meetings.intake.parts import Part, Span, Sureness
from meetings.intake.proposal import Proposal
from meetings.intake.source import Source


@cache
def names() -> Names:
    """The names of the shipped register, made ready once."""
    return Names(shipped_register())


def proposal_of(text: str, *said: dict[str, Any], **meeting: Any) -> Proposal:
    """A proposal of a text with statements: ``words`` (default: all), ``by``, ``collective``,
    ``form``; ``meeting`` are values that rules before proposed."""
    source = Source(mended(text), names())
    proposal = Proposal(source)
    for statement in said:
        words = statement.get("words") or source.text.strip()
        start = source.text.index(words)
        values = {
            "form": statement.get("form", "reported"),
            "speakers": [{"participant": key} for key in statement.get("by", ())],
            "collective": statement.get("collective", ""),
        }
        proposal.statements.append(Part(values, [Span(start, start + len(words))], "test"))
    if meeting:
        proposal.propose("test", Sureness.SURE, **meeting)
    return proposal


def told(
    rule: Callable[[Proposal], None], proposal: Proposal, noun: str, *keys: str
) -> list[tuple[Any, ...]]:
    """What a rule proposes: the values of those keys, part by part in the order of the text."""
    rule(proposal)
    parts = sorted(getattr(proposal, noun), key=lambda part: part.start)
    return [tuple(part.values.get(key) for key in keys) for part in parts]
