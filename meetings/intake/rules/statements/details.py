"""What else is told of a statement: delivery, capacity, whom it names, whether it is procedural."""

import re

from ...parts import Span
from ...proposal import Proposal
from ...words import folded, meanings, phrases
from .drafts import Draft
from .tokens import Tokens

_CAPACITY = re.compile(
    r"(?:speaking |in (?:his|her|its) capacity )?as (?:the )?"
    r"(?P<what>(?:(?:current|past|former|incoming|outgoing|acting) )?"
    r"(?:vice-|co-)?(?:chair|president|coordinator|spokes)[^,;.]*)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?P<what>(?:current|past|former|incoming|outgoing) (?:chair|president)[^,;.]*)", re.IGNORECASE
)


def delivery_of(proposal: Proposal, draft: Draft) -> list[str]:
    """How it was delivered, where its first sentence says so."""
    words = f" {folded(proposal.source.words(draft.spans[0])[:400])} "
    for phrase in phrases("deliveries"):
        if f" {phrase}" in words:
            return [meanings("deliveries")[phrase]]
    return []


def mentions_of(proposal: Proposal, draft: Draft) -> list[str]:
    """The participants named inside that are not its speakers, in the order printed."""
    speakers = {speaker.key for speaker in draft.attribution.speakers}
    found = [
        mention.key
        for span in draft.spans
        for mention in proposal.source.mentions_in(span)
        if mention.key and not mention.adjective
    ]
    return [key for key in dict.fromkeys(found) if key not in speakers]


def is_procedural(proposal: Proposal, draft: Draft) -> bool:
    """Whether a statement of one sentence only welcomes, thanks, opens or closes."""
    clause = draft.attribution.clause
    if clause is None or len(draft.spans) > 1 or draft.sentences > 1:
        return False
    tokens = clause.tokens
    verb = tokens.tokens[clause.verb].folded
    known = meanings("procedural_verbs")
    if verb not in known:
        return False
    others = [tokens.tokens[place].folded for place in _verbs(tokens, clause.verb + 1)]
    if any(other not in known for other in others):
        return False
    return verb not in ("welcomed", "invited") or bool(
        re.match(r"V(?:d?[wa]{0,3}[CPO]|N)", tokens.code[clause.verb :])
    )


def _verbs(tokens: Tokens, start: int) -> list[int]:
    """Verbs of saying that stand as such behind a place."""
    return [
        place
        for place in range(start, len(tokens.code))
        if tokens.code[place] == "V" and tokens.code[place - 1] in ",&ar"
    ]


def describe_speakers(draft: Draft) -> None:
    """Say in which capacity a speaker spoke, and for whom else, where an aside says it."""
    clause = draft.attribution.clause
    if clause is None or len(draft.attribution.speakers) != 1:
        return
    speaker, tokens = draft.attribution.speakers[0], clause.tokens
    ranges = [*clause.asides, (0, max(0, clause.start - 1))]
    for start, end in ranges:
        if start >= end:
            continue
        words = tokens.words(start, end)
        if capacity := _CAPACITY.search(words) or _ALONE.match(words):
            speaker.capacity = speaker.capacity or capacity["what"].strip()
        speaker.on_behalf_of = speaker.on_behalf_of or _on_behalf(tokens, start, end, speaker.key)


def _on_behalf(tokens: Tokens, start: int, end: int, key: str) -> tuple[str, ...]:
    words = tokens.folded(start, end)
    match = re.search(
        r"\bon behalf of |\bspeaking for |^for (?!example|instance|his|her|its|their)", words
    )
    if match is None:
        return ()
    named = [token.mention for token in tokens.tokens[start:end] if token.kind == "N"]
    keys = [mention.key for mention in named if mention and mention.key]
    return tuple(dict.fromkeys(other for other in keys if other != key))


def session_above(proposal: Proposal, span: Span) -> str:
    """The key of the session whose heading stands last above a place."""
    key = ""
    for part in proposal.sessions:
        if part.start <= span.start:
            key = part.values["key"]
    return key
