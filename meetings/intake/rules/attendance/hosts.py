"""Hosts, organisers and chairs: “was co-chaired by A and B”, “under the chairmanship of C”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...parts import Span, Sureness
from ...words import folded, meanings
from ..meeting.opening import MEETING, OTHER, words_pattern
from .gathering import Gathering, Presence
from .items import Listed, items_in, list_before, list_behind
from .zones import Told, sentences_told

_ACT = words_pattern("acts_of_hosts")
_OFFICE = words_pattern("offices_of_meetings")
_CHAIRMANSHIP = re.compile(
    r"\b(?:under|with)\sthe\s(?:(?P<joint>joint|co-?)[\s-]?)?(?:able\s)?"
    r"(?:chair(?:man|person)?ship|leadership|presidency|chair)\sof\b|\bpresided\sover\sby\b"
    r"|\bwith\b(?=[^;\n]{3,120}\bin\sthe\schair\b)",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"\bat\sthe\s(?:\w+\s){0,2}invitation\sof\s(?:the\sGovernments?\sof\s)?", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:in\s(?:close\s)?(?:association|cooperation|co-operation|partnership|collaboration|conjunction)"
    r"\swith|jointly\swith)\b",
    re.IGNORECASE,
)
_ASSISTED = re.compile(r"\bwith\s(?:the\s)?(?:assistance|support)\s(?:from|of)\b", re.IGNORECASE)
_ACTED = re.compile(
    r"\b(?:acted|served|serving|acting|elected|presiding)\s(?:as\s)?(?:the\s|its\s)?(?P<office>[\w-]+)",
    re.IGNORECASE,
)
_ELECTED = re.compile(
    r"\belected\s(?P<whom>[^;\n]{3,160}?)\s(?:as\s)?(?:its\s|the\s)?"
    r"(?P<office>(?:co-)?chair(?:man|person|woman)?s?|president)\b",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"\bthank(?:s|ed|ing)?\b(?:\s(?:to|you))?(?P<whom>[^;\n]{3,160}?)\sfor\s(?:\w+\s){0,3}?"
    r"(?P<act>(?:co-?)?(?:hosting|organi[sz]ing|convening|chairing))\b(?P<what>[^.;]{0,60})",
    re.IGNORECASE,
)
_ING = {"hosting": "hosted", "organizing": "organised", "organising": "organised"}
_ING |= {"convening": "convened", "chairing": "chaired"}
_RELATIVE = re.compile(r",\swho\s(?:also\s)?$", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:group|committee|panel|proceedings)\b", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"\b(?:will|would|offer\w*|to\shost|previous\w*|next|last|exhibition|reception|"
    r"had|having|fifth\s|decided|announced|agreed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Act:
    """Words that tell of hosts, and their roles: of one alone, of one of several."""

    phrase: Span
    alone: str
    several: str


def read_hosts(gathering: Gathering) -> None:
    """Add hosts, organisers and chairs."""
    for told in sentences_told(gathering.source):
        _read_acts(gathering, told)
        _read_phrases(gathering, told)
        _read_offices(gathering, told)
        _read_thanks(gathering, told)


def _roles(act: str) -> tuple[str, str]:
    alone, _slash, several = meanings("acts_of_hosts")[folded(act)].partition("/")
    return alone.strip(), several.strip()


def _read_acts(gathering: Gathering, told: Told) -> None:
    text = gathering.source.text
    for match in _ACT.finditer(text, told.span.start, told.span.end):
        before = text[told.span.start : match.start()]
        after = text[match.end() : told.span.end]
        alone, several = _roles(match[0])
        act = _Act(Span(match.start(), match.end()), alone, several)
        if OTHER.search(before[-100:]) or not _is_this(told, before, after):
            continue
        by = re.match(r"(?:\s(?!(?:the|an?|its|this|our)\b)[a-z]+){0,4}\sby\s", after)
        if by:
            listed = list_behind(gathering.source, match.end() + by.end(), told.span.end)
            _add(gathering, told, act, listed)
            continue
        passive = re.search(r"\b(?:was|were|is|are|been|being|be)\s(?:\w+ly\s)?$", before)
        by_later = re.match(r"[^.;]{0,120}?\sby\s(?:the\s)?(?=[A-Z])", after) if passive else None
        if by_later:
            listed = list_behind(gathering.source, match.end() + by_later.end(), told.span.end)
            _add(gathering, told, act, listed)
        elif not passive:
            _add(gathering, told, act, _subject(gathering, told, match.start()))


def _is_this(told: Told, before: str, after: str) -> bool:
    """Whether it is this meeting that somebody hosted: a word for a meeting stands near."""
    near = f"{before[-140:]} {after[:140]}"
    if _NOT_THIS.search(before[-60:]) or _NOT_THIS.search(after[:25]):
        return False
    if OTHER.search(after[:40]):
        return False
    if re.match(r"[,.]", after) and _RELATIVE.search(before):
        # “the Minister, who presided, …”
        return True
    return bool(MEETING.search(near) or _GROUP.search(near)) or (
        told.near and bool(re.match(r"\s(?:by|the|this|its)", after))
    )


def _subject(gathering: Gathering, told: Told, position: int) -> list[Listed]:
    """Those before the verb: “The Governments of A and B co-hosted”, “B, who also chaired”."""
    text = gathering.source.text
    before = text[told.span.start : position]
    end = position
    relative = _RELATIVE.search(before)
    if relative:
        end = told.span.start + relative.start()
        items = items_in(gathering.source, Span(told.span.start, end + 1))
        return [Listed(items[-1])] if items and end - items[-1].span.end < 3 else []
    adverb = re.search(r"\s(?:jointly|also|successfully|then|virtually)\s$", before)
    if adverb:
        end = told.span.start + adverb.start()
    listed = list_before(gathering.source, told.span.start, end)
    return listed if listed and end - listed[-1].item.span.end < 14 else []


def _add(
    gathering: Gathering, told: Told, act: _Act, listed: Sequence[Listed], rule: str = ""
) -> None:
    keys = {entry.item.key for entry in listed}
    role = act.several if len(keys) > 1 else act.alone
    for entry in listed:
        gathering.add(
            entry.item,
            Presence(
                rule or "sentence on hosts and chairs",
                role,
                entry.level,
                phrase=act.phrase,
                sureness=Sureness.SURE if told.near else Sureness.LIKELY,
            ),
        )


def _read_phrases(gathering: Gathering, told: Told) -> None:
    """“under the chairmanship of”, “at the invitation of”, “in association with”."""
    text = gathering.source.text
    patterns = (
        (_CHAIRMANSHIP, "chair", "co-chair"),
        (_INVITED, "host", "co-host"),
        (_TOGETHER, "co-organiser", "co-organiser"),
        (_ASSISTED, "participant", "participant"),
    )
    for pattern, alone, several in patterns:
        for match in pattern.finditer(text, told.span.start, told.span.end):
            before = text[told.span.start : match.start()]
            if OTHER.search(before[-100:]) or not (told.near or pattern is _CHAIRMANSHIP):
                continue
            if pattern in (_TOGETHER, _ASSISTED) and not _is_organised(before):
                continue
            listed = list_behind(gathering.source, match.end(), told.span.end)
            if listed and listed[0].item.span.start - match.end() > 25:
                continue
            if pattern is _INVITED:
                listed = _joined_by_and(text, listed)
            first = alone if not (pattern is _CHAIRMANSHIP and match["joint"]) else several
            _add(gathering, told, _Act(Span(*match.span()), first, several), listed)


def _joined_by_and(text: str, listed: list[Listed]) -> list[Listed]:
    """Those who invite: the first, and who is joined to it by “and”, not who was invited."""
    kept = listed[:1]
    for one, other in pairwise(listed):
        gap = text[one.item.span.end : other.item.span.start]
        if not re.fullmatch(r"(?:,|\s|and|the|of|Governments?)+", gap) or "and" not in gap:
            break
        kept.append(other)
    return kept


def _is_organised(before: str) -> bool:
    return bool(
        _ACT.search(before)
        or re.search(r"\b(?:held|co-?chairs?|convened)\b", before, re.IGNORECASE)
    )


def _read_offices(gathering: Gathering, told: Told) -> None:
    """“acted as Co-Chairs”, “11 Co-chairs – A, B and C”, “the Co-Chairs, A and B”."""
    source = gathering.source
    for match in _ACTED.finditer(source.text, told.span.start, told.span.end):
        role = meanings("offices_of_meetings").get(folded(match["office"]))
        before = source.text[told.span.start : match.start()]
        if (
            role
            and (MEETING.search(source.words(told.span)) or told.near)
            and not OTHER.search(before)
        ):
            listed = list_before(source, told.span.start, match.start())
            _add(gathering, told, _Act(Span(*match.span()), role, role), listed)
    for match in _ELECTED.finditer(source.text, told.span.start, told.span.end):
        role = meanings("offices_of_meetings").get(folded(match["office"]))
        if role:
            listed = list_behind(source, match.start("whom"), match.end("whom"))[:2]
            _add(gathering, told, _Act(Span(*match.span("office")), role, role), listed)
    for match in _OFFICE.finditer(source.text, told.span.start, told.span.end):
        role = meanings("offices_of_meetings")[folded(match[0])]
        behind = re.match(
            r"\s?(?:,|–|—|-|:|\()\s?(?:the\s)?(?=[A-Z])",
            source.text[match.end() : match.end() + 12],
        )
        if not match[0].casefold().endswith("s") or not behind or role in ("speaker", "observer"):
            continue
        start = match.end() + behind.end()
        listed = list_behind(source, start, told.span.end)
        if len(listed) > 1 and listed[0].item.span.start - start < 4:
            _add(gathering, told, _Act(Span(*match.span()), role, role), listed)


def _read_thanks(gathering: Gathering, told: Told) -> None:
    """“I thank A, B and C for organizing this discussion.”"""
    source = gathering.source
    for match in _THANKED.finditer(source.text, told.span.start, told.span.end):
        if OTHER.search(match["what"]) or not re.match(
            r"\s(?:this|the|today|our|us)\b", match["what"]
        ):
            continue
        if OTHER.search(match[0]) or not MEETING.search(match["what"]):
            continue
        act = folded(match["act"])
        plain = _ING.get(act.removeprefix("co-"), "hosted")
        alone, several = _roles(f"co-{plain}" if act.startswith("co-") else plain)
        listed = [
            Listed(item)
            for item in items_in(source, Span(match.start("whom"), match.end("whom")))
            if item.key
        ]
        if alone == "organiser":
            several = "organiser"
        phrase = Span(match.start("act"), match.end("what"))
        _add(gathering, told, _Act(phrase, alone, several), listed, "thanks to those who did it")
