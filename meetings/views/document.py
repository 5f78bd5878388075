"""Documents: the list, and each: its text with what records use marked, or who refers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..formats.page_meta.document import document_head
from ..lists.document import DocumentFilterSet
from ..lists.view import FilteredListView
from ..models import Document
from ..models.choices import MarkKind
from ..reading.document import DocumentPage, document_rows, public_document
from ..reading.inferred import value_words
from ..reading.source.document import Corrected, CorrectionRow, percent, share_words, with_lines
from ..reading.source.line_pages import (
    LINE,
    POSITION,
    line_pages,
    lines_ahead,
    page_wording,
)
from ..reading.source.markup import markup_sizes
from ..reading.source.pane import Pane, page_pane
from ..reading.source.pieces import Piece, pieces_of
from ..reading.source.uses import (
    Use,
    UsedPassage,
    corrections_in,
    marks_in,
    passages_in,
    spans_of,
)
from ..records.coverage import Coverage, coverage
from ..records.fields.document import MarkRecord
from ..records.passages import Span
from ..source_text import OwnedSpan, line_at
from .lookup import moved_or_gone
from .searched import Searched

#: the parameter of a long text that chooses a page
PAGE = "page"
#: digits of a number of a line or of a position, at most
LONGEST = 9


class Share(NamedTuple):
    """A part of a text, and how much of the whole it is: out of 100, and in words."""

    label: str
    percent: float | int
    words: str


@dataclass(slots=True)
class DocumentText:
    """A page of the text of a document with all that records use marked.

    ``words`` tell what each page shows, ``ahead`` which lines begin on those after page one;
    ``uses`` are the place of each passage there and what uses it; ``shares`` stand on page one.
    """

    page: Page[Any]
    pane: Pane
    characters: int
    lines: int
    words: Sequence[str]
    corrections: Sequence[Corrected]
    uses: Sequence[tuple[Piece, Use]]
    ahead: Sequence[tuple[int, Sequence[int]]] = ()
    percent: float | int = 0
    shares: Sequence[Share] = ()


def document(request: HttpRequest, key: str) -> HttpResponse:
    """A page of a document that a published record uses; one of a line or position leads there.

    Raises ``Http404``, as for a page that the text does not have.
    """
    page = public_document(key)
    if page is None:
        return moved_or_gone(Document, "document", key=key)
    searched = Searched(request)
    context: dict[str, Any] = {
        "document": page,
        "head": document_head(page),
        "query": request.GET,
        "title": searched.html(page.title),
        "inferred": [(value_words(row.path), row.reason) for row in page.inferred],
    }
    marked = marked_text(page)
    asked = request.GET.get(POSITION, request.GET.get(LINE))
    if asked is not None and (POSITION in request.GET or len(marked.pages) > 1):
        return redirect(_page_of(request, marked, asked))
    try:
        shown = Paginator(marked.pages, 1).page(request.GET.get(PAGE) or 1)
    except InvalidPage as wrong:
        raise Http404 from wrong
    if page.text:
        context["source_text"] = source_text(page, searched, marked, shown)
    if shown.number > 1:
        context["canonical"] = f"{request.path}?{PAGE}={shown.number}"
    return render(request, "meetings/document_detail.html", context)


@dataclass(slots=True)
class MarkedText:
    """The pieces of a text and the pages they stand on, with all that is marked in them."""

    pieces: Sequence[Piece]
    pages: Sequence[range]
    passages: Sequence[UsedPassage]
    marks: Sequence[tuple[Any, ...]]
    corrections: Sequence[CorrectionRow]
    spans: Sequence[OwnedSpan[Use]]


def marked_text(document: DocumentPage) -> MarkedText:
    """The text of a document divided into pages; three queries, or none without text."""
    pieces = pieces_of(document.text)
    if not document.text:
        return MarkedText(pieces, [range(1, 2)], (), (), (), ())
    passages, marks = passages_in(document.pk), marks_in(document.pk)
    corrections = corrections_in(document.pk)
    spans = spans_of(passages, marks, corrections)
    pages = line_pages(document.text, pieces, markup_sizes(pieces, spans))
    return MarkedText(pieces, pages, passages, marks, corrections, spans)


def _page_of(request: HttpRequest, marked: MarkedText, asked: str) -> str:
    """The address of the line or position asked for, on the page that has it.

    Browsers keep the anchor of a line. Raises ``Http404`` where there is no such place.
    """
    if not asked.isdecimal() or len(asked) >= LONGEST:
        raise Http404
    pieces, sought = marked.pieces, int(asked)
    is_position = POSITION in request.GET
    if sought >= pieces[-1].end if is_position else not 1 <= sought <= pieces[-1].line:
        raise Http404
    if is_position:
        place = line_at(pieces, sought)
    else:
        place = next(n for n, piece in enumerate(pieces, start=1) if piece.line == sought)
    number = next(n for n, page in enumerate(marked.pages, start=1) if place in page)
    query = request.GET.copy()
    query.pop(POSITION, None)
    query.pop(LINE, None)
    query[PAGE] = str(number)
    anchor = f"#{pieces[place - 1].anchor}" if is_position else ""
    return f"{request.path}?{query.urlencode()}{anchor}"


def source_text(
    document: DocumentPage, searched: Searched, marked: MarkedText, page: Page[Any]
) -> DocumentText:
    """A page of the text with its passages, and a list of what stands where."""
    text, pieces = document.text, marked.pieces
    shown: range = page.object_list[0]
    start, end = pieces[shown[0] - 1].start, pieces[shown[-1] - 1].end
    spans = [*marked.spans]
    spans += [
        OwnedSpan(span.start + start, span.end + start, Use(span.owner, ""))
        for span in searched.spans(text[start:end])
    ]
    corrected = with_lines(document, marked.corrections)
    found = DocumentText(
        page=page,
        pane=page_pane(document, spans, pieces, shown),
        characters=len(text),
        lines=pieces[-1].line,
        words=[page_wording(pieces, numbers) for numbers in marked.pages],
        corrections=[row for row in corrected if start <= row.piece.start <= end],
        uses=[
            (pieces[line_at(pieces, row.start) - 1], row.use)
            for row in marked.passages
            if line_at(pieces, row.start) in shown
        ],
    )
    if page.number == 1:
        found.ahead = lines_ahead(text, pieces, marked.pages)
        covered = coverage(
            text,
            [Span(row.start, row.end) for row in marked.passages],
            [MarkRecord(kind=kind, span=Span(start, end)) for start, end, kind in marked.marks],
        )
        found.percent, found.shares = percent(covered.covered, covered.total), _shares(covered)
    return found


def _shares(covered: Coverage) -> list[Share]:
    """How much of the text is in records, and what the rest is."""
    parts = [(_("In records"), covered.used)]
    parts += [
        (str(label), covered.marked[kind])
        for kind, label in MarkKind.choices
        if kind in covered.marked
    ]
    left = covered.total - covered.covered
    if left:
        parts.append((_("Not accounted for"), left))
    return [
        Share(label, percent(part, covered.total), share_words(part, covered.total))
        for label, part in parts
    ]


class DocumentList(FilteredListView):
    """Documents that published records come from or refer to."""

    template_name = "meetings/document_list.html"
    noun = gettext_lazy("Documents")
    filterset_class = DocumentFilterSet
    paginate_by = 20

    def read_rows(self, numbers: list[int]) -> list[Any]:
        """Documents without their texts, with their issuers."""
        return list(document_rows(numbers))
