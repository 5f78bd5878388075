"""Sentences that tell who was present: “attended at ambassadorial level by A, B and C”."""

import re
from dataclasses import replace

from ...parts import Span, Sureness
from ...words import folded, meanings
from ..meeting.opening import MEETING, MET, OTHER, words_pattern
from .gathering import Gathering, Presence
from .items import Listed, list_before, list_behind, unknown_between
from .zones import Told, sentences_told

_BY = words_pattern("attended_by")
_ATTENDED_AT = re.compile(r"\battended\b[^.;,]{1,70}?\bby\b", re.IGNORECASE)
_THEY = words_pattern("they_attended")
_ABSENT = words_pattern("absent")
_LEVELS = words_pattern("levels_of_meetings")
#: “the Council of Ministers of the Community” is one body
_COUNCIL = re.compile(
    r"\b(?:council|committee|conference|meetings?|session|forum|group|summit)\sof\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_ATTENDING = re.compile(
    r"\b(?:attended|participated|took\spart|present|represented)\b", re.IGNORECASE
)
_PEOPLE = re.compile(r"\b(?:delegates|participants|attendees|guests|speakers)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\bwill\s(?:meet|gather|attend|take\spart|convene|participate|hold|host|join|be\s)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"(?:in|at|by|as|the|also|from|only|for|virtually|online|and|on|today|yesterday|to|under|"
    r"together|alongside)\b"
)
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
            end = told.span.start + absent.start()
            told = replace(told, span=Span(told.span.start, end))
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
    if told.near:
        _read_bilateral(gathering, told)


_MET_WITH = re.compile(
    r"\b(?:met(?:\swith)?|received|held\s(?:\w+\s)?(?:talks|consultations|discussions)\swith)\b",
    re.IGNORECASE,
)


def _read_bilateral(gathering: Gathering, told: Told) -> None:
    """“The Minister received the Foreign Minister of Somalia”: office holders on both sides."""
    source = gathering.source
    for match in _MET_WITH.finditer(source.text, told.span.start, told.span.end):
        before = list_before(source, told.span.start, match.start())
        behind = list_behind(source, match.end(), told.span.end)
        sides = [before[-1:], behind[:1]]
        if not all(side and side[0].item.person for side in sides):
            continue
        if _is_elsewhere(gathering, told, match.end()):
            continue
        if behind[0].item.span.start - match.end() < 12:
            _add(gathering, told, [*before, *behind], "participant", Span(*match.span()))


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
    if not strong and not _means_presence(gathering, told, match):
        return
    listed = list_behind(source, match.end(), told.span.end)
    if folded(match[0]).startswith("counterpart"):
        listed = _of_counterparts(gathering, told, match.start(), listed)
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
    where = told.near and folded(match[0]).endswith((" in", " at"))
    if not (where or _is_of_meeting(after, near=told.near)):
        return
    role = said or ("observer" if _AS_OBSERVERS.search(after[:60]) else "participant")
    listed = list_before(source, told.span.start, match.start())
    if not told.near and (not listed or listed[0].item.span.start - told.span.start > 40):
        # “He recalled the year in which Kenya and Chile participated” is about another meeting.
        return
    _add(gathering, told, listed, role, Span(match.start(), match.end()))


def _means_presence(gathering: Gathering, told: Told, match: re.Match[str]) -> bool:
    """Whether weak words, as “representatives of”, tell here who was present at this meeting."""
    text = gathering.source.text
    before = text[max(told.span.start, match.start() - 60) : match.start()]
    if _COUNCIL.search(before) or _TO_COME.search(text, match.end(), told.span.end):
        return False
    if folded(match[0]) == "alongside":
        return bool(_ATTENDING.search(before))
    return _is_of_attendance(gathering, told)


def _is_of_attendance(gathering: Gathering, told: Told) -> bool:
    """Whether a sentence with weak words tells of a gathering, or stands under its heading."""
    words = gathering.source.words(told.span)
    told_of = MET.search(words) or MEETING.search(words) or _ATTENDING.search(words)
    return bool(told_of or _PEOPLE.search(words) or told.under_heading)


def _of_counterparts(
    gathering: Gathering, told: Told, position: int, listed: list[Listed]
) -> list[Listed]:
    """Counterparts are of the level of whom the sentence names before them."""
    people = gathering.source.people.within(Span(max(0, told.span.start - 400), position))
    level = next((person.level for person in reversed(people) if person.level), "")
    return [Listed(entry.item, level) for entry in listed]


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
    if not plain or plain[0] in ".,;:)" or MEETING.search(after) or _LEVELS.match(plain):
        return True
    return near and bool(_FOLLOWS.match(plain))


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
    for span in unknown_between(gathering.source, listed, told.span.end):
        gathering.tell(span)


def _level_of(entry: Listed, level: str) -> str:
    """A person's own level before that of the words around."""
    return entry.item.level or entry.level or level


def _level(words: str) -> str:
    match = _LEVELS.search(words)
    return meanings("levels_of_meetings")[folded(match[0])] if match else ""
