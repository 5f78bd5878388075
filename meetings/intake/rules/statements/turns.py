"""Transcripts: each turn of a speaker is one statement, word for word, without its label."""

import re
from dataclasses import dataclass, field

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...proposal import Proposal
from ...words import folded, phrases
from .drafts import Draft
from .labels import Label, label_of
from .room import Room
from .saying import Attribution
from .tokens import tokens_of

#: a text is a transcript with so many turns, and so much of it in them
_TURNS, _SHARE = 3, 0.4
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|[Tt]hank you)\b")
_FURNITURE = re.compile(
    r"(?:[A-Z]{1,8}(?:[/.-][\w.-]+)+|(?:page |p\. ?)?\d{1,4}|English|\(.{1,90}\)|/\.\.\.)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Turn:
    """A label with what is said under it; ``place`` is that of its block."""

    label: Label
    place: int
    said: list[Span] = field(default_factory=list)


def turns_of(proposal: Proposal, room: Room) -> list[Turn]:
    """The turns of a transcript; none where the document is no transcript."""
    found: list[Turn] = []
    here: Turn | None = None
    for place, block in enumerate(proposal.source.blocks):
        label = label_of(proposal, block, room)
        if label is not None:
            here = Turn(label, place, [label.said] if label.said else [])
            found.append(here)
        elif here is not None and _belongs(proposal, block):
            here.said.append(block.span)
        elif here is not None and not is_furniture(proposal, block):
            here = None
    kept = [turn for turn in found if turn.said and not _introduces(proposal, turn)]
    kept = _spoken(proposal, kept)
    said = sum(span.end - span.start for turn in kept for span in turn.said)
    return kept if len(kept) >= _TURNS and said > _SHARE * len(proposal.source.text) else []


def _spoken(proposal: Proposal, turns: list[Turn]) -> list[Turn]:
    """The turns without those of doubtful labels, unless most of these say “I” and “we”."""
    doubtful = [turn for turn in turns if not turn.label.sure]
    first = sum(
        any(_FIRST_PERSON.search(proposal.source.words(span)) for span in turn.said)
        for turn in doubtful
    )
    if first * 3 >= len(doubtful) * 2:
        return turns
    return [turn for turn in turns if turn.label.sure]


def _introduces(proposal: Proposal, turn: Turn) -> bool:
    """“Chairman: Mr. Delegate 1 (Sweden)” says who is who, and is no turn."""
    if len(turn.said) != 1 or turn.said[0].end - turn.said[0].start > 200:
        return False
    tokens = tokens_of(proposal.source, turn.said[0])
    shape = r"d?[PNOW](?:\(|[,od]{1,3}[wWONo&d,]{0,12})?\.?"
    return bool(re.fullmatch(shape, tokens.code))


def _belongs(proposal: Proposal, block: Block) -> bool:
    """Whether a block goes on with the turn: a paragraph that is no stage direction."""
    if block.kind in (Kind.HEADING, Kind.TURN):
        return False
    words = folded(proposal.source.words(block.span))
    if words.startswith(("(", "[")) and words.endswith((")", "]", ").")):
        return False
    if len(words) > 260:
        return True
    return not any(
        words.startswith((f"{phrase} ", f"{phrase}:")) for phrase in phrases("stage_directions")
    )


def is_furniture(proposal: Proposal, block: Block) -> bool:
    """A head or foot of a page that was kept: a symbol, a number, a name in brackets."""
    return bool(_FURNITURE.fullmatch(proposal.source.words(block.span)))


def drafts_of_turns(turns: list[Turn], proposal: Proposal) -> list[Draft]:
    """A statement a turn; stretches with nothing between them but space are one."""
    found = []
    for turn in turns:
        spans: list[Span] = []
        for said in turn.said:
            if spans and not proposal.source.text[spans[-1].end : said.start].strip():
                spans[-1] = Span(spans[-1].start, said.end)
            elif said.start < said.end:
                spans.append(said)
        attribution = Attribution("turn of a transcript", list(turn.label.speakers))
        known = all(speaker.key for speaker in turn.label.speakers)
        sureness = Sureness.SURE if known and turn.label.sure else Sureness.LIKELY
        if spans:
            found.append(Draft(attribution, spans, turn.place, sureness, verbatim=True))
    return found
