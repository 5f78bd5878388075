"""Whole speeches: a document that is the remarks of one person is one statement."""

import re

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...proposal import Proposal
from ...words import folded, meanings, phrases
from .asides import agent_at
from .drafts import Draft
from .room import Room
from .saying import Attribution
from .speakers import Speaker
from .subjects import subject_of
from .tokens import Tokens, tokens_of

_FIRST_PERSON = re.compile(r"\b(?:I|my|My|me|myself)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_WORD = re.compile(r"\w+")
#: so many words in a hundred are I, my, we or our
_RATE = 0.8
_THANKS = re.compile(
    r"(?:and )?(?:once )?(?:again,? )?(?:i )?(?:would like to )?thank you\b.{0,60}|merci.{0,20}",
    re.IGNORECASE,
)
_TITLE_BLOCKS = 14


def speech_of(proposal: Proposal, room: Room) -> list[Draft]:
    """The speech that the document is, as one statement; none where it is no speech."""
    blocks = proposal.source.blocks
    first = _first_block(proposal, blocks)
    if first is None or not _is_first_person(proposal, blocks[first:]):
        return []
    speakers = _speakers(proposal, blocks[:first], room)
    if speakers is None:
        return []
    last = _last_block(proposal, blocks, first)
    opening = blocks[first].label or blocks[first].span
    span = Span(opening.start, blocks[last].span.end)
    attribution = Attribution("the document is one speech", speakers)
    if not speakers:
        attribution.reason = "The title does not say who speaks."
    sureness = Sureness.SURE if speakers and speakers[0].key else Sureness.DOUBTFUL
    return [Draft(attribution, [span], first, sureness, verbatim=True)]


def is_title_of_speech(words: str) -> bool:
    """Whether a line is called a speech: “Opening remarks by …”."""
    said = folded(words)
    return any(re.search(rf"\b{word}s?\b", said) for word in meanings("words_of_speeches"))


def _first_block(proposal: Proposal, blocks: list[Block]) -> int | None:
    """The first block behind the title that somebody says: a salutation or a sentence."""
    for place, block in enumerate(blocks[:_TITLE_BLOCKS]):
        words = proposal.source.words(block.span)
        if block.kind == Kind.HEADING or not words:
            continue
        if words.endswith(",") and len(words) < 200 and not re.search(r"\d{4}", words):
            return place
        if words.endswith(":") and is_title_of_speech(words):
            continue
        if (
            words[-1] in '.!?”"'
            and len(words.split()) > 3
            and not words.casefold().startswith(phrases("ends_of_speeches"))
        ):
            return place
        if len(words.split()) > 60:
            return place
    return None


def _is_first_person(proposal: Proposal, blocks: list[Block]) -> bool:
    words = " ".join(proposal.source.words(block.span) for block in blocks)
    words = re.sub(r"“[^”]{0,600}”|\"[^\"]{0,600}\"", " ", words)
    count = len(_WORD.findall(words))
    mine, ours = len(_FIRST_PERSON.findall(words)), len(_WE.findall(words))
    return mine >= 2 and (mine + ours) * 100 >= _RATE * count and mine * 400 >= count


def _last_block(proposal: Proposal, blocks: list[Block], first: int) -> int:
    """The last block of the speech: “Thank you.”, or what stands before a contact or a note."""
    last = len(blocks) - 1
    for place in range(last, max(first, last - 8), -1):
        if _THANKS.fullmatch(proposal.source.words(blocks[place].span).rstrip(".! ")):
            return place
    while last > first:
        words = folded(proposal.source.words(blocks[last].span))
        if not words.startswith(phrases("ends_of_speeches")) and blocks[last].kind != Kind.HEADING:
            break
        last -= 1
    return last


def _speakers(proposal: Proposal, titles: list[Block], room: Room) -> list[Speaker] | None:
    """Who speaks, by the title; None where no title calls it a speech."""
    called = False
    lines = [tokens_of(proposal.source, block.span) for block in titles]
    for place, tokens in enumerate(lines):
        if not is_title_of_speech(proposal.source.words(titles[place].span)):
            continue
        called = True
        if found := speaker_of_title(tokens, room):
            _take_office_below(found[0], proposal, titles[place + 1 : place + 3])
            return found
    if not called:
        return None
    for tokens in lines:
        if re.match(r"d?[wW]{0,2}(?:P|O)", tokens.code):
            subject = agent_at(tokens, 0, room)
            if subject and subject.speakers and subject.speakers[0].key:
                return subject.speakers
    return []


def _take_office_below(speaker: Speaker, proposal: Proposal, below: list[Block]) -> None:
    """The office and the state of a speaker whose name stands on a line of its own above them."""
    if speaker.key:
        return
    for block in below:
        for person in proposal.source.people.within(block.span):
            if person.key and person.office:
                speaker.key, speaker.title = person.key, person.title[:250]
                speaker.unknown = False
                return


def speaker_of_title(tokens: Tokens, room: Room) -> list[Speaker]:
    """The one of whom a title says that it is their speech."""
    for match in re.finditer(r"[yo]", tokens.code):
        word = tokens.tokens[match.start()].folded
        if word not in ("by", "of", "from"):
            continue
        subject = agent_at(tokens, match.end(), room)
        if subject and subject.speakers and not subject.anaphor:
            return subject.speakers[:1]
    owner = re.match(
        r"(?:[WN,#.w-]*?-)?(?P<who>d?[NJwW]{0,3}[NPO][wWo&dNO]{0,10}?)(?:s|:)", tokens.code
    )
    if owner:
        subject = subject_of(tokens, owner.start("who"), owner.end("who"), room)
        if subject and subject.speakers:
            return subject.speakers[:1]
    return []
