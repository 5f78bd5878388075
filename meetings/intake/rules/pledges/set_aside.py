"""What somebody reports to have done already: appointed, earmarked, “had been set aside”."""

import re

from ...parts import Span
from ...sums import sums_of
from ...words import meanings
from .acts import gerund_at
from .governing import governing_verb
from .promise import Promise
from .sentence import Sentence

_SET_ASIDE = re.compile(
    r"\b(?:has|have|had)\s+(?:also\s+)?been\s+(?:set\s+aside|earmarked|allocated|appropriated|budgeted"
    r"|reserved)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had)(?:\s+(?:also|already|now|recently|just|duly))?\s+")
_DONE = (
    "appointed",
    "nominated",
    "designated",
    "allocated",
    "earmarked",
    "entered",
    "budgeted",
    "set",
)
_WORD = re.compile(r"[\w’'-]+")
# “complained that only”
_TOO_LITTLE = re.compile(
    r"\b(?:only|no|nothing|barely|hardly|merely|just|less\s+than|complained|regretted|deplored|criticized|"
    r"criticised)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"[^.;]{0,60}?\bby\s+(?:the\s+)?(?!its\b|his\b|her\b|their\b|\d)\w")
#: characters between the sum and the verb
_NEAR = 80


def set_aside_in(sentence: Sentence, end: int) -> list[Promise]:
    """What the speakers of a sentence say was done; ``end`` is where it ends."""
    found = [
        *(_done(sentence, match, end) for match in sentence.found(_PERFECT, end)),
        *(_set_aside(sentence, match) for match in sentence.found(_SET_ASIDE, end)),
    ]
    return [promise for promise in found if promise]


def _set_aside(sentence: Sentence, match: re.Match[str]) -> Promise | None:
    """Money of which the speakers say that it was put by."""
    first = max(sentence.clause_start(match.start()), match.start() - _NEAR)
    sums = sums_of(sentence.text, Span(first, match.start()))
    if not sums or not sums[0].money or not sentence.speakers or sentence.verbatim:
        return None
    place = sums[0].span.start
    governing = governing_verb(sentence, place)
    if not governing or governing in meanings("no_promise_behind"):
        return None
    before = sentence.text[max(sentence.span.start, place - _NEAR) : place]
    if _TOO_LITTLE.search(before) or _BY.match(sentence.text, match.end()):
        return None
    return Promise(place, place, sentence.speakers, "firm", "set aside", "funds")


def _done(sentence: Sentence, match: re.Match[str], end: int) -> Promise | None:
    """What somebody announces to have done: “announced that his Government has appointed”."""
    text = sentence.text
    word = _WORD.match(text, match.end())
    if not word or word[0].casefold() not in _DONE or not sentence.speakers:
        return None
    subject = sentence.subject(match.start())
    governing = governing_verb(sentence, subject.start)
    act = gerund_at(text, match.end())
    kind = act.kind if act else "funds"
    sums = sums_of(text, Span(match.end(), sentence.ahead(match.end(), end)))
    own = subject.kind == "named" and subject.makers.keys <= sentence.speakers.keys
    if governing in meanings("no_promise_behind") or not (
        (subject.kind == "self" and governing) or (own and kind == "funds")
    ):
        return None
    if not (sums if kind == "funds" else governing in meanings("announcing")):
        return None
    return Promise(
        *(subject.start, match.end(), subject.makers, "firm", "announces what was done", kind),
        done=kind == "appointment",
    )
