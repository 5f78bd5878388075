"""Passive and impersonal attributions, with and without somebody who speaks."""

import re

from ...words import meanings, phrases
from .asides import agent_at
from .clauses import is_weak
from .room import Room
from .saying import Attribution
from .tokens import Tokens

_BY = re.compile(r"[^;:.VAe]{0,12}?y")
_GIVEN = frozenset(
    ["made", "given", "delivered", "put", "voiced", "echoed", "shared", "sounded", "borne"]
)
#: passive with “by”, these tell what was done to somebody
_ASKED = frozenset(
    ["invited", "asked", "told", "called", "briefed", "introduced", "presented", "held", "accepted"]
)


def by_agent(tokens: Tokens, room: Room) -> Attribution | None:
    """“It was noted by Chile that”, “similar observations were made by Lebanon”."""
    relative = re.search(r"r|(?<=[^oy,])t", tokens.code)
    for match in re.finditer(r"A[aA]*(?P<verb>[VeD])", tokens.code):
        if relative and relative.start() < match.start():
            break
        verb = match.start("verb")
        word = tokens.tokens[verb].folded
        by = _BY.match(tokens.code, verb + 1)
        if by is None:
            continue
        helpers = {token.folded for token in tokens.tokens[match.start() : verb]}
        if not helpers & {"was", "were", "is", "are", "been"}:
            continue
        subject = agent_at(tokens, by.end(), room)
        if subject is None:
            continue
        spoken = tokens.code[verb] == "V" and word not in _ASKED and not is_weak(tokens, verb)
        saying = (spoken or word in _GIVEN or _view_taken(tokens, verb)) and not _tells_nothing(
            tokens, by.end(), verb
        )
        found = Attribution(
            "passive with its agent", subject.speakers, subject.collective, subject.anaphor
        )
        end = by.end() + 14
        found.saying = bool(saying) or bool(re.search(r",ra*V", tokens.code[by.end() : end + 20]))
        if "had" in helpers:
            continue
        return found
    return None


def as_noted_by(tokens: Tokens, room: Room) -> Attribution | None:
    """“…, as noted by Spain”."""
    for match in re.finditer(r"o(?P<verb>V)y", tokens.code):
        if tokens.tokens[match.start()].folded == "as":
            subject = agent_at(tokens, match.end(), room)
            if subject and (subject.speakers or subject.collective) and not subject.anaphor:
                return Attribution("“as noted by”", subject.speakers, subject.collective)
    return None


def _view_taken(tokens: Tokens, verb: int) -> bool:
    """“A different view was taken by”, “a plea was entered by”."""
    nouns = {"plea", "objection", "reservation", "caveat"} | meanings("words_of_views").keys()
    before = {token.folded for token in tokens.tokens[:verb]}
    return tokens.tokens[verb].folded in ("taken", "entered", "held") and bool(nouns & before)


_ADDRESSES = frozenset(
    (
        "statement",
        "statements",
        "remarks",
        "presentation",
        "presentations",
        "address",
        "addresses",
        "speech",
        "speeches",
    )
)


def _tells_nothing(tokens: Tokens, end: int, verb: int) -> bool:
    """“Statements were made by the representatives of Cuba and Haiti.” and no more."""
    noun = any(token.folded in _ADDRESSES for token in tokens.tokens[:verb])
    return (
        noun
        and bool(re.fullmatch(r"[dNPOCWwo&,()J]*\.?", tokens.code[end:]))
        and "similar" not in tokens.folded(0, verb)
    )


def passive(tokens: Tokens, room: Room) -> Attribution | None:
    """“It was pointed out that”, “concern was expressed”: nobody in particular."""
    sayings = meanings("passive_sayings")
    for match in re.finditer(r"A[aA]*(?:V|e)", tokens.code):
        verb = match.end() - 1
        helpers = {token.folded for token in tokens.tokens[match.start() : verb]}
        if tokens.tokens[verb].folded not in sayings or not helpers & {
            "was",
            "were",
            "is",
            "are",
            "been",
        }:
            continue
        if helpers & {"had", "to", "be", "should", "would", "must", "could", "may"}:
            return None
        before = tokens.code[: match.start()]
        if before.startswith("h"):
            return None
        if re.search(r"[;rVQeAD]", before[1:]) or before.count(",") > 3:
            return None
        return Attribution(
            "passive without an agent",
            reason=f"Passive: “{tokens.words(match.start(), verb + 1)}”.",
        )
    return None


def impersonal(tokens: Tokens, room: Room) -> Attribution | None:
    words = tokens.folded(0, len(tokens.tokens))
    for phrase in phrases("impersonal_sayings"):
        if f" {phrase} " in f" {words} ":
            return Attribution("impersonal", reason="Impersonal: nobody is named who said it.")
    return None
