"""Sessions, from the headings that divide the proceedings."""

import re

from participants.slugs import latin_slug

from ..layout import Block, Kind
from ..parts import Part, Sureness
from ..proposal import Proposal
from ..words import folded, meanings, phrases

_NUMBERED = re.compile(
    r"\b(?:session|panel|round ?table|group) "
    r"(?:\d{1,2}|[ivx]{1,4}|[a-z]|one|two|three|four|five|six)\b"
)
#: a text is divided into sessions where so many headings are
_FEWEST = 2


def propose_sessions(proposal: Proposal) -> None:
    """Propose a session for each heading that is called as one, with what stands below it.

    A heading that is a session is no mere heading: its mark is taken away.
    """
    found: list[Part] = []
    blocks = proposal.source.blocks
    keys: set[str] = set()
    for place, block in enumerate(blocks):
        title = " ".join(proposal.source.words(block.span).split())
        kind = kind_of(title) if block.kind == Kind.HEADING else ""
        if not kind or not _has_text(blocks, place):
            continue
        key = _key(title, keys)
        found.append(
            Part(
                {"key": key, "title": title.rstrip(": "), "kind": kind},
                [block.span],
                "heading called as a session",
                Sureness.LIKELY,
                inferred={"kind": f"The heading is called “{title[:80]}”."},
            )
        )
    if len(found) < _FEWEST:
        return
    proposal.sessions += found
    spans = {part.spans[0] for part in found}
    proposal.marks = [mark for mark in proposal.marks if not spans & set(mark.spans)]


def kind_of(title: str) -> str:
    """What kind of session a heading names; "" where it names none."""
    words = folded(title).strip(" :.")
    if len(words) > 200 or any(
        re.search(rf"\b{re.escape(phrase)}\b", words) for phrase in phrases("no_sessions")
    ):
        return ""
    for phrase in phrases("kinds_of_sessions"):
        if words == phrase or words.startswith((f"{phrase} ", f"{phrase}:", f"{phrase},")):
            return meanings("kinds_of_sessions")[phrase]
        if words.endswith(f" {phrase}") and len(words.split()) <= 6:
            return meanings("kinds_of_sessions")[phrase]
    return "session" if _NUMBERED.search(words) else ""


def _has_text(blocks: list[Block], place: int) -> bool:
    """Whether something that is no heading stands right below."""
    return place + 1 < len(blocks) and blocks[place + 1].kind != Kind.HEADING


def _key(title: str, keys: set[str]) -> str:
    """A key of at most 80 characters that no other session has."""
    stem = latin_slug(title)[:74].strip("-") or "session"
    key, number = stem, 2
    while key in keys:
        key, number = f"{stem}-{number}", number + 1
    keys.add(key)
    return key
