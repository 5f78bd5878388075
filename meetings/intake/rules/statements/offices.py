"""Offices as subjects: “the Minister of Seychelles”, “the representative”, “its delegation”."""

import re

from ...words import meanings
from .bodies import unknown_of
from .room import Room
from .speakers import Subject, speaker_at
from .tokens import Tokens

#: without the name of a state these are of the one that spoke before
_PARTS_OF_STATES = frozenset(("ministry", "department", "government", "mission"))


def by_office(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """An office: “the Minister of Seychelles”, “the representative”, “its delegation”."""
    code = tokens.code[start:end]
    match = re.match(r"(?P<whose>[dh]?)(?:[wWJ#ag&]|s){0,4}(?P<office>[OC])", code)
    if match is None:
        return None
    place = start + match.start("office")
    words = tokens.folded(start, end)
    key = _of_participant(tokens, place + 1, end)
    if key:
        return Subject([speaker_at(tokens, start, end, key)])
    if keys := _named_shortly(tokens, place, end, room):
        return Subject([speaker_at(tokens, start, end, key) for key in keys], by_role=True)
    unknown = unknown_of(tokens, place + 1, end)
    if unknown:
        speaker = speaker_at(tokens, start, end, "")
        speaker.printed = tokens.words(*unknown)
        speaker.unknown, speaker.span = True, tokens.range(*unknown)
        if found := room.known_as(speaker.printed):
            speaker.key, speaker.unknown = found, False
        return Subject([speaker])
    if code[0] not in "dhO" or tokens.code[place] == "C":
        return None
    if code[0] == "h":
        return Subject(anaphor=words)
    office = tokens.tokens[place].folded
    if office in _PARTS_OF_STATES:
        return Subject(anaphor=f"the {office}")
    if re.search(r"[oy]d?[WNJ]", tokens.code[place + 1 : end]):
        return Subject([speaker_at(tokens, start, end, "")])
    return _present(tokens, start, end, place, room)


def _meetings() -> set[str]:
    """What a meeting is called: “the host of the Ministerial”."""
    return meanings("no_bodies").keys() | meanings("collectives").keys()


def _named_shortly(tokens: Tokens, place: int, end: int, room: Room) -> list[str]:
    """Who holds “the host of the Ministerial”, and whom “of the Organization” means."""
    behind = tokens.code[place + 1 : end]
    if re.fullmatch(r"od?[WC]{1,3}", behind) and tokens.tokens[end - 1].folded in _meetings():
        return room.holders(tokens.tokens[place].folded)
    short = re.search(r"[oy]d(?P<body>W)[(a,]*$", behind)
    if short is None:
        return []
    body = place + 1 + short.start("body")
    known = room.known_as(tokens.words(body, body + 1))
    return [known] if known else []


def _present(tokens: Tokens, start: int, end: int, place: int, room: Room) -> Subject | None:
    """The holder of an office of the meeting (“the Chair”), or whoever had it before."""
    office = tokens.tokens[place].folded
    keys = room.holders(office)
    if keys:
        speakers = [speaker_at(tokens, start, end, key) for key in keys]
        return Subject(speakers, by_role=True)
    if office in room.presiding:
        speaker = speaker_at(tokens, start, end, "")
        return Subject([speaker])
    return Subject(anaphor=f"the {office}")


def _of_participant(tokens: Tokens, place: int, end: int) -> str:
    """The participant whose office it is: the first name behind “of”, “for” or “from”."""
    for here in range(place, end):
        kind = tokens.code[here]
        if kind in "NJ" and here > place - 1:
            mention = tokens.tokens[here].mention
            if mention and mention.key:
                return mention.key
        if kind in "VAD;:Q":
            return ""
    return ""
