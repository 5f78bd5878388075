"""Where a document may tell who was present: its beginning, and sections on attendance."""

import re
from dataclasses import dataclass

from ...layout import Block, Kind
from ...parts import Span
from ...source import Source
from ...words import folded, meanings

_FIRST_SENTENCES = 14
_LABEL = re.compile(r"^[\divxIVXa-zA-Z]{1,4}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; ``near`` where all that it says of presence counts."""

    span: Span
    near: bool
    block: Block
    under_heading: bool = False


def heading_role(words: str, *, inside: bool = False) -> str | None:
    """The role that a heading of a list of those present says; None for any other line.

    ``inside`` a list more words are headings: “United Nations”, “Others”.
    """
    plain = _LABEL.sub("", words.strip().rstrip(":").strip())
    plain = re.sub(r"\s*\(\d+\)$|^\d+\s", "", plain)
    role = meanings("headings_of_attendance").get(folded(plain))
    if role is None and inside:
        role = meanings("headings_inside_lists").get(folded(plain))
    return None if role is None else role or "participant"


def sentences_told(source: Source) -> list[Told]:
    """The sentences of a document in order."""
    found: list[Told] = []
    number, near_heading = 0, False
    for block in source.blocks:
        if block.kind == Kind.HEADING:
            words = source.words(block.span)
            near_heading = _is_on_attendance(words)
            found.append(Told(block.span, near_heading or number < _FIRST_SENTENCES, block))
            continue
        for sentence in block.sentences:
            near = near_heading or (number < _FIRST_SENTENCES and block.kind != Kind.TURN)
            found.append(Told(sentence, near, block, near_heading))
            number += 1
    return found


_ON_ATTENDANCE = re.compile(
    r"\b(?:attendance|participants|participation|took part|attended|present|opening)\b",
    re.IGNORECASE,
)


def _is_on_attendance(words: str) -> bool:
    return heading_role(words) is not None or (
        len(words) < 70 and bool(_ON_ATTENDANCE.search(words))
    )
