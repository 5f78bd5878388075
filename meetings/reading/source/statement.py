"""The documents that a statement comes from, with its words and those near them marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from participants.queries.prepared import PreparedQuery

from ...models import Correction, Passage
from ...source_text import line_at
from .document import CorrectionRow, SourceDocument
from .line_pages import fitting, place_address
from .lines import lines_near
from .markup import markup_sizes
from .pane import Pane, near_pane
from .pieces import Piece, pieces_of
from .uses import corrections_between, marks_between, said_between, spans_of

#: bytes of the lines beside a statement, with what is marked there
BESIDE = 240_000


@dataclass(slots=True)
class PassageOfStatement:
    """A passage of a statement, its document, and whether that has corrections."""

    start: int
    end: int
    corrected: bool
    document: SourceDocument


class LineRange(NamedTuple):
    """Where in a document a passage stands: its lines, their address, and its characters."""

    line: int
    last_line: int
    url: str
    start: str
    end: str


class StatementSource(NamedTuple):
    """A document, the passages in it, the corrections there, and its lines beside the record."""

    document: SourceDocument
    ranges: Sequence[LineRange]
    corrections: Sequence[CorrectionRow]
    pane: Pane


_PASSAGES = PreparedQuery(
    lambda statement: (
        Passage.objects.published()
        .filter(statement=statement)
        .order_by("document__title", "document__key", "start", "pk")
        .annotate(corrected=Exists(Correction.objects.filter(document=OuterRef("document"))))
    ),
    PassageOfStatement,
)


def sources_of_statement(statement: int, meeting: int) -> list[StatementSource]:
    """The documents of a statement of a meeting; one query, and two or three for each."""
    passages: dict[int, list[PassageOfStatement]] = {}
    for row in _PASSAGES.rows(statement):
        passages.setdefault(row.document.pk, []).append(row)
    return [_source(rows, statement, meeting) for rows in passages.values()]


def _source(
    passages: Sequence[PassageOfStatement], statement: int, meeting: int
) -> StatementSource:
    """One document, with the passages of the statement in it."""
    document = passages[0].document
    own = [(passage.start, passage.end) for passage in passages]
    pieces = pieces_of(document.text)
    near = lines_near(pieces, own)
    start = min([first for first, _end in own] + [pieces[n - 1].start for n in near[:1]])
    end = max([last for _start, last in own] + [pieces[n - 1].end for n in near[-1:]])
    corrections: list[CorrectionRow] = []
    if passages[0].corrected:
        corrections = corrections_between(document.pk, start, end)
    spans = spans_of(
        said_between(document.pk, meeting, start, end),
        marks_between(document.pk, start, end),
        corrections,
        here=statement,
    )
    near = fitting(document.text, pieces, near, markup_sizes(pieces, spans), BESIDE)
    return StatementSource(
        document,
        [_range(document, pieces, first, last) for first, last in own],
        [
            row
            for row in corrections
            if any(row.start < last and first < row.end for first, last in own)
        ],
        near_pane(document, spans, pieces, near),
    )


def _range(document: SourceDocument, pieces: Sequence[Piece], first: int, last: int) -> LineRange:
    piece = pieces[line_at(pieces, first) - 1]
    last_line = pieces[line_at(pieces, last - 1) - 1].line
    url = place_address(document, piece, first)
    return LineRange(piece.line, last_line, url, f"{first:,}", f"{last:,}")
