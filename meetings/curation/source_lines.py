"""The source as the desk shows it: every passage with what uses it, and what nothing uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from ..models import Document, Mark, Meeting, Passage
from ..models.owned import PARTS
from ..reading.source.pieces import Piece, pieces_of
from ..records.coverage import LIST_MARKER
from ..source_text import OwnedSpan, Segment, cut, line_at

#: what is drawn over what, where several parts use the same words
_ORDER = ("mark", "other", "fact", "statement", "pledge")


@dataclass(frozen=True, slots=True)
class SourceUse:
    """What uses words of a source: a part of the record, a mark, or another record.

    ``kind`` is how it is drawn, ``label`` what is printed before its first words.
    """

    reference: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A run of one line, from the code point ``start``; ``unused`` where nothing uses it."""

    start: int
    text: str
    kind: str = ""
    reference: str = ""
    labels: Sequence[SourceUse] = ()
    unused: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line, or a part of one that is too long, from the code point ``start``."""

    anchor: str
    number: int
    part: int
    start: int
    runs: Sequence[SourceRun]


@lru_cache(maxsize=8)
def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(pieces_of(text))


def uses_of(meeting: Meeting, document: Document) -> list[OwnedSpan[SourceUse]]:
    """What uses a source, the marks first. Two queries."""
    spans = [
        OwnedSpan(row.start, row.end, SourceUse(f"mark-{row.pk}", row.kind))
        for row in Mark.objects.filter(document=document).order_by("start", "end", "pk")
    ]
    passages = Passage.objects.filter(document=document).order_by("start", "pk")
    owners = [f"{name}_id" for name in PARTS]
    rows: Any = passages.values_list(
        *("start", "end", "meeting_id", "statement__number", "pledge__number", *owners), named=True
    )
    return [*spans, *(OwnedSpan(row.start, row.end, _use(row, meeting)) for row in rows)]


def _use(row: Any, meeting: Meeting) -> SourceUse:
    if row.meeting_id != meeting.pk:
        return SourceUse("", "other", _("another record"))
    owner = next((name for name in PARTS if getattr(row, f"{name}_id") is not None), "")
    number = getattr(row, f"{owner}_id") if owner else meeting.pk
    noun = owner.replace("_", "") or "meeting"
    label = ""
    if owner == "statement":
        label = f"¶{row.statement__number}"
    elif owner == "pledge":
        label = _("Pledge %d") % row.pledge__number
    kind = owner if owner in ("statement", "pledge") else "fact"
    return SourceUse(f"{noun}-{number}", kind, label)


def source_lines(
    document: Document,
    spans: Sequence[OwnedSpan[SourceUse]],
    near: Iterable[tuple[int, int]] | None = None,
) -> list[SourceLine]:
    """The lines of a source; or those alone in which one of the ranges ``near`` has words."""
    text, pieces = document.text, _pieces(document.text)
    if near is not None:
        pieces = _touched(pieces, near)
        low = min((piece.start for piece in pieces), default=0)
        high = max((piece.end for piece in pieces), default=0)
        spans = [span for span in spans if span.start < high and span.end > low]
    bounds = [(piece.start, piece.end) for piece in pieces]
    if not bounds:
        return []
    lines = cut(text, spans, bounds)
    return [
        SourceLine(
            piece.anchor,
            piece.line,
            piece.part,
            piece.start,
            _runs(line.segments, first=piece.part < 2),
        )
        for piece, line in zip(pieces, lines, strict=True)
    ]


def _touched(pieces: Sequence[Piece], near: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    numbers: set[int] = set()
    for start, end in near:
        first, last = line_at(pieces, start), line_at(pieces, max(start, end - 1))
        numbers.update(range(first - 1, last))
    return tuple(pieces[number] for number in sorted(numbers) if number < len(pieces))


def _runs(segments: Sequence[Segment[SourceUse]], *, first: bool) -> list[SourceRun]:
    """The runs of a line; what a list prints before its entry is used by nothing, and may be."""
    runs = []
    for place, segment in enumerate(segments):
        uses = sorted(segment.owners, key=_depth)
        begins = [use for use in segment.begins if use.label]
        if uses:
            top = uses[-1]
            runs.append(
                SourceRun(segment.start, segment.text, top.kind, top.reference, tuple(begins))
            )
        elif place == 0 and first and (marker := LIST_MARKER.match(segment.text)):
            end = marker.end()
            runs.append(SourceRun(segment.start, segment.text[:end]))
            if rest := segment.text[end:]:
                runs.append(SourceRun(segment.start + end, rest, unused=bool(rest.strip())))
        else:
            ink = bool(segment.text.strip())
            runs.append(SourceRun(segment.start, segment.text, unused=ink))
    return runs


def _depth(use: SourceUse) -> int:
    return _ORDER.index(use.kind) if use.kind in _ORDER else 0
