"""Transcripts: each turn of a speaker is one statement, word for word, without its label."""

import re
from dataclasses import dataclass, replace

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...proposal import Proposal
from ...words import folded, meanings, phrases
from .clauses import on_behalf_in
from .drafts import Draft
from .room import Room
from .saying import Attribution
from .speakers import Speaker, Subject
from .subjects import subject_of
from .tokens import Tokens, tokens_of

#: a text is a transcript with so many turns, and so much of it in them
_TURNS, _SHARE = 3, 0.4
_FURNITURE = re.compile(
    r"(?:[A-Z]{1,8}(?:[/.-][\w.-]+)+|(?:page |p\. ?)?\d{1,4}|English|\(.{1,90}\)|/\.\.\.)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A label with the blocks that are said under it."""

    label: Block
    speakers: tuple[Speaker, ...]
    blocks: tuple[Block, ...]


def turns_of(proposal: Proposal, room: Room) -> list[Turn]:
    """The turns of a transcript; none where the document is no transcript."""
    found: list[Turn] = []
    label: Block | None = None
    speakers: tuple[Speaker, ...] = ()
    blocks: list[Block] = []
    for block in proposal.source.blocks:
        named = speakers_of_label(proposal, block, room)
        if named is not None:
            if label is not None:
                found.append(Turn(label, speakers, tuple(blocks)))
            label, speakers, blocks = block, named, [block]
        elif label is not None and _belongs(proposal, block):
            blocks.append(block)
        elif label is not None and not is_furniture(proposal, block):
            found.append(Turn(label, speakers, tuple(blocks)))
            label = None
    if label is not None:
        found.append(Turn(label, speakers, tuple(blocks)))
    kept = [turn for turn in found if not _introduces(proposal, turn)]
    said = sum(block.span.end - block.span.start for turn in kept for block in turn.blocks)
    return kept if len(kept) >= _TURNS and said > _SHARE * len(proposal.source.text) else []


def speakers_of_label(proposal: Proposal, block: Block, room: Room) -> tuple[Speaker, ...] | None:
    """Whom the label of a turn names; None where it is no label of a speaker."""
    if block.kind != Kind.TURN or block.label is None:
        return None
    tokens = tokens_of(proposal.source, block.label)
    end = next((place for place, kind in enumerate(tokens.code) if kind == ","), len(tokens.code))
    bracket = tokens.code.find("(", 1)
    subject = subject_of(tokens, 0, end, room)
    if subject is None and bracket > 0:
        subject = subject_of(tokens, 0, bracket + 1, room) or subject_of(tokens, 0, bracket, room)
    if subject is None or subject.anaphor or not subject.speakers or _is_title(subject):
        return _by_label_alone(proposal, block)
    behalf = on_behalf_in(tokens, end, len(tokens.code))
    return tuple(_as_label(proposal, block, speaker, behalf) for speaker in subject.speakers)


def _is_title(subject: Subject) -> bool:
    """Whether a label in capitals is that of no person: “GENERAL STATEMENTS:”."""
    return any(speaker.unknown and not speaker.office for speaker in subject.speakers)


def _as_label(
    proposal: Proposal, block: Block, speaker: Speaker, behalf: tuple[str, ...]
) -> Speaker:
    printed = proposal.source.words(block.label or block.span)
    return replace(
        speaker, printed=speaker.printed if speaker.unknown else printed, on_behalf_of=behalf
    )


def _by_label_alone(proposal: Proposal, block: Block) -> tuple[Speaker, ...] | None:
    """An honorific or office of whom nothing more is known: the speaker as printed."""
    label = block.label or block.span
    printed = proposal.source.words(label)
    words = folded(printed).removeprefix("the ").split()
    known = meanings("labels_of_turns")
    if not words or (words[0].strip(".") not in known and " ".join(words) not in known):
        return None
    if any(character.isdigit() for character in printed) and "delegate" not in words:
        return None
    return (Speaker("", label, printed, office=" ".join(words)),)


def _introduces(proposal: Proposal, turn: Turn) -> bool:
    """“Chairman: Mr. Delegate 1 (Sweden)” says who is who, and is no turn."""
    tokens = tokens_of(proposal.source, turn.label.span)
    return len(turn.blocks) == 1 and bool(
        re.fullmatch(r"d?[PNOW](?:\(|[,od]{1,3}[wWONo&d,]{0,12})?\.?", tokens.code)
    )


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
    """A statement a turn; blocks with nothing between them but space are one stretch."""
    found = []
    places = {block.span.start: place for place, block in enumerate(proposal.source.blocks)}
    for turn in turns:
        spans: list[Span] = []
        for block in turn.blocks:
            if spans and not proposal.source.text[spans[-1].end : _start(block)].strip():
                spans[-1] = Span(spans[-1].start, block.span.end)
            elif block.span.start < block.span.end:
                spans.append(block.span)
        attribution = Attribution("turn of a transcript", list(turn.speakers))
        sure = all(speaker.key for speaker in turn.speakers)
        if spans:
            place = places[turn.label.span.start]
            sureness = Sureness.SURE if sure else Sureness.LIKELY
            found.append(Draft(attribution, spans, place, sureness, verbatim=True))
    return found


def _start(block: Block) -> int:
    """Where a block begins without its list mark, which is nobody's word."""
    return block.span.start


def label_tokens(proposal: Proposal, block: Block) -> Tokens:
    """The tokens of a label and of what is said behind it, as one sentence."""
    start = block.label.start if block.label else block.span.start
    return tokens_of(proposal.source, Span(start, block.span.end))
