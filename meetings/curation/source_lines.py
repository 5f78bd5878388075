"""The source as the desk shows it: every passage with what uses it, and what nothing uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

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


def uses_of(
    meeting: Meeting, document: Document, between: tuple[int, int] | None = None
) -> list[OwnedSpan[SourceUse]]:
    """What uses a source, or what of it is ``between`` two places; the marks first. Two queries."""
    where = (document.pk, *(between or (0, len(document.text))))
    spans = [
        OwnedSpan(start, end, SourceUse(f"mark-{pk}", kind))
        for pk, start, end, kind in _MARKS.rows(*where)
    ]
    return [
        *spans,
        *(OwnedSpan(row[0], row[1], _use(row[2:], meeting)) for row in _USES.rows(*where)),
    ]


# Asked of every act on a part: put into SQL once.
def _between(rows: Any, first: int, last: int) -> Any:
    return rows.filter(end__gt=first, start__lt=last)


_MARKS = PreparedQuery(
    lambda document, first, last: (
        _between(Mark.objects.filter(document=document), first, last)
        .order_by("start", "end", "pk")
        .values_list("pk", "start", "end", "kind")
    )
)
_NUMBERED = ("statement__number", "pledge__number")
_USES = PreparedQuery(
    lambda document, first, last: (
        _between(Passage.objects.filter(document=document), first, last)
        .order_by("start", "pk")
        .values_list("start", "end", "meeting_id", *_NUMBERED, *(f"{name}_id" for name in PARTS))
    )
)


def _use(row: Sequence[Any], meeting: Meeting) -> SourceUse:
    number_of_meeting, paragraph, promise, *owners = row
    if number_of_meeting != meeting.pk:
        return SourceUse("", "other", _("another record"))
    named = zip(PARTS, owners, strict=True)
    owner, number = next((one for one in named if one[1] is not None), ("", meeting.pk))
    noun = owner.replace("_", "") or "meeting"
    label = ""
    if owner == "statement":
        label = f"¶{paragraph}"
    elif owner == "pledge":
        label = _("Pledge %d") % promise
    kind = owner if owner in ("statement", "pledge") else "fact"
    return SourceUse(f"{noun}-{number}", kind, label)


def source_lines(
    meeting: Meeting, document: Document, near: Iterable[tuple[int, int]] | None = None
) -> list[SourceLine]:
    """The lines of a source with what uses them; or those alone in which one of the ranges ``near``
    has words. Two queries.
    """
    pieces = _pieces(document.text)
    if near is not None:
        pieces = _touched(pieces, near)
    bounds = [(piece.start, piece.end) for piece in pieces]
    if not bounds:
        return []
    spans = uses_of(meeting, document, (bounds[0][0], bounds[-1][1]))
    lines = cut(document.text, spans, bounds)
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
