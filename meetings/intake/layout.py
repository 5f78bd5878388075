"""A mended text divided into blocks (headings, paragraphs, bullets, turns) and sentences.

Mended texts have one paragraph a line. Positions are code points of the mended text.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from .parts import Span
from .words import meanings


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    #: an entry of a list, or a numbered paragraph
    BULLET = "bullet"
    #: what one speaker says in a transcript, with the name before it
    TURN = "turn"


@dataclass(slots=True)
class Block:
    """One line of the mended text: ``span`` without its list mark and spaces around."""

    kind: Kind
    span: Span
    marker: str = ""
    #: of a turn: the words that name the speaker, colon excluded; ``span`` begins behind the colon
    label: Span | None = None
    sentences: list[Span] = field(default_factory=list)
    #: empty lines before it
    gap: int = 0


_MARKER = re.compile(
    r"(?P<marker>[-•·▪➢*–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]{1,2}|"
    r"\d{1,3}(?:\.\d{1,2})+\.?|¶?\d{1,3}\.?(?=\t))(?:[ \t\u00a0]+|$)"
)
_TURN = re.compile(
    r"(?P<label>(?:The |THE )?[A-Z][^\s:.;!?“”\"]*\.?(?:[ \t]+[^\s:;!?“”\"]+){0,14}?)"
    r"[ \t]*:(?:[ \t]+|$)(?=\S)"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[.!?…]+[\"'”’)\]]*$")
_NEXT = re.compile(r"[\s\u00a0]+[\"'“‘(\[]*(?P<first>\S)")
_BEFORE = re.compile(r"[^\s(\[“\"'‘]+$")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")


def sentences_of(text: str, span: Span) -> list[Span]:
    """The sentences inside a span, without the spaces around them."""
    found, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() < span.end and not _ends_there(text, match, span):
            continue
        found.append(_trimmed(text, start, match.end()))
        start = match.end()
    if text[start : span.end].strip():
        found.append(_trimmed(text, start, span.end))
    return [sentence for sentence in found if sentence.start < sentence.end]


def _ends_there(text: str, match: re.Match[str], span: Span) -> bool:
    following = _NEXT.match(text, match.end(), span.end)
    if following is None:
        return False
    first = following["first"]
    if first.islower():
        return False
    if match.group() == ".":
        before = _BEFORE.search(text[max(span.start, match.start() - 30) : match.start()])
        word = before.group() if before else ""
        if _INITIAL.fullmatch(word + ".") or f"{word}.".casefold() in meanings("abbreviations"):
            return False
    return True


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a mended text, in order."""
    found: list[Block] = []
    place, gap = 0, 0
    for line in text.split("\n"):
        span = _trimmed(text, place, place + len(line))
        place += len(line) + 1
        if span.start == span.end:
            gap += 1
            continue
        block = _block(text, span)
        block.gap, gap = gap, 0
        found.append(block)
    for block in found:
        if block.kind != Kind.HEADING:
            block.sentences = sentences_of(text, block.span)
    return found


def _block(text: str, span: Span) -> Block:
    line = text[span.start : span.end]
    marker = _MARKER.match(line)
    if marker and marker.end() < len(line):
        inner = Span(span.start + marker.end(), span.end)
        second = _MARKER.match(text[inner.start : inner.end])
        if second and second.end() < inner.end - inner.start and marker["marker"] in "-•·▪➢*–—":
            inner = Span(inner.start + second.end(), span.end)
        kind = (
            Kind.HEADING
            if _is_heading(text[inner.start : inner.end], numbered=True)
            else Kind.BULLET
        )
        return Block(kind, inner, marker["marker"])
    turn = _TURN.match(line)
    if turn and is_label(turn["label"]):
        label = Span(span.start + turn.start("label"), span.start + turn.end("label"))
        return Block(Kind.TURN, Span(span.start + turn.end(), span.end), label=label)
    return Block(Kind.HEADING if _is_heading(line) else Kind.PARAGRAPH, span)


def is_label(label: str) -> bool:
    """Whether words before a colon name who speaks: an honorific, an office, capitals, a state."""
    words = label.split()
    first = words[0].casefold().strip(".")
    known = meanings("labels_of_turns")
    return (
        first in known
        or " ".join(words).casefold() in known
        or " ".join(words[:2]).casefold() in known
        or (label.endswith(")") and "(" in label and words[0][:1].isupper())
        or (
            len(label) > 3
            and len(words) <= 6
            and label.isupper()
            and any(c.isalpha() for c in label)
        )
    )


def _is_heading(line: str, *, numbered: bool = False) -> bool:
    """Whether a line is a title of what follows: short, no sentence, most words with capitals."""
    if (
        len(line) > 160
        or line.rstrip("”\"'’")[-1:] in ".;,!?"
        or (line[-1] == ":" and len(line) > 80)
    ):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", line) if len(word) > 3]
    if not words or line[0].islower():
        return not words and not numbered
    capitals = sum(word[0].isupper() for word in words)
    if numbered:
        return len(line) <= 100 and capitals >= max(1, len(words) * 0.6) and not _has_verb(line)
    return (len(line.split()) <= 14 and not _has_verb(line)) or capitals >= len(words) * 0.8


def _has_verb(line: str) -> bool:
    said = meanings("verbs_of_saying")
    return any(word.casefold() in said for word in re.findall(r"[^\W\d_]+", line))
