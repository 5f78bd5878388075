"""Offers without a word for them: “extended an invitation to hold it in”, “invited all to Lima”,
“put four experts on the table”."""

import re

from ...parts import Span
from ...sums import sums_of
from ..meeting.opening import MEETING
from .promise import Promise
from .sentence import Sentence
from .things import names_thing

_EXTENDED = re.compile(
    r"\b(?:extend|issu|renew|repeat|reiterat|convey)(?:ed|s|ing)\s+(?:\w+\s+){0,3}?invitation"
    r"(?:\s+to\s+(?:\w+\s+){1,5}?(?=to\s))?\s+(?:to|for)\s+",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"\b(?:invite[sd]?|inviting)\s+(?:[\w’'-]+\s+){1,6}?to\s+"
    r"(?=(?:hold|meet|convene|gather|reconvene)\b|[A-Z])"
)
_TABLED = re.compile(r"\bputs?\s+(?P<what>[^.;]{3,120}?)\s+on\s+the\s+table\b", re.IGNORECASE)
_MATCHED = re.compile(
    r"\b(?:match|top|equal|follow)(?:ed|es|s|ped|led)\s+[^.;]{2,80}?\s+with\s+"
    r"|\b(?:doubl|tripl|trebl|rais|increas)(?:ed|es|ing)\s+(?:its|his|her|their)\s+(?:\w+\s+)?"
    r"(?:contribution|pledge|share|subscription)\s+to\s+",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:hold|host|convene|meet|gather|reconvene|organi[sz]e)\b", re.IGNORECASE)
_SOMEWHERE = re.compile(r"\b(?:in|at)\s+[A-Z]")
_IT = re.compile(r"\w+\s+it\b|meet\s|gather\s", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|following|coming|\w+th|second|third)\b", re.IGNORECASE)
#: characters between “next” and “session”
_NEAR = 40


def invited_in(sentence: Sentence, end: int) -> list[Promise]:
    """The invitations of a sentence to meet somewhere, by whoever offers to be the host."""
    found = [
        *(_promise(sentence, match, end) for match in sentence.found(_EXTENDED, end)),
        *(_promise(sentence, match, end) for match in sentence.found(_INVITED, end)),
        *(_tabled(sentence, match) for match in sentence.found(_TABLED, end)),
        *(_matched(sentence, match) for match in sentence.found(_MATCHED, end)),
    ]
    return [promise for promise in found if promise]


def _tabled(sentence: Sentence, match: re.Match[str]) -> Promise | None:
    """Money or things that are put “on the table”."""
    what = Span(*match.span("what"))
    if not (sums_of(sentence.text, what) or names_thing(sentence.text, what)):
        return None
    return _offered(sentence, match.start(), what.start, "on the table", "")


def _matched(sentence: Sentence, match: re.Match[str]) -> Promise | None:
    """A sum that matches another's: “matched its neighbour's gift with $3 million”."""
    sums = sums_of(sentence.text, Span(match.end(), match.end() + _NEAR))
    if not sums or not sums[0].money or sums[0].span.start > match.end() + 3:
        return None
    return _offered(sentence, match.start(), match.end(), "matched what others gave", "funds")


def _promise(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    what = sentence.text[match.end() : min(end, match.end() + 160)]
    somewhere = _SOMEWHERE.search(what) or not what[:1].islower() or match.re is _EXTENDED
    if not (somewhere and _of_a_meeting(what)):
        return None
    return _offered(sentence, match.start(), match.end(), "invitation to meet", "hosting")


def _offered(sentence: Sentence, at: int, what: int, rule: str, kind: str) -> Promise | None:
    subject = sentence.subject(at)
    if subject.kind == "other" or not subject.makers or sentence.verbatim:
        return None
    start = at if subject.kind == "elided" else subject.start
    return Promise(start, what, subject.makers, "offered", rule, kind)


def _of_a_meeting(what: str) -> bool:
    """Whether people are invited to meet, or to a place where the next meeting will be."""
    if _HELD.match(what) and (MEETING.search(what) or _IT.match(what)):
        return True
    return any(
        MEETING.search(what, following.end(), following.end() + _NEAR)
        for following in _NEXT.finditer(what)
    )
