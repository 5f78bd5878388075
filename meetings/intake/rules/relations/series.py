"""Meetings of the same series: “its second meeting”, “the next session, in Rome in 2015”."""

import re
from functools import cache
from typing import Any

from participants.slugs import latin_slug

from ...parts import Span
from ...proposal import Proposal
from ...words import phrases
from .told import Stub, date_behind, near, place_behind, stage_of

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_KINDS = (
    r"(?:(?:annual|regular|formal|informal|plenary|ministerial|special|preparatory|follow-up|"
    r"high-level|review)\s+){0,2}"
)
_NEXT = ("next", "forthcoming", "upcoming", "follow-up")
_LAST = ("last", "previous", "preceding", "past")
_SMALL = r"(?:of|on|for|the|and)"


def numbered(proposal: Proposal, sentence: Span) -> list[Stub]:
    """The meetings of the series that a sentence names."""
    text = proposal.source.text
    found = []
    for match in _in_series().finditer(text, sentence.start, sentence.end):
        relation, ordinal = _place_in_series(proposal, match)
        if not relation or not _of_this_series(proposal, match):
            continue
        place, end = place_behind(proposal, match.end(), sentence)
        date, end = date_behind(text, end, sentence)
        earlier = ordinal is not None and ordinal < (proposal.value("ordinal") or 0)
        stage = stage_of(
            proposal,
            near(sentence, Span(match.start(), end)),
            date,
            "earlier" if earlier else relation,
        )
        values = _series_values(proposal, ordinal) | {"stage": stage}
        values |= {"date": date} if date else {}
        values |= {"place": place} if place else {}
        if "slug" not in values:
            slug = latin_slug(f"{match['noun']} {place.get('city', '')} {date[:7]}")
            if not date and not place:
                continue
            values["slug"] = slug
            values["title"] = None
        span = Span(match.start("which"), end)
        found.append(Stub(relation, proposal.source.words(span), span, values))
    return found


def _place_in_series(proposal: Proposal, match: re.Match[str]) -> tuple[str, int | None]:
    """What a meeting is to this one by its number or as “the next”, and its number."""
    own = proposal.value("ordinal")
    which = match["which"].casefold().split()[0]
    if which in _NEXT:
        number = own + 1 if own and which == "next" else None
        return ("next" if which != "follow-up" else "follow-up"), number
    if which in _LAST:
        return "previous", own - 1 if own else None
    if which == "preparatory":
        return "preparatory", None
    number = number_of(which)
    if not own or number is None or number == own or number > own + 1:
        return "", None
    relation = {own - 1: "previous", own + 1: "next"}.get(number, "mentioned")
    return relation, number


def number_of(word: str) -> int | None:
    """The number that “third” or “3rd” says, None for other words."""
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else None


def _of_this_series(proposal: Proposal, match: re.Match[str]) -> bool:
    """Whether “of the …” behind the noun, if there is any, names the series of this meeting."""
    if not match["of"]:
        return True
    series = proposal.value("series") or {}
    own = f"{series.get('name', '')} {proposal.value('title') or ''}".casefold()
    words = re.findall(r"[A-Z][\w’'-]+", match["of"])
    return bool(words) and all(word.casefold() in own for word in words)


def _series_values(proposal: Proposal, ordinal: int | None) -> dict[str, Any]:
    series = proposal.value("series")
    if not series or not ordinal or not series.get("slug"):
        return {}
    return {
        "slug": f"{series['slug']}-{ordinal}",
        "title": None,
        "series": {"slug": series["slug"], "name": series.get("name", "")},
        "ordinal": ordinal,
    }


@cache
def _in_series() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in phrases("meeting_nouns") if not noun.endswith("s"))
    which = "|".join((*_NEXT, *_LAST, "preparatory"))
    return re.compile(
        rf"(?<=[\w,] )(?P<which>(?:{_NTH}|{which})\s+{_KINDS}(?P<noun>{nouns})\b)"
        rf"(?:\s+of(?-i:\s+[a-z]+)(?:(?-i:\s+[a-z]+))?(?=\s+(?:in|at|on)\s))?"
        rf"(?P<of>\s+of\s+(?:the\s+)?"
        rf"(?-i:[A-Z][\w’'-]*(?:\s+(?:{_SMALL}\s+){{0,2}}[A-Z][\w’'-]*){{0,6}}))?",
        re.IGNORECASE,
    )
