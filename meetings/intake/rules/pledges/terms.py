"""What a promise says of itself: kind, sums, condition, day by which, and a title in its words."""

import re
from functools import cache
from typing import Any

from ...parts import Span
from ...printed_dates import dates_of
from ...sums import sums_of
from ...words import meanings

_CONDITION = re.compile(
    r"\b(?:provided(?:\s+that)?|providing\s+that|subject\s+to|on\s+(?:the\s+)?condition\s+that|on\s+condition\s+of|"
    r"conditional\s+(?:up)?on|contingent\s+(?:up)?on|pending|as\s+long\s+as|should\s+at\s+least|in\s+the\s+event\s+that|"
    r"once|unless|if)\s+[^.;]{3,200}",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:by|before|until|till|not\s+later\s+than|no\s+later\s+than|at\s+the\s+latest\s+by|in|within)"
    r"\s+(?:(?:the\s+)?(?:end|beginning|start|middle|course|month|year)\s+of\s+|(?:early|late|mid)[\s-]|the\s+)?$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[;.]\s*$|,\s+(?:which|who|and|but|with|provided|subject|beginning|starting|of\s+which|as|if|in\s+order|so\s+that|including)\b"
    r"|\s+(?:provided\s+that|subject\s+to|in\s+order\s+to|so\s+that)\b|;|:\s|\s[–—]\s|\.\s"
)
_WORDS_OF_TITLE = 22


def terms(text: str, words: Span, what: Span, kind: str) -> dict[str, Any]:
    """Kind, amounts, condition and due date of a promise with these words."""
    sums = sums_of(text, what)
    money = any(entry.money for entry in sums)
    condition = _CONDITION.search(text, words.start, words.end)
    return {
        "kind": _kind(text[what.start : what.end], kind, money=money),
        "amounts": [entry.amount for entry in sums],
        "condition": condition[0].strip(" ,”\"'") if condition else "",
        "due": _due(text, what),
    }


def _kind(words: str, kind: str, *, money: bool) -> str:
    """The kind by the verb, where it says one, by a sum, else by the first word that fits."""
    if kind in ("hosting", "appointment", "event"):
        return kind
    if money:
        return "funds"
    folded = words.casefold()
    for pattern, meaning in _kinds():
        if pattern.search(folded):
            return (
                kind
                if kind in ("funds", "knowledge", "policy") and meaning != "hosting"
                else meaning
            )
    return kind or "other"


def _due(text: str, span: Span) -> str:
    """The first date behind “by”, “before”, “in”."""
    for date in dates_of(text, span):
        if _DUE.search(text[max(span.start, date.span.start - 40) : date.span.start]):
            return date.edtf
    return ""


def title_of(text: str, what: Span) -> str:
    """What is promised, in its words, cut before what is added to it; "" where no word is left."""
    cut = _CUT.search(text, what.start + 8, what.end)
    words = " ".join(text[what.start : cut.start() if cut else what.end].split()).strip(
        " ,;:.”“\"'"
    )
    while words.count("(") != words.count(")"):
        words = words.rpartition("(" if words.count("(") > words.count(")") else ")")[0].rstrip(
            " ,"
        )
    pieces = words.split()
    if len(pieces) > _WORDS_OF_TITLE:
        words = " ".join(pieces[:_WORDS_OF_TITLE]).rstrip(",;:") + " …"
    return words[:1].upper() + words[1:] if any(map(str.isalnum, words)) else ""


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(phrase)}\b"), kind)
        for phrase, kind in meanings("promise_kinds").items()
    )
