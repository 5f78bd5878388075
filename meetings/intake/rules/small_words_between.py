"""Takes the small words between two names of one list to the first: commas, “and”, “and the”.

What is left unassigned is what a curator has to look at; a comma between two delegations is not.
"""

import re

from ..parts import Span
from ..proposal import Proposal
from ..words import phrases

#: characters between two names that may be small words
_LONGEST = 40
_WORDS = re.compile(r"[^\W\d_]+")


def propose_small_words_between(proposal: Proposal) -> None:
    """Let spans of the meeting and of who was present end where the next begins."""
    text = proposal.source.text
    covered = _Covered(sorted(proposal.spans()))
    small = frozenset(phrases("words_between_names"))
    for part in [*proposal.meeting, *proposal.delegations]:
        for piece in [part, *(inner for listed in part.inner.values() for inner in listed)]:
            piece.spans = [_longer(span, text, covered, small) for span in piece.spans]


class _Covered:
    """Where the text is in some span, asked by the end of one."""

    def __init__(self, spans: list[Span]) -> None:
        self._next: dict[int, int] = {}
        reach, open_end = -1, -1
        for span in spans:
            if span.start > reach >= 0:
                self._next[open_end] = span.start
            if span.end > reach:
                reach = open_end = span.end

    def gap_after(self, end: int) -> int | None:
        """Where the next span begins, if nothing holds what follows ``end``."""
        return self._next.get(end)


def _longer(span: Span, text: str, covered: _Covered, small: frozenset[str]) -> Span:
    following = covered.gap_after(span.end)
    if following is None:
        return span
    between = text[span.end : following]
    sentence_ends = between[:1] in (".", ":", ";")
    if sentence_ends and (between.isspace() or "\n" in between or between[1:2] == " "):
        # The full stop behind the last name.
        return Span(span.start, span.end + 1)
    if len(between) > _LONGEST or "\n" in between:
        return span
    if any(word.casefold() not in small for word in _WORDS.findall(between)):
        return span
    return Span(span.start, span.end + len(between.rstrip()))
