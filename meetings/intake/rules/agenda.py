"""Agenda items: from a list under “Agenda” or “The agenda covered:”, and from “Item 3: …”."""

import re

from participants.slugs import latin_slug

from ..layout import Block, Kind
from ..parts import Part, Span, Sureness
from ..proposal import Proposal

_HEADING = re.compile(
    r"(?:provisional |draft |annotated )?agenda(?: and .{1,40}| of .{1,80})?:?\s*$", re.IGNORECASE
)
_SENTENCE = re.compile(r"\bagenda\b[^.]{0,120}:\s*$", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:agenda\s+)?items?\s+(?P<number>\d{1,3}(?:\s?\([a-z]\))?)(?:\s+of\s+the\s+agenda)?\s*[:.–—-]\s+(?P<title>\S.{3,300})",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r",?\s+(?:which\s+included(?:\s+\w+\s+on)?|including)\s+|:\s+", re.IGNORECASE
)
_COMMA = re.compile(r",\s+(?P<last>and\s+|as\s+well\s+as\s+)?")
_AND = re.compile(r"\s+(?:and|as\s+well\s+as)\s+")
_LONGEST_KEY = 60
_LONGEST_ITEM = 400


def propose_agenda(proposal: Proposal) -> None:
    """Propose the items of the agenda, in the order printed."""
    blocks = proposal.source.blocks
    keys: set[str] = set()
    for place, block in enumerate(blocks):
        words = proposal.source.words(block.span)
        if _introduces(block, words):
            for item in _list_behind(blocks, place):
                _propose(proposal, item.span, keys, "list under the agenda")
        elif (match := _ITEM.match(words)) and block.kind in (Kind.HEADING, Kind.PARAGRAPH):
            start = block.span.start + match.start("title")
            if len(words) < _LONGEST_ITEM and not words.rstrip().endswith("."):
                _propose(proposal, Span(start, block.span.end), keys, "heading of an item")


def _introduces(block: Block, words: str) -> bool:
    heading = block.kind == Kind.HEADING and _HEADING.match(words)
    return bool(heading or _SENTENCE.search(words))


def _list_behind(blocks: list[Block], place: int) -> list[Block]:
    """The entries of the list right behind a block; numbered titles are entries as well."""
    found = []
    for block in blocks[place + 1 :]:
        if not block.marker or block.gap > 1 or block.span.end - block.span.start > _LONGEST_ITEM:
            break
        found.append(block)
    return found if len(found) > 1 else []


def _propose(proposal: Proposal, span: Span, keys: set[str], rule: str) -> None:
    words = " ".join(proposal.source.words(span).split()).rstrip(" ;,.")
    title, items = _divided(words)
    key = latin_slug(title, _LONGEST_KEY) or f"item-{len(keys) + 1}"
    if key in keys or not title:
        return
    keys.add(key)
    end = span.start + len(proposal.source.words(span).rstrip(" ;,."))
    values = {"key": key, "title": title[:1].upper() + title[1:], "items": items}
    proposal.agenda.append(Part(values, [Span(span.start, end)], rule, Sureness.LIKELY))


def _divided(words: str) -> tuple[str, list[str]]:
    """The title and what it is said to include, each in its words."""
    including = _INCLUDING.search(words)
    if not including or including.start() < 4:
        return words, []
    pieces = _pieces(words[including.end() :])
    named = [re.sub(r"^the ", "", piece.strip()) for piece in pieces if piece.strip()]
    items = [piece[:1].upper() + piece[1:] for piece in named]
    return (words[: including.start()], items) if len(items) > 1 else (words, [])


def _pieces(words: str) -> list[str]:
    """The pieces of “A, B, and C” or “A, B and C”; commas in brackets divide nothing."""
    pieces, last, closed = [], 0, False
    for match in _COMMA.finditer(words):
        before = words[: match.start()]
        if before.count("(") > before.count(")"):
            continue
        pieces.append(words[last : match.start()])
        last, closed = match.end(), bool(match["last"])
    rest = words[last:]
    if pieces and not closed and (joined := _AND.search(rest)):
        return [*pieces, rest[: joined.start()], rest[joined.end() :]]
    return [*pieces, rest]
