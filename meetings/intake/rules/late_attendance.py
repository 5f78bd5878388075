"""Proposes those who spoke and are listed nowhere as delegations, and the level of who spoke.

A group that somebody spoke for is not present by it.
"""

import re
from typing import Any

from ..parts import Part, Span
from ..proposal import Proposal
from .attendance.gathering import Gathering, Presence, joined_roles
from .attendance.items import Item, items_in

_INVITED = re.compile(
    r"\b(?:keynote|invited\sspeaker|guest\sspeaker|guest\sof\shono(?:u)?r|panel(?:l)?ists?|"
    r"briefed\sby|briefing\s(?:by|from)|special\sguest)\b",
    re.IGNORECASE,
)
_VIDEO_MESSAGE = re.compile(
    r"\b(?:video|recorded|pre-recorded)[\s-]*(?:message|remarks|statement|address|greeting)s?\b|"
    r"\b(?:via|by)\s(?:a\s)?(?:pre-recorded\s)?video\b",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\bpre-?recorded\b", re.IGNORECASE)
_REMOTE = re.compile(
    r"\b(?:connected|connecting|joined|joining|speaking|participating)\s(?:\w+\s)?"
    r"(?:from|online|virtually|remotely|by\svideo|via)\b",
    re.IGNORECASE,
)


def propose_late_attendance(proposal: Proposal) -> None:
    """Propose a delegation for each speaker who is in none, and levels that their titles say."""
    gathering = Gathering(proposal)
    alone = _is_one_speech(proposal)
    for statement in sorted(proposal.statements, key=lambda part: part.start):
        for speaker in statement.values.get("speakers") or ():
            key = speaker.get("participant")
            if key and proposal.source.register.knows(key):
                _take(gathering, statement, speaker, alone=alone)


def _is_one_speech(proposal: Proposal) -> bool:
    return len(proposal.statements) == 1 and proposal.statements[0].values["form"] == "verbatim"


def _take(gathering: Gathering, statement: Part, speaker: dict[str, Any], *, alone: bool) -> None:
    """Add the speaker of a statement, or what it says of one who is known to be present."""
    span = _with_label(gathering, statement)
    key = str(speaker["participant"])
    item = _said_by(gathering, span, speaker)
    known = gathering.proposal.delegation(key)
    if item is None and known is not None:
        return
    words = gathering.source.words(statement.spans[0])[:400]
    role = "speaker" if alone or _is_invited(gathering, statement, item) else "participant"
    item = item or _unprinted(gathering, statement, speaker)
    presence = Presence(
        "who spoke and is in no list",
        role,
        item.level,
        _presence(words),
        sureness=statement.sureness,
    )
    if known is None:
        gathering.add(item, presence)
        return
    _learn(known, item, presence, role)
    if item.person is not None:
        gathering.add_delegate(known, item.person, presence)


def _said_by(gathering: Gathering, span: Span, speaker: dict[str, Any]) -> Item | None:
    """The words that name the speaker: those printed with the statement, a person's first."""
    source = gathering.source
    items = [item for item in items_in(source, span) if item.key == speaker["participant"]]
    if not items:
        return None
    printed = f"{speaker.get('printed') or ''} {speaker.get('title') or ''}"
    meant = [
        item
        for item in items
        if source.words(item.span) in printed
        or printed.strip() in source.words(item.span)
        or (item.person is not None and item.person.title and item.person.title in printed)
    ]
    first = meant[0] if meant else items[0]
    # “Georgia, represented by its Deputy Minister, …”
    beside = [item for item in items if item.level and 0 <= item.span.start - first.span.end < 50]
    return next((item for item in [*meant, *beside] if item.level), first)


def _learn(known: Part, item: Item, presence: Presence, role: str) -> None:
    """The level, and the role of an invited speaker, of a delegation that is known."""
    if known.values["level"] == "not stated" and item.level:
        known.values["level"] = item.level
        known.spans.append(item.span)
    if role == "speaker" and known.values["roles"] == ["participant"]:
        known.values["roles"] = joined_roles([role])
    if (
        known.values["presence"] == "not stated"
        and presence.presence
        and known.rule == presence.rule
    ):
        known.values["presence"] = presence.presence


def _with_label(gathering: Gathering, statement: Part) -> Span:
    """The words of a statement, and the name before them that a turn begins with."""
    first, last = statement.spans[0], statement.spans[-1]
    start = gathering.source.text.rfind("\n", 0, first.start) + 1
    if first.start - start > 200:
        start = first.start
    return Span(start, max(first.end, last.end))


def _unprinted(gathering: Gathering, statement: Part, speaker: dict[str, Any]) -> Item:
    """A speaker whose name stands further up: “He”, or the title of a speech."""
    key = str(speaker["participant"])
    for person in gathering.source.people.mentions:
        if person.key == key and (person.name or person.named):
            return Item(person.span, key, person.title or person.name, person.level, person)
    for mention in gathering.source.mentions:
        if mention.key == key and not mention.adjective:
            return Item(mention.span, key, mention.printed)
    first = statement.spans[0]
    printed = str(speaker.get("printed") or "")
    return Item(Span(first.start, min(first.end, first.start + 80)), key, printed)


def _is_invited(gathering: Gathering, statement: Part, item: Item | None) -> bool:
    """Whether the sentence that names the speaker calls them a keynote or invited speaker."""
    if item is None:
        return False
    start = max(statement.spans[0].start, item.span.start - 90)
    near = gathering.source.text[start : min(item.span.end + 40, statement.spans[-1].end)]
    return bool(_INVITED.search(near))


def _presence(words: str) -> str:
    if _VIDEO_MESSAGE.search(words):
        return "pre-recorded" if _RECORDED.search(words) else "video message"
    return "virtual" if _REMOTE.search(words) else ""
