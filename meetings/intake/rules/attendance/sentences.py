"""Sentences that tell who was present: “attended at ambassadorial level by A, B and C”."""

import re

from ...parts import Span, Sureness
from ...words import folded, meanings
from ..meeting.opening import MEETING, OTHER, words_pattern
from .gathering import Gathering, Presence
from .items import Listed, list_before, list_behind
from .zones import Told, sentences_told

_BY = words_pattern("attended_by")
_ATTENDED_AT = re.compile(r"\battended\b[^.;,]{1,70}?\bby\b", re.IGNORECASE)
_THEY = words_pattern("they_attended")
_ABSENT = words_pattern("absent")
_LEVELS = words_pattern("levels_of_meetings")
_INCLUDED = re.compile(r"\s(?:included|comprised)\b")
_AS_OBSERVERS = re.compile(r"\bas\s(?:an\s)?observers?\b", re.IGNORECASE)
_VIDEO_MESSAGE = re.compile(
    r"\bvideo\s(?:message|remarks|statement|address)s?\b|\brecorded\smessage\b", re.IGNORECASE
)
_VIDEO = re.compile(
    r"\b(?:via|by|in|through)\s(?:a\s)?(?:pre-?recorded\s)?video(?:[\s-](?:message|link|conference))?"
    r"|\bvideo messages?\b|\bvirtually\b|\bonline\b|\bremotely\b",
    re.IGNORECASE,
)


def read_sentences(gathering: Gathering) -> int:
    """Add whom sentences tell to be present; returns how many were added by them."""
    before = len(gathering.proposal.delegations)
    for told in sentences_told(gathering.source):
        words = gathering.source.words(told.span)
        if absent := _ABSENT.search(words):
            if absent.start() < 60:
                continue
            told = Told(
                Span(told.span.start, told.span.start + absent.start()), told.near, told.block
            )
        _read(gathering, told)
    return len(gathering.proposal.delegations) - before


def _read(gathering: Gathering, told: Told) -> None:
    source = gathering.source
    for match in _BY.finditer(source.text, told.span.start, told.span.end):
        _read_by(gathering, told, match)
    for match in _ATTENDED_AT.finditer(source.text, told.span.start, told.span.end):
        here = told.near or _on_meeting(gathering, told)
        if here and not _is_elsewhere(gathering, told, match.start()):
            listed = list_behind(source, match.end(), told.span.end)
            _add(gathering, told, listed, "participant", Span(told.span.start, match.end()))
    for match in _THEY.finditer(source.text, told.span.start, told.span.end):
        _read_they(gathering, told, match)


def _read_by(gathering: Gathering, told: Told, match: re.Match[str]) -> None:
    """“The meeting was attended by A and B”: the list behind the words."""
    source = gathering.source
    said = meanings("attended_by")[folded(match[0])]
    strong = said != "weak"
    if not told.near and not (strong and _on_meeting(gathering, told)):
        return
    if _is_elsewhere(gathering, told, match.start()):
        return
    role = said if said not in ("", "weak") else "participant"
    if folded(match[0]) in ("as did", "as were"):
        role = _role_before(gathering, told, match.start())
    listed = list_behind(source, match.end(), told.span.end)
    if listed and _INCLUDED.match(source.text, listed[0].item.span.end):
        # “Delegates from Australia included …” tells of whom follows.
        return
    if not strong:
        listed = _with_person_words(gathering, told, match, listed)
    _add(
        gathering,
        told,
        listed,
        role,
        Span(_phrase_start(gathering, told, match.start()), match.end()),
    )


def _read_they(gathering: Gathering, told: Told, match: re.Match[str]) -> None:
    """“A and B attended as observers”: the list before the words."""
    source = gathering.source
    said = meanings("they_attended")[folded(match[0])]
    after = source.text[match.end() : min(told.span.end, match.end() + 90)]
    ends = bool(re.match(r"\s*(?:[.;]|$)", after))
    if not (told.near or ends or _on_meeting(gathering, told)):
        return
    if _is_elsewhere(gathering, told, match.end()):
        return
    if not _is_of_meeting(after, near=told.near):
        return
    role = said or ("observer" if _AS_OBSERVERS.search(after[:60]) else "participant")
    listed = list_before(source, told.span.start, match.start())
    if not told.near and (not listed or listed[0].item.span.start - told.span.start > 40):
        # “He recalled the year in which Kenya and Chile participated” is about another meeting.
        return
    _add(gathering, told, listed, role, Span(match.start(), match.end()))


def _role_before(gathering: Gathering, told: Told, position: int) -> str:
    """The role that the sentence says before: “attended as observers, as did …”."""
    before = gathering.source.text[told.span.start : position]
    return "observer" if _AS_OBSERVERS.search(before) else "participant"


def _with_person_words(
    gathering: Gathering, told: Told, match: re.Match[str], listed: list[Listed]
) -> list[Listed]:
    """The list behind weak words, with the level that these say themselves."""
    start = max(told.span.start, match.start() - 25)
    again = list_behind(gathering.source, start, told.span.end)
    return again if len(again) == len(listed) else listed


def _is_of_meeting(after: str, *, near: bool) -> bool:
    """Whether what was attended is this meeting: nothing, or a word for a meeting, follows."""
    plain = after.lstrip()
    return bool(
        not plain
        or plain[0] in ".,;:)"
        or MEETING.search(after)
        or (
            re.match(r"(?:in|at|by|as|the|also|from|only|for|virtually|online|and)\b", plain)
            and near
        )
    )


def _on_meeting(gathering: Gathering, told: Told) -> bool:
    """Whether a sentence far down tells of the meeting itself."""
    words = gathering.source.words(told.span)
    return bool(re.search(r"\b(?:the|this)\s(?:\w+\s){0,3}", words, re.IGNORECASE)) and bool(
        MEETING.search(words)
    )


def _is_elsewhere(gathering: Gathering, told: Told, position: int) -> bool:
    """Whether words before tell of another meeting."""
    before = gathering.source.text[max(told.span.start, position - 120) : position]
    return bool(OTHER.search(re.split(r"[;]", before)[-1]))


def _phrase_start(gathering: Gathering, told: Told, position: int) -> int:
    """Where the words that say so begin: the sentence, or the clause where that is long."""
    if position - told.span.start <= 90:
        return told.span.start
    before = gathering.source.text[told.span.start : position]
    cut = max(before.rfind(", "), before.rfind("; "), before.rfind(" and "))
    return told.span.start + cut + 2 if cut >= 0 and len(before) - cut < 90 else position


def _add(gathering: Gathering, told: Told, listed: list[Listed], role: str, phrase: Span) -> None:
    if not listed:
        return
    words = gathering.source.words(told.span)
    level = _level(words)
    presence = "video message" if _VIDEO_MESSAGE.search(words) else ""
    if not presence and _VIDEO.search(words) and len(listed) <= 3:
        presence = "virtual" if re.search(r"\b(?:joined|connected)\b", words) else ""
    for entry in listed:
        state = gathering.source.register.is_state(entry.item.key)
        gathering.add(
            entry.item,
            Presence(
                "sentence on who attended",
                role,
                _level_of(entry, level) if state else "",
                presence,
                phrase,
                Sureness.SURE if told.near else Sureness.LIKELY,
            ),
        )


def _level_of(entry: Listed, level: str) -> str:
    """A person's own level before that of the words around."""
    return entry.item.level or entry.level or level


def _level(words: str) -> str:
    match = _LEVELS.search(words)
    return meanings("levels_of_meetings")[folded(match[0])] if match else ""
