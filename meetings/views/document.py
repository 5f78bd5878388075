"""Documents: the list, and each: its text with what records use marked, or who refers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..lists.document import DocumentFilterSet
from ..lists.view import FilteredListView
from ..models import Document
from ..models.choices import MarkKind
from ..reading.document import DocumentPage, document_rows, public_document
from ..reading.inferred import value_words
from ..reading.source.document import Corrected, percent, share_words, with_lines
from ..reading.source.line_pages import LINE, line_pages
from ..reading.source.lines import Bounds
from ..reading.source.pane import Pane, page_pane
from ..reading.source.uses import Use, corrections_in, marks_in, passages_in, spans_of
from ..records.coverage import Coverage, coverage
from ..records.fields.document import MarkRecord
from ..records.passages import Span
from ..source_text import OwnedSpan, line_at, line_bounds
from .lookup import gone_or_never
from .searched import Searched

#: the parameter of a long text that chooses a page
PAGE = "page"
#: digits of a number of a line, at most
LONGEST = 9


class Share(NamedTuple):
    """A part of a text, and how much of the whole it is: out of 100, and in words."""

    label: str
    percent: float | int
    words: str


@dataclass(slots=True)
class DocumentText:
    """A page of the text of a document with all that records use marked.

    ``uses`` are the line of each passage there and what uses it; ``shares`` stand on page one.
    """

    page: Page[Any]
    pane: Pane
    characters: int
    lines: int
    corrections: Sequence[Corrected]
    uses: Sequence[tuple[int, Use]]
    percent: float | int = 0
    shares: Sequence[Share] = ()


def document(request: HttpRequest, key: str) -> HttpResponse:
    """A page of a document that a published record uses; an address of a line leads there.

    Raises ``Http404``, as for a page that the text does not have.
    """
    page = public_document(key)
    if page is None:
        return gone_or_never(Document, key=key)
    searched = Searched(request)
    context: dict[str, Any] = {
        "document": page,
        "query": request.GET,
        "title": searched.html(page.title),
        "inferred": [(value_words(row.path), row.reason) for row in page.inferred],
    }
    bounds = line_bounds(page.text)
    pages = line_pages(page.text, bounds)
    if len(pages) > 1 and LINE in request.GET:
        return redirect(_page_of_line(request, pages))
    try:
        shown = Paginator(pages, 1).page(request.GET.get(PAGE) or 1)
    except InvalidPage as wrong:
        raise Http404 from wrong
    if page.text:
        context["source_text"] = source_text(page, searched, bounds, shown)
    if shown.number > 1:
        context["canonical"] = f"{request.path}?{PAGE}={shown.number}"
    return render(request, "meetings/document_detail.html", context)


def _page_of_line(request: HttpRequest, pages: Sequence[range]) -> str:
    """The address of the page that has the line asked for; browsers keep the anchor.

    Raises ``Http404`` where there is no such line.
    """
    line = request.GET[LINE]
    query = request.GET.copy()
    del query[LINE]
    for number, lines in enumerate(pages, start=1):
        if line.isdecimal() and len(line) < LONGEST and int(line) in lines:
            query[PAGE] = str(number)
            return f"{request.path}?{query.urlencode()}"
    raise Http404


def source_text(
    document: DocumentPage, searched: Searched, bounds: Sequence[Bounds], page: Page[Any]
) -> DocumentText:
    """A page of the text with its passages, and a list of what stands where."""
    text = document.text
    lines: range = page.object_list[0]
    start, end = bounds[lines[0] - 1][0], bounds[lines[-1] - 1][1]
    passages = passages_in(document.pk)
    marks = marks_in(document.pk)
    corrections = corrections_in(document.pk)
    spans = spans_of(passages, marks, corrections)
    spans += [
        OwnedSpan(span.start + start, span.end + start, Use(span.owner, ""))
        for span in searched.spans(text[start:end])
    ]
    uses = [(line_at(bounds, row.start), row.use) for row in passages]
    corrected = with_lines(document, corrections)
    shown = DocumentText(
        page=page,
        pane=page_pane(document, spans, bounds, lines),
        characters=len(text),
        lines=len(bounds),
        corrections=[row for row in corrected if row.line in lines],
        uses=[(line, use) for line, use in uses if line in lines],
    )
    if page.number == 1:
        covered = coverage(
            text,
            [Span(row.start, row.end) for row in passages],
            [MarkRecord(kind=kind, span=Span(start, end)) for start, end, kind in marks],
        )
        shown.percent, shown.shares = percent(covered.covered, covered.total), _shares(covered)
    return shown


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
