"""How people met: virtually, in person or both, only where the text says so of this meeting."""

import re

from ...parts import Span, Sureness
from ...proposal import Proposal
from .opening import MEETING, MET, OTHER, Opening, words_pattern

_VIRTUAL = words_pattern("virtually")
_BOTH = words_pattern("in_both_ways")
_IN_PERSON = words_pattern("in_person")
#: “Accra and online”
_AND_ONLINE = re.compile(
    r"\b[A-Z][\w’'-]+,?\s(?:and|&|/)\s(?:online|virtual(?:ly)?)\b|\bin[\s-]person\b[^.;]{0,60}"
    r"\b(?:online|virtual(?:ly)?|remotely|video)|\b(?:online|virtual(?:ly)?|remotely|by video)\b"
    r"[^.;]{0,60}\bin[\s-]person\b|\b(?:further|others?|some|remaining)\b[^.;]{0,60}"
    r"\b(?:followed|following|joined|joining|participated|participating|connected|connecting)\s"
    r"(?:online|virtually|remotely|by video)",
    re.IGNORECASE,
)
#: the line of a title that says where: “Place: videoconference”
_NOWHERE = re.compile(
    r"^(?:place|venue|location|where)\s*:\s*(?P<where>(?:by\s|via\s|on\s)?"
    r"(?:video[\s-]?conference|video[\s-]?link|zoom|webex|(?:ms\s|microsoft\s)?teams|skype|interprefy"
    r"|kudo|google\smeet|the\sinternet|internet|telephone))\b",
    re.IGNORECASE,
)


def propose_mode(proposal: Proposal, opening: Opening) -> None:
    """Propose the mode by the title or the first sentences on the meeting."""
    for span in _where(opening):
        words = opening.words(span)
        for mode, pattern in (
            ("hybrid", _BOTH),
            ("hybrid", _AND_ONLINE),
            ("virtual", _VIRTUAL),
            ("virtual", _NOWHERE),
            ("in person", _IN_PERSON),
        ):
            match = pattern.search(words)
            if match and not OTHER.search(words[max(0, match.start() - 90) : match.start()]):
                found = Span(span.start + match.start(), span.start + match.end())
                proposal.propose("words on how they met", Sureness.LIKELY, found, mode=mode)
                return


def _where(opening: Opening) -> list[Span]:
    """The lines of the title, and the first sentences that tell of the meeting as a whole."""
    told = [
        sentence
        for sentence in opening.sentences[:12]
        if MET.search(opening.words(sentence)) and MEETING.search(opening.words(sentence))
    ]
    return [block.span for block in opening.title] + told
