"""Labels of transcripts: the line or the words before a colon that name who speaks."""

import re
from dataclasses import dataclass, replace

from ...layout import Block, Kind
from ...parts import Span
from ...proposal import Proposal
from ...words import folded, meanings
from .asides import on_behalf_in
from .room import Room
from .speakers import Speaker, Subject
from .speeches import is_title_of_speech, speaker_of_title
from .subjects import subject_of
from .tokens import tokens_of

#: a label of so many characters at most
_LONGEST = 160
_BEFORE_COLON = re.compile(r"(?P<label>[^:.!?\n]{2,90}):[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks, and what is said on the same line; ``sure`` where nothing else looks so."""

    speakers: tuple[Speaker, ...]
    span: Span
    said: Span | None
    sure: bool


def label_of(proposal: Proposal, block: Block, room: Room) -> Label | None:
    """The label of a speaker that a block is or begins with; None where it has none."""
    if block.kind == Kind.TURN and block.label:
        speakers = _speakers(proposal, block.label, room) or _by_words(proposal, block.label)
        return Label(speakers, block.label, block.span, sure=True) if speakers else None
    if block.kind == Kind.HEADING:
        return _of_heading(proposal, block, room)
    match = _BEFORE_COLON.match(proposal.source.text, block.span.start, block.span.end)
    if match is None or block.marker:
        return None
    span = Span(match.start("label"), match.end("label"))
    speakers = _speakers(proposal, span, room)
    if not speakers or not all(speaker.key for speaker in speakers):
        return None
    return Label(speakers, span, Span(match.end(), block.span.end), sure=False)


def _of_heading(proposal: Proposal, block: Block, room: Room) -> Label | None:
    """A line alone that names a speaker: “Ms. Delegate 4 (Chile)”, “Statement by Japan”."""
    words = proposal.source.words(block.span)
    if len(words) > _LONGEST or "\t" in words:
        return None
    speakers = _speakers(proposal, block.span, room)
    if not speakers and is_title_of_speech(words):
        speakers = tuple(speaker_of_title(tokens_of(proposal.source, block.span), room))
    if not speakers or not all(speaker.key for speaker in speakers):
        return None
    return Label(speakers, block.span, None, sure=False)


def _speakers(proposal: Proposal, label: Span, room: Room) -> tuple[Speaker, ...]:
    """Whom a label names; empty where it is no label of a speaker."""
    tokens = tokens_of(proposal.source, label)
    end = next((place for place, kind in enumerate(tokens.code) if kind == ","), len(tokens.code))
    bracket = tokens.code.find("(", 1)
    subject = subject_of(tokens, 0, end, room)
    if subject is None and bracket > 0:
        subject = subject_of(tokens, 0, bracket + 1, room) or subject_of(tokens, 0, bracket, room)
    if subject is None or subject.anaphor or not subject.speakers or _is_title(subject):
        return ()
    behalf = on_behalf_in(tokens, end, len(tokens.code))
    found = tuple(_as_label(proposal, label, speaker, behalf) for speaker in subject.speakers)
    if len(found) == 1 and not found[0].key:
        _affiliate(found[0], room, [token.mention for token in tokens.tokens[end : end + 4]])
    return found


def _affiliate(speaker: Speaker, room: Room, mentions: list[object]) -> None:
    """“Dr. Delegate 2, World Bank:” speaks for the Bank, here and under the name alone."""
    name = speaker.person.casefold()
    for mention in mentions:
        if key := getattr(mention, "key", ""):
            speaker.key = key
            room.names.setdefault(name, key)
            return
    speaker.key = room.names.get(name, "") if name else ""


def _is_title(subject: Subject) -> bool:
    """Whether a label in capitals is that of no person: “GENERAL STATEMENTS:”."""
    return any(speaker.unknown and not speaker.office for speaker in subject.speakers)


def _as_label(
    proposal: Proposal, label: Span, speaker: Speaker, behalf: tuple[str, ...]
) -> Speaker:
    printed = speaker.printed if speaker.unknown else proposal.source.words(label)
    return replace(speaker, printed=printed, on_behalf_of=behalf)


def _by_words(proposal: Proposal, label: Span) -> tuple[Speaker, ...]:
    """An honorific or office of whom nothing more is known: the speaker as printed."""
    printed = proposal.source.words(label)
    words = folded(printed).removeprefix("the ").split()
    known = meanings("labels_of_turns")
    if not words or (words[0].strip(".") not in known and " ".join(words) not in known):
        return ()
    if any(character.isdigit() for character in printed) and "delegate" not in words:
        return ()
    return (Speaker("", label, printed, office=" ".join(words)),)
