"""Narrative: sentences that surely do nothing but tell how the meeting went on.

A sentence is left to the curator wherever somebody is named, something said, decided or counted: a
statement that was missed must not be hidden.
"""

import re
from functools import cache

from ..layout import Kind
from ..parts import Part, Span, Sureness
from ..proposal import Proposal
from ..sums import sums_of
from ..words import phrases
from .marks_of_layout import Used

_TELLING = re.compile(
    r"[“”\"]|\b(?:agree\w*|decid\w*|adopt\w*|elect\w*|appoint\w*|vot\w+|approv\w*|resol\w+|pledg\w*|"
    r"attend\w*|participa\w*|represent\w*|present|welcom\w*|I|we|my|our)\b"
)


def propose_narrative(proposal: Proposal) -> None:
    """Mark the sentences that only narrate."""
    used = Used(proposal)
    for block in proposal.source.blocks:
        if block.kind == Kind.HEADING:
            continue
        for sentence in block.sentences:
            if used.free(sentence) and _only_narrates(proposal, sentence):
                mark = Part({"kind": "narrative"}, [sentence], "only narrates", Sureness.LIKELY)
                proposal.marks.append(mark)


def _only_narrates(proposal: Proposal, sentence: Span) -> bool:
    words = proposal.source.words(sentence)
    if not _narration().search(words) or _TELLING.search(words.replace("participants", "")):
        return False
    if any(mention.keys for mention in proposal.source.mentions_in(sentence)):
        return False
    return not _saying().search(words) and not sums_of(proposal.source.text, sentence)


@cache
def _narration() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases('narration')))})\b", re.IGNORECASE)


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, phrases('verbs_of_saying')))})\b", re.IGNORECASE
    )
