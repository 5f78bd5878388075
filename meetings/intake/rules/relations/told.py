"""What is said of a meeting that is named: where and when it is, and whether it took place."""

import re
from dataclasses import dataclass, field
from typing import Any

from ...parts import Span
from ...printed_dates import PrintedDate, dates_of
from ...proposal import Proposal

_PLACE = re.compile(
    r"(?:\s(?:was\s|to\sbe\s)?(?:held|convened|hosted|organi[sz]ed))?,?\s(?:in|at)\s"
    r"(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
#: characters before and behind a meeting that say whether it took place
_NEAR = 240
_WHEN = re.compile(r",?\s(?:held\s)?(?:in|on|from)\s(?:the\s)?|,\s|\s")
_FUTURE = re.compile(
    r"\b(?:will|would|shall|upcoming|forthcoming|next|to be held|is to|are to|hopes? to)\b"
)
_PROPOSED = re.compile(
    r"\b(?:offer\w*|propos\w*|suggest\w*|should|could|possib\w*|consider\w*|invit\w*)\b"
)
#: as texts print them
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass
class Stub:
    """A meeting that is named: what it is to this one, and what is said of it."""

    relation: str
    printed: str
    span: Span
    values: dict[str, Any] = field(default_factory=dict)


def near(sentence: Span, span: Span) -> Span:
    """The words of a sentence around a span."""
    return Span(max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR))


def place_behind(proposal: Proposal, end: int, sentence: Span) -> tuple[dict[str, str], int]:
    """The place in the words behind a meeting, and where they end."""
    match = _PLACE.match(proposal.source.text, end, sentence.end)
    if not match or match["place"].split()[0] in MONTHS:
        return {}, end
    span = Span(match.start("place"), match.end("place"))
    return _where(proposal, span), span.end


def _where(proposal: Proposal, span: Span) -> dict[str, str]:
    """A country where the register knows it as a state, else a city."""
    words = proposal.source.words(span)
    for mention in proposal.source.mentions_in(span):
        if mention.span == span and proposal.source.register.is_state(mention.key):
            return {"country": mention.key}
        if mention.key:
            return {}
    last = words.split()[-1]
    return {} if last in ("Headquarters", "Nations", "Assembly", "Council") else {"city": words}


def date_behind(text: str, end: int, sentence: Span) -> tuple[str, int]:
    """The date in the words behind a meeting as EDTF, and where they end."""
    when = _WHEN.match(text, end, sentence.end)
    if not when:
        return "", end
    dates = dates_of(text, Span(when.end(), min(sentence.end, when.end() + 60)))
    if dates and dates[0].span.start == when.end():
        return dates[0].edtf, dates[0].span.end
    return "", end


def inside_brackets(proposal: Proposal, span: Span) -> tuple[dict[str, str], str]:
    """Place and date in brackets: “(Vienna, May 2007)”."""
    text = proposal.source.text
    dates: list[PrintedDate] = dates_of(text, span)
    end = dates[0].span.start if dates else span.end
    words = text[span.start : end].rstrip(" ,;")
    place = {}
    if dates and re.fullmatch(r"[A-Z][\w’' -]+", words):
        place = _where(proposal, Span(span.start, span.start + len(words)))
    return place, dates[0].edtf if dates else ""


def stage_of(proposal: Proposal, sentence: Span, date: str, relation: str) -> str:
    """Held, announced or proposed: by its date beside that of this meeting, else by the words."""
    own = str(proposal.value("date") or "")
    words = proposal.source.words(sentence)
    if date and own:
        if date[:7] < own[: len(date[:7])]:
            return "held"
        if date[:7] > own[: len(date[:7])]:
            return "proposed" if _PROPOSED.search(words) else "announced"
    if relation in ("previous", "earlier"):
        return "held"
    if relation in ("next", "follow-up"):
        return "proposed" if _PROPOSED.search(words) else "announced"
    return "announced" if relation != "mentioned" and _FUTURE.search(words) else "mentioned"
