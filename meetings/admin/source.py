"""The source beside a form: its lines, with the passages found and those of other statements."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Document, Passage, Statement
from meetings.reading.source.line_pages import fitting
from meetings.reading.source.markup import markup_sizes
from meetings.reading.source.pane import PaneLine, Run
from meetings.reading.source.pieces import Piece, pieces_of
from meetings.reading.source.uses import Use
from meetings.records.stored_texts import passages_in
from meetings.source_text import OwnedSpan, line_at

from .access import meeting_of
from .base import PartAdmin
from .passage import only_source

#: lines shown before and after the passage, which thus stands in view without scrolling
BEFORE, AFTER = 2, 12
#: lines shown where no passage is found yet
FIRST = 300
#: bytes of the lines shown, with what is marked in them
HEAVIEST = 200_000
#: the most characters that a list prints before an entry
MARKER = 6


@dataclass(frozen=True, slots=True)
class SourcePane:
    """Lines ``first`` to ``last`` of the ``count`` lines of a document, and its page."""

    document: Document
    url: str
    lines: Sequence[PaneLine]
    first: int
    last: int
    count: int


class BesideSourceAdmin(PartAdmin):
    """A part that is entered beside its source."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The source beside the form."""
        owner = context["adminform"].form.instance
        context["source"] = source_pane(owner, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)


def source_pane(owner: Any, formsets: Iterable[Any]) -> SourcePane | None:
    """What ``components/source.html`` shows beside the form of ``owner``; None without source.

    Staff see the whole text, whatever the public may be shown of it.
    """
    passages = [row for rows in formsets for row in _ranges(rows.formset)]
    document = passages[0].document if passages else only_source(meeting_of(owner))
    if document is None or not document.text:
        return None
    here = Use("here", _label(owner))
    own = [
        OwnedSpan(row.start, row.end, here) for row in passages if row.document_id == document.pk
    ]
    return _pane(
        document, meeting_of(owner), own, _other_statements(document, owner, meeting_of(owner))
    )


def place_pane(document: Document, meeting: Any, start: int, end: int) -> SourcePane:
    """The lines around a stretch of a document that nothing accounts for."""
    own = [OwnedSpan(start, end, Use("here", _("unassigned")))]
    return _pane(document, meeting, own, _other_statements(document, None, meeting))


def _pane(
    document: Document,
    meeting: Any,
    own: Sequence[OwnedSpan[Use]],
    others: Sequence[OwnedSpan[Use]],
) -> SourcePane:
    """The lines around what is entered, as many as there is room for."""
    pieces, spans = pieces_of(document.text), [*own, *others]
    first, last = _window(pieces, own)
    numbers = range(first + 1, last + 1)
    room = fitting(document.text, pieces, numbers, markup_sizes(pieces, spans), HEAVIEST)
    last = room[-1]
    url = reverse("admin:meetings_document_change", args=[document.pk])
    if meeting:
        url += f"?meeting={meeting.pk}"
    shown = [
        *_gap(url, pieces[:first]),
        *source_lines(document.text, pieces, spans, first, last),
        *_gap(url, pieces[last:]),
    ]
    lines = pieces[first].line, pieces[last - 1].line, pieces[-1].line
    return SourcePane(document, url, shown, *lines)


def _label(owner: Any) -> str:
    number = f"¶{owner.number}" if isinstance(owner, Statement) and owner.pk else ""
    return number or capfirst(str(owner._meta.verbose_name))


def _ranges(formset: Any) -> list[Passage]:
    if not hasattr(formset, "ranges"):
        return []
    return [row for row in formset.ranges() if row.end and row.document_id]


def _gap(url: str, left_out: Sequence[Piece]) -> list[PaneLine]:
    if not left_out:
        return []
    first, last = left_out[0], left_out[-1]
    if first.part or last.part:
        count = last.end - first.start
        label = ngettext("%(n)s more character", "%(n)s more characters", count)
    else:
        count = len(left_out)
        label = ngettext("%(n)s more line", "%(n)s more lines", count)
    return [PaneLine(0, label=label % {"n": f"{count:,}"}, url=url)]


def _other_statements(document: Document, owner: Any, meeting: Any) -> list[OwnedSpan[Use]]:
    passages = passages_in(document, meeting).filter(statement__isnull=False)
    if isinstance(owner, Statement) and owner.pk:
        passages = passages.exclude(statement=owner)
    spans = []
    for row in passages.values_list("start", "end", "statement__number", "statement", named=True):
        url = reverse("admin:meetings_statement_change", args=[row.statement])
        spans.append(
            OwnedSpan(row.start, row.end, Use("statement", f"¶{row.statement__number}", url))
        )
    return spans


def source_lines(
    text: str, pieces: Sequence[Piece], spans: Sequence[OwnedSpan[Use]], first: int, last: int
) -> list[PaneLine]:
    """The pieces ``first`` to ``last`` of a text, cut where spans begin and end.

    Of several spans the first given counts. Pieces are counted from 0, without the last.
    """
    begin, end = pieces[first].start, pieces[last - 1].end
    near = [span for span in spans if span.end > begin and span.start < end]
    edges = sorted({edge for span in near for edge in (span.start, span.end)})
    lines = []
    for piece in pieces[first:last]:
        cuts = [piece.start, *_between(edges, piece.start, piece.end), piece.end]
        over = [span for span in near if span.end > piece.start and span.start < piece.end]
        runs = [
            _run(text[start:stop], start, over) for start, stop in pairwise(cuts) if stop > start
        ]
        lines.append(_drawn(piece, runs))
    return lines


def _between(edges: list[int], start: int, end: int) -> list[int]:
    inside = edges[bisect_right(edges, start) :]
    return [edge for edge in inside if edge < end]


def _run(text: str, start: int, spans: Sequence[OwnedSpan[Use]]) -> Run:
    end = start + len(text)
    for span in spans:
        if span.start <= start and end <= span.end:
            tags = (span.owner,) if span.start == start else ()
            return Run(text, span.owner.kind, tags)
    return Run(text)


def _drawn(piece: Piece, runs: list[Run]) -> PaneLine:
    """A line that one span fills, but for what a list prints before it, is a block."""
    *before, last = runs or [Run("")]
    marker = "".join(run.text for run in before)
    if not last.kind or len(before) > 1 or len(marker) > MARKER or marker.strip().isalpha():
        return PaneLine(piece.line, tuple(runs), part=piece.part)
    block = replace(last, kind="", tags=())
    return PaneLine(
        *(piece.line, (block,)),
        block=last.kind,
        tags=last.tags,
        marker=marker,
        part=piece.part,
    )


def _window(pieces: Sequence[Piece], here: Sequence[OwnedSpan[Use]]) -> tuple[int, int]:
    """The pieces that are shown: those with the passage, some before and some after."""
    if not here:
        return 0, min(len(pieces), FIRST)
    begins = line_at(pieces, min(span.start for span in here)) - 1
    ends = line_at(pieces, max(span.end for span in here) - 1) - 1
    return max(0, begins - BEFORE), min(len(pieces), ends + AFTER + 1)
