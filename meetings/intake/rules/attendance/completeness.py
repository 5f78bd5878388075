"""Whether the text names all who were present."""

import re

from ...parts import Span, Sureness
from .gathering import Gathering
from .zones import sentences_told

_PARTIAL = re.compile(
    r"\band\s(?:many\s)?other\s(?:bodies|states|countries|organi[sz]ations|delegations|participants|"
    r"partners|entities|representatives|stakeholders)\b|\band\sothers\b|\bamong\sothers\b|"
    r"\binter\salia\b|\bamong\s(?:them|those)\b|\bwere\salso\samong\b|\bincluded\b|\bincluding\b|"
    r"\bmore\sthan\s\w+\s(?:countries|states|delegations|participants)\b|"
    r"\b(?:some|about|over|nearly)\s\d+\s(?:countries|states|delegations|member)\b",
    re.IGNORECASE,
)


def propose_completeness(gathering: Gathering, *, listed: int, said: int) -> None:
    """Propose ``attendance``: partial where the text says so, complete where it gives a list."""
    proposal = gathering.proposal
    if not (listed or said) or not proposal.delegations:
        return
    spans = [span for part in proposal.delegations for span in part.spans]
    for told in sentences_told(gathering.source):
        match = _PARTIAL.search(gathering.source.text, told.span.start, told.span.end)
        if match and any(told.span.meets(span) for span in spans):
            found = Span(*match.span())
            proposal.propose(
                "words that leave the list open", Sureness.LIKELY, found, attendance="partial"
            )
            return
    if listed:
        first = min(part.start for part in proposal.delegations)
        span = next(
            span for part in proposal.delegations for span in part.spans if span.start == first
        )
        proposal.propose("closing list", Sureness.DOUBTFUL, span, attendance="complete")
