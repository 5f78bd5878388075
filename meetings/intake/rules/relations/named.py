"""Meetings with a name in capitals: “OSCE Workshop on Human Security (Vienna, May 2007)”."""

import re
from functools import cache
from typing import Any

from participants.slugs import latin_slug

from ...parts import Span
from ...printed_dates import dates_of
from ...proposal import Proposal
from ...taken import Taken
from ...words import meanings
from .series import number_of
from .told import MONTHS, Stub, date_behind, inside_brackets, near, place_behind, stage_of

_CAPITAL = r"(?:[A-Z][\w’'&.-]*|(?:19|20)\d\d(?=\s[A-Z]))"
_SMALL = r"(?:of|on|for|the|and)"
_ALONE = ("conference", "workshop", "symposium", "seminar", "summit", "consultation", "meeting")
#: nouns that bodies go by as well: a day or a place has to say that a meeting is meant
_BODIES = ("forum", "dialogue", "congress", "consultation", "session", "ministerial", "meetings")
_WORDS = 3
_IN_BRACKETS = re.compile(r"\s\((?P<inside>[^()]{3,60})\)")
_PREPARATORY = re.compile(r"\bpreparatory\b", re.IGNORECASE)
_SIDE = re.compile(
    r"\bside[ -]events?\b|\b(?:on|in) the (?:margins|sidelines) of the\b", re.IGNORECASE
)


def named(proposal: Proposal, sentence: Span, taken: Taken) -> list[Stub]:
    """The meetings that a sentence names, but for what stands where ``taken`` says."""
    text = proposal.source.text
    found = []
    for match in _titles().finditer(text, sentence.start, sentence.end):
        start, end = _own_words(text, *match.span())
        span = Span(start, end)
        if taken.meets(span):
            continue
        if stub := _stub(proposal, sentence, span):
            found.append(stub)
    return found


def _stub(proposal: Proposal, sentence: Span, span: Span) -> Stub | None:
    """The meeting that a title names, None where it names none or this one."""
    text = proposal.source.text
    title = " ".join(proposal.source.words(span).split())
    if not _is_meeting(title) or _is_this(proposal, title):
        return None
    place, whole = place_behind(proposal, span.end, sentence)
    date, whole = date_behind(text, whole, sentence)
    if bracket := _IN_BRACKETS.match(text, span.end, sentence.end):
        place, date = inside_brackets(proposal, Span(*bracket.span("inside")))
        whole = bracket.end() if place or date else span.end
    dates = dates_of(text, span)
    date = date or (dates[0].edtf if dates else "")
    body = re.split(rf"\s{_SMALL}\s", title)[0].split()[-1].casefold() in _BODIES
    if not date and not place and (body or len(title.split()) < _WORDS):
        return None
    stage = stage_of(proposal, near(sentence, span), date, "mentioned")
    values: dict[str, Any] = {"slug": _slug(title, date), "title": title, "stage": stage}
    values |= {"date": date} if date else {}
    values |= {"place": place} if place else {}
    whole_span = Span(span.start, whole)
    printed = " ".join(proposal.source.words(whole_span).split())
    before = text[max(sentence.start, span.start - 60) : span.start]
    return Stub(_relation(title, before), printed, whole_span, values)


def _relation(title: str, before: str) -> str:
    if _SIDE.search(title) or re.search(r"\bside[ -]events?\b", before):
        return "side event"
    return "preparatory" if _PREPARATORY.search(title) else "mentioned"


def _slug(title: str, date: str) -> str:
    plain = re.sub(rf"\b(?:(?:{'|'.join(MONTHS)})\s)?(?:19|20)\d\d\b", " ", title)
    return latin_slug(f"{plain} {date[:4]}", 100) or "meeting"


def _own_words(text: str, start: int, end: int) -> tuple[int, int]:
    for article in ("The ", "This ", "In ", "At ", "On ", "During ", "Since ", "After ", "Before "):
        if text.startswith(article, start):
            start += len(article)
    if text.startswith("the ", start):
        start += 4
    return start, start + len(text[start:end].rstrip(" .,"))


def _is_meeting(title: str) -> bool:
    """Whether a noun for meetings heads the title, beside a word in capitals."""
    pieces = re.split(rf"(?:\s{_SMALL})+\s", title)
    head, nouns = pieces[0].split(), meanings("meeting_nouns")
    if len(title.split()) < 2 or not head or "H.E." in title or title.isupper():
        return False
    if number_of(head[0].casefold()) and len(head) < 3:
        return False
    if len(head) == 1:
        return head[0].casefold() in _ALONE and len(pieces) > 1
    last = {head[-1].casefold(), " ".join(head[-2:]).casefold()}
    return bool(last & nouns.keys())


def _is_this(proposal: Proposal, title: str) -> bool:
    """Whether the title is that of this meeting, or part of it."""
    own = str(proposal.value("title") or "").casefold()
    printed = str(proposal.value("title_printed") or "").casefold()
    series = str((proposal.value("series") or {}).get("name", "")).casefold()
    folded = title.casefold()
    return any(
        folded in name or (name and name in folded) for name in (own, printed, series) if name
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{_CAPITAL}(?:\s{_SMALL}){{0,2}}\s){{1,9}}{_CAPITAL}")
