"""The source as the desk shows it: every passage with what uses it, and what nothing uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, make_dataclass
from functools import lru_cache
from typing import Annotated, Any

from django.db.models import F
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


@dataclass(slots=True)
class _Marked:
    """A mark as it is drawn."""

    pk: int
    start: int
    end: int
    kind: str


#: a passage with the numbers of what it may belong to
_Used: Any = make_dataclass(
    "_Used",
    [
        *((name, int) for name in ("start", "end", "meeting_id")),
        ("paragraph", Annotated[int | None, F("statement__number")]),
        ("promise", Annotated[int | None, F("pledge__number")]),
        *((f"{name}_id", int | None) for name in PARTS),
    ],
    slots=True,
)


def _between(rows: Any, first: int, last: int) -> Any:
    return rows.filter(end__gt=first, start__lt=last)


# Asked of every act on a part: put into SQL once.
_MARKS = PreparedQuery(
    lambda document, first, last: _between(
        Mark.objects.filter(document=document), first, last
    ).order_by("start", "end", "pk"),
    _Marked,
)
_USES = PreparedQuery(
    lambda document, first, last: _between(
        Passage.objects.filter(document=document), first, last
    ).order_by("start", "pk"),
    _Used,
)


def uses_of(
    meeting: Meeting, document: Document, between: tuple[int, int] | None = None
) -> list[OwnedSpan[SourceUse]]:
    """What uses a source, or what of it is ``between`` two places; the marks first. Two queries."""
    where = (document.pk, *(between or (0, len(document.text))))
    marks = [
        OwnedSpan(row.start, row.end, SourceUse(f"mark-{row.pk}", row.kind))
        for row in _MARKS.rows(*where)
    ]
    rows: list[Any] = _USES.rows(*where)
    return [*marks, *(OwnedSpan(row.start, row.end, _use(row, meeting)) for row in rows)]


def _use(row: Any, meeting: Meeting) -> SourceUse:
    if row.meeting_id != meeting.pk:
        return SourceUse("", "other", _("another record"))
    owner = next((name for name in PARTS if getattr(row, f"{name}_id") is not None), "")
    number = getattr(row, f"{owner}_id") if owner else meeting.pk
    noun = owner.replace("_", "") or "meeting"
    label = ""
    if owner == "statement":
        label = f"¶{row.paragraph}"
    elif owner == "pledge":
        label = _("Pledge %d") % row.promise
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
