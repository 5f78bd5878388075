"""Attributions without a verb of saying: a name before a colon, a view, “according to”."""

import re

from ...words import meanings
from .room import Room
from .saying import Attribution
from .subjects import subject_of
from .tokens import Tokens, is_saying


def labelled(tokens: Tokens, room: Room) -> Attribution | None:
    """“Canada: 85 million dollars over three years”."""
    match = re.match(r"d?[NPJOWw&,o(CdJ]{1,12}:", tokens.code)
    if match is None:
        return None
    subject = subject_of(tokens, 0, match.end() - 1, room)
    if subject is None or not subject.speakers or subject.anaphor:
        return None
    if any(
        speaker.unknown and not _is_called_body(speaker.printed) for speaker in subject.speakers
    ):
        return None
    return Attribution("name before a colon", subject.speakers, subject.collective)


_VIEW = re.compile(
    r"^(?:according to|in the (?:view|opinion|words|judgment|judgement|eyes) of"
    r"|from the (?:point of view|standpoint|viewpoint|perspective|vantage point) of"
    r"|for|from|in|to)$"
)


def _is_called_body(printed: str) -> bool:
    """Whether a name says that it is a body's: “Baobab Foundation”."""
    return bool(set(printed.casefold().split()) & meanings("heads_of_bodies").keys())


def somebodys_view(tokens: Tokens, room: Room) -> Attribution | None:
    """“According to Chile, …”: before any verb behind it."""
    return nominal(tokens, room, alone=False)


def nominal(tokens: Tokens, room: Room, *, alone: bool = True) -> Attribution | None:
    """“According to Chile, …”, “In Australia's view …”, “For IFRC, …”, “Kenya's view was that”."""
    code = tokens.code
    match = re.match(
        r"(?P<lead>[wg]?o(?:d[wW]o(?:wo)?)?)(?P<who>d?[NJPOCWwo&sdh(]{1,16}?)(?P<end>,|s[wa]*w|(?=A))",
        code,
    )
    if match is None:
        return _owned(tokens, room)
    lead = tokens.folded(0, match.end("lead"))
    if not _VIEW.match(lead):
        return None
    if lead == "in" and not (
        match["end"].startswith("s")
        and tokens.tokens[match.end() - 1].folded in meanings("words_of_views")
    ):
        return None
    if lead in ("for", "from", "to") and match["end"] != ",":
        return None
    if lead in ("for", "from", "to") and not alone:
        return None
    return _viewed(tokens, match.start("who"), match.end("who"), room)


def _owned(tokens: Tokens, room: Room) -> Attribution | None:
    """“Kenya's view was that”, “it was the view of Indonesia that”."""
    views = meanings("words_of_views")
    possessive = re.match(
        r"(?P<who>d?(?:[NPO]|JO))s[wWa]{0,2}(?P<view>[wv])[aA]*[VAevw]", tokens.code
    )
    if possessive and tokens.tokens[possessive.start("view")].folded in views:
        return _viewed(tokens, possessive.start("who"), possessive.end("who"), room)
    other = re.match(r"(?:HA)?dw?(?P<view>[wgv])o(?P<who>d?[NPC])(?:A?a*t|V|,)", tokens.code)
    if other and tokens.tokens[other.start("view")].folded in views:
        return _viewed(tokens, other.start("who"), other.end("who"), room)
    return None


def _viewed(tokens: Tokens, start: int, end: int, room: Room) -> Attribution | None:
    subject = subject_of(tokens, start, end, room)
    if subject is None or not (subject.speakers or subject.collective or subject.anaphor):
        return None
    return Attribution("somebody's view", subject.speakers, subject.collective, subject.anaphor)


def closing_with(tokens: Tokens, room: Room) -> Attribution | None:
    """“The meeting concluded with the Focal Point of Qatar announcing that …”."""
    for match in re.finditer(r"o(?P<who>d?[NPOCJWwo&d(]{1,14}?)(?P<participle>g)", tokens.code):
        if tokens.tokens[match.start()].folded != "with" or "C" not in tokens.code[: match.start()]:
            continue
        if not is_saying(tokens.tokens[match.start("participle")].folded):
            continue
        subject = subject_of(tokens, match.start("who"), match.end("who"), room)
        if subject and subject.speakers and re.match(r"dC[VD]", tokens.code):
            return Attribution("with somebody saying", subject.speakers)
    return None


def made_by(tokens: Tokens, room: Room) -> Attribution | None:
    """“Key points made by participants:”, before a list."""
    match = re.search(r"[eV]y(?P<who>[dNPOJCWw&,#]{1,16}):$", tokens.code)
    if match is None:
        return None
    subject = subject_of(tokens, match.start("who"), match.end("who"), room)
    if subject is None or not (subject.speakers or subject.collective):
        return None
    return Attribution("points made by somebody", subject.speakers, subject.collective)
