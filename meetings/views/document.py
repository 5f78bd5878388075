"""Documents: the list, and each: its text with what records use marked, or who refers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..lists.document import DocumentFilterSet
from ..lists.view import FilteredListView
from ..models import Document
from ..models.choices import MarkKind
from ..reading.document import DocumentPage, document_rows, public_document
from ..reading.inferred import value_words
from ..reading.source.document import Corrected, percent, share_words
from ..reading.source.pane import Pane, whole_pane
from ..reading.source.uses import Use, corrections_in, marks_in, passages_in, spans_of
from ..records.coverage import Coverage, coverage
from ..records.fields.document import MarkRecord
from ..records.passages import Span
from ..source_text import OwnedSpan, line_at, line_bounds
from .lookup import gone_or_never
from .searched import Searched


class Share(NamedTuple):
    """A part of a text, and how much of the whole it is: out of 100, and in words."""

    label: str
    percent: float | int
    words: str


@dataclass(slots=True)
class DocumentText:
    """The text of a document with all that records use marked.

    ``uses`` are the line of each passage and what uses it.
    """

    pane: Pane
    characters: int
    lines: int
    percent: float | int
    shares: Sequence[Share]
    corrections: Sequence[Corrected]
    uses: Sequence[tuple[int, Use]]


def document(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a document that a published record uses. Raises ``Http404``."""
    page = public_document(key)
    if page is None:
        return gone_or_never(Document, key=key)
    searched = Searched(request)
    context: dict[str, Any] = {
        "document": page,
        "title": searched.html(page.title),
        "inferred": [(value_words(row.path), row.reason) for row in page.inferred],
    }
    if page.text:
        context["source_text"] = source_text(page, searched)
    return render(request, "meetings/document_detail.html", context)


def source_text(document: DocumentPage, searched: Searched) -> DocumentText:
    """The text with its passages, its coverage, and a list of what stands where."""
    text = document.text
    passages = passages_in(document.pk)
    marks = marks_in(document.pk)
    corrections = corrections_in(document.pk)
    covered = coverage(
        text,
        [Span(row.start, row.end) for row in passages],
        [MarkRecord(kind=kind, span=Span(start, end)) for start, end, kind in marks],
    )
    spans = spans_of(passages, marks, corrections)
    spans += [OwnedSpan(span.start, span.end, Use(span.owner, "")) for span in searched.spans(text)]
    bounds = line_bounds(text)
    return DocumentText(
        pane=whole_pane(document, spans),
        characters=len(text),
        lines=len(bounds),
        percent=percent(covered.covered, covered.total),
        shares=_shares(covered),
        corrections=[Corrected(row, line_at(bounds, row.start)) for row in corrections],
        uses=[(line_at(bounds, row.start), row.use) for row in passages],
    )


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
