"""Headings, labels and page furniture that no part was taken from.

It runs behind the rules that propose parts: what one of them used is marked nothing.
"""

import re
from bisect import bisect_right
from functools import cache

from ..layout import Block, Kind
from ..parts import Part, Span, Sureness
from ..printed_dates import dates_of
from ..proposal import Proposal
from ..words import meanings, phrases

_NO_WORDS = re.compile(r"[\W\d_]*")
_ADDRESS = re.compile(
    r"https?://|www\.|\S@\S+\.\w|©|\(c\)\s*\d{4}|\b(?:tel|fax|phone|telephone|e-?mail)\b\.?\s*:|"
    r"\bP\.?O\.?\s*Box\b|\b[A-Z]{2} \d{5}\b|\bPage \d+ of \d+\b",
    re.IGNORECASE,
)
_SHORT = 14
_LONGEST_FURNITURE = 30
#: characters of a line that is no heading
_LINE = 120


def propose_marks_of_layout(proposal: Proposal) -> None:
    """Mark the lines of a document that belong to its layout, where no part holds them."""
    used = Used(proposal)
    blocks = proposal.source.blocks
    for place, block in enumerate(blocks):
        if block.label and used.free(block.label):
            _mark(proposal, _kind_of_label(proposal, block.label), block.label, "before a colon")
        if not used.free(block.span):
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if found := _kind(proposal, block, following):
            _mark(proposal, found[0], block.span, found[1])


class Used:
    """What parts were taken from, ready to be asked."""

    def __init__(self, proposal: Proposal) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(proposal.spans()):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif span.end > span.start:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def free(self, span: Span) -> bool:
        """Whether no part holds a character of a span."""
        place = bisect_right(self._starts, span.end - 1)
        return place == 0 or self._ends[place - 1] <= span.start


def _mark(proposal: Proposal, kind: str, span: Span, rule: str) -> None:
    proposal.marks.append(Part({"kind": kind}, [span], rule, Sureness.LIKELY))


def _kind(proposal: Proposal, block: Block, following: Block | None) -> tuple[str, str] | None:
    """What a line is, and the rule that says so; None where it may be anything."""
    words = proposal.source.words(block.span)
    count = len(words.split())
    if _NO_WORDS.fullmatch(words):
        return "furniture", "line without words"
    if count <= _LONGEST_FURNITURE and (_ADDRESS.search(words) or _is_furniture(words)):
        return "furniture", "menu, link or address"
    if count <= _SHORT and _label().match(words):
        return "label", "line about the document"
    if count <= _SHORT and _is_dateline(proposal, block.span):
        return "label", "place and date"
    if block.kind == Kind.HEADING:
        return None if _tells_presence(proposal, block, words) else ("heading", "heading")
    introduces = words.endswith(":") and len(block.sentences) < 2 and count <= 2 * _SHORT
    if introduces and block.kind == Kind.PARAGRAPH and following and following.marker:
        return "label", "line before a list"
    return None


def _tells_presence(proposal: Proposal, block: Block, words: str) -> bool:
    """Whether a line in the document names who was there: a participant alone, or in brackets."""
    mentions = proposal.source.mentions_in(block.span)
    if not mentions or block.span.start < _body(proposal):
        return False
    named = sum(mention.span.end - mention.span.start for mention in mentions)
    return words.startswith("(") or named * 3 > len(words) * 2


def _body(proposal: Proposal) -> int:
    """Where the first paragraph begins, behind letterhead and title."""
    for block in proposal.source.blocks:
        if block.kind != Kind.HEADING and len(proposal.source.words(block.span)) > _LINE:
            return block.span.start
    return 0


def _kind_of_label(proposal: Proposal, label: Span) -> str:
    words = proposal.source.words(label)
    first = words.split()[0].casefold().strip(".")
    speaks = "(" in words or first in meanings("labels_of_turns") or first == "the"
    return "heading" if words.isupper() and not speaks else "label"


def _is_furniture(words: str) -> bool:
    """Whether a line begins or is divided by what menus are made of."""
    pieces = re.split(r"\s*[|»›>·•/]\s*|\s{2,}", words.casefold().strip(" .:[]()"))
    known = phrases("furniture_lines")
    return any(piece in known for piece in pieces) or words.casefold().startswith(
        ("copyright ", "all rights reserved")
    )


def _is_dateline(proposal: Proposal, span: Span) -> bool:
    """Whether a line is a date, with nothing beside it but a place and small words."""
    dates = dates_of(proposal.source.text, span)
    if not dates:
        return False
    words = proposal.source.words(span)
    for date in reversed(dates):
        words = words[: date.span.start - span.start] + words[date.span.end - span.start :]
    left = re.findall(r"[^\W\d_]+", words)
    return len(left) <= 6 and all(word[0].isupper() or len(word) < 4 for word in left)


@cache
def _label() -> re.Pattern[str]:
    joined = "|".join(re.escape(words) for words in phrases("label_lines"))
    return re.compile(rf"[\[(]?(?:{joined})(?!\w)", re.IGNORECASE)
