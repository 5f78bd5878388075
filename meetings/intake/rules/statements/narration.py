"""What sentences are by how they begin: narration, or words that go on; and summary records."""

import re

from ...layout import Kind
from ...proposal import Proposal
from ...words import meanings, phrases
from .tokens import Tokens, tokens_of


def continues(tokens: Tokens) -> bool:
    """Whether a sentence begins with an adverb that goes on with what was said."""
    words = tokens.folded(0, min(6, len(tokens.tokens)))
    return any(words.startswith(f"{phrase} ") for phrase in phrases("adverbs_that_continue"))


_SUBJECTS = re.compile(
    r"the (?:provisional )?(?:meeting|session|committee|conference|debate|sitting|consultation"
    r"|plenary|workshop|discussions?|exchange|announcement|reports?|agenda|draft resolution)"
    r" (?P<verb>[a-z]+)"
)


def is_narration(tokens: Tokens) -> bool:
    """Whether a sentence tells how the meeting went on."""
    words = tokens.folded(0, min(10, len(tokens.tokens)))
    told = meanings("narrations")
    if match := _SUBJECTS.match(words):
        return told.get(match["verb"]) == "verb"
    return any(words.startswith(f"{phrase} ") for phrase in told if not told[phrase])


def is_summary_record(proposal: Proposal) -> bool:
    """Whether numbered paragraphs begin with “Mr. X (Country) said”, as in a summary record."""
    source = proposal.source
    numbered = [
        block for block in source.blocks if block.kind == Kind.BULLET and block.marker[:1].isdigit()
    ]
    named = 0
    for block in numbered[:60]:
        tokens = tokens_of(source, block.sentences[0] if block.sentences else block.span)
        named += tokens.code.startswith("P(") or (
            tokens.code.startswith("P") and tokens.words(0, 1).endswith(")")
        )
    return named >= 3 and named * 4 >= len(numbered[:60])
