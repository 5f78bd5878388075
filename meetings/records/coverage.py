"""How much of a source text is in passages that records use, or marked as something else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .fields.document import MarkRecord
from .fields.passage import Span
from .text_index import WHITE_SPACE

_SPACE = f"[{WHITE_SPACE}]"
_BULLET = "[-•*–◦▪●·‣]"
_NUMBER = r"(?:\(?(?:[0-9]{1,3}|[a-z]|[ivx]{2,5})\.?\)|[0-9]{1,3}\.)"
# What a list prints before its entries: "- ", "• ", "1.) ", "- 1.) ", "12. ", "(a) ", "b) ".
# White space must follow, so that "-5" and "1.5 million" at the head of a line are words.
# Empty lines before it are none of it: sought from each of thousands, it would take minutes.
_INDENT = f"(?:(?!\\n){_SPACE})*"
LIST_MARKER = re.compile(
    f"^{_INDENT}(?:{_BULLET}(?:{_SPACE}+{_NUMBER})?|{_NUMBER})(?={_SPACE}|\\Z)", re.MULTILINE
)
_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Code points ``start`` to ``end`` of a document and its words (of a gap: the first ones)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a document is accounted for, in characters that are neither space nor list marker.

    A character that a record uses and a mark holds too counts as used; one in two marks
    counts for the first of them. ``gaps`` are the stretches that nothing accounts for,
    ``overlaps`` those that two marks, or a mark and a record, claim.
    """

    total: int
    covered: int
    used: int
    marked: dict[str, int]
    gaps: tuple[Excerpt, ...]
    narrative: tuple[Excerpt, ...]
    overlaps: tuple[Excerpt, ...]

    @property
    def complete(self) -> bool:
        """Whether every character is accounted for."""
        return self.covered == self.total

    @property
    def share(self) -> float:
        """The share that is accounted for, 0 to 1; an empty text is covered."""
        return self.covered / self.total if self.total else 1.0

    def share_of(self, kind: str) -> float:
        """The share that is marked ``kind`` ("narrative", "heading" …), 0 to 1."""
        return self.marked.get(kind, 0) / self.total if self.total else 0.0


# What a byte of the map below says of a code point; marks follow from _FIRST_KIND.
_NOTHING, _USED, _FIRST_KIND, _BLANK = 0, 1, 2, 255
_IS_SPACE = re.compile(_SPACE)


class _Map(dict[int, int]):
    """For each code point that was met ``_BLANK`` or ``_NOTHING``, as ``str.translate`` asks."""

    def __missing__(self, point: int) -> int:
        self[point] = claim = _BLANK if _IS_SPACE.match(chr(point)) else _NOTHING
        return claim


_MAP = _Map()
_CLAIMED = re.compile(rb"[^\x00\xff](?:[^\x00]*[^\x00\xff])?")
_GAP = re.compile(rb"\x00(?:[\x00\xff]*\x00)?")


def coverage(text: str, used: Iterable[Span], marks: Iterable[MarkRecord]) -> Coverage:
    """The coverage of a document's ``text``.

    ``used`` are the ranges of all passages, corrections not among them; ``marks`` those of
    the document. Ranges must lie inside the text.
    """
    marks = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.kind))
    kinds = sorted({mark.kind for mark in marks})
    claims = _blank_map(text)
    ink = claims.count(_NOTHING)
    for span in used:
        _claim(claims, span.start, span.end, _USED)
    overlaps = []
    for mark in marks:
        overlaps += _overlaps(text, claims, mark)
        _claim(claims, mark.span.start, mark.span.end, _FIRST_KIND + kinds.index(mark.kind))
    return Coverage(
        total=ink,
        covered=ink - claims.count(_NOTHING),
        used=claims.count(_USED),
        marked={kind: claims.count(_FIRST_KIND + index) for index, kind in enumerate(kinds)},
        gaps=tuple(
            Excerpt(*gap.span(), text[gap.start() : min(gap.end(), gap.start() + _EXCERPT)])
            for gap in _GAP.finditer(claims)
        ),
        narrative=tuple(
            Excerpt(mark.span.start, mark.span.end, text[mark.span.start : mark.span.end])
            for mark in marks
            if mark.kind == "narrative"
        ),
        overlaps=tuple(overlaps),
    )


def _blank_map(text: str) -> bytearray:
    """One byte a code point: ``_NOTHING`` where something must account for it."""
    return bytearray(_blank(text))


@lru_cache(maxsize=4)
def _blank(text: str) -> bytes:
    """The same, kept for the text that is worked on."""
    claims = bytearray(text.translate(_MAP), "latin-1")
    for marker in LIST_MARKER.finditer(text):
        claims[marker.start() : marker.end()] = bytes([_BLANK]) * len(marker[0])
    return bytes(claims)


def _claim(claims: bytearray, start: int, end: int, claim: int) -> None:
    """Enter ``claim`` where nothing is entered yet."""
    free = claims[start:end]
    claims[start:end] = free.translate(bytes([claim, *range(1, 256)]))


def _overlaps(text: str, claims: bytearray, mark: MarkRecord) -> list[Excerpt]:
    """What of ``mark`` is claimed already."""
    return [
        Excerpt(claimed.start(), claimed.end(), text[claimed.start() : claimed.end()])
        for claimed in _CLAIMED.finditer(claims, mark.span.start, mark.span.end)
    ]
