"""The page of a document: its text with all that records use marked, or who refers to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ..dates import wording
from ..models import Correction, Document, Inference, Mark, Meeting, Reference
from ..models.choices import MarkKind
from ..records.passages import Span
from ..source_text import Span as Stretch
from ..source_text import line_at, line_bounds
from .inferred import value_words
from .parameters import reads
from .related import quoted_passages
from .searched import PARAMETER, Searched
from .source_pane import whole_pane
from .source_uses import Use, fetched, passages_in, spans_of, use_of
from .sources import percent, share_words, source


@reads(PARAMETER)
def document(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a document that a published record uses. Raises ``Http404``."""
    found = Document.objects.public().prefetch_related("issuers").filter(key=key).first()
    if found is None:
        raise Http404
    searched = Searched(request)
    context = document_context(found) | {"title": searched.html(found.title)}
    if found.text:
        context |= text_context(found, searched)
    return render(request, "meetings/document_detail.html", context)


def document_context(document: Document) -> dict[str, Any]:
    """What is known of a document, and which records use it or refer to it."""
    inferences = Inference.objects.published().filter(document=document)
    references = (
        Reference.objects.published()
        .filter(document=document)
        .select_related("meeting__series")
        .prefetch_related(quoted_passages())
        .order_by("meeting__first_day", "meeting__slug", "order")
    )
    recorded = Meeting.objects.published().filter(passages__document=document)
    return {
        "document": document,
        "references": list(references),
        "recorded": list(recorded.select_related("series").oldest_first().distinct()),
        "when": wording(document.date) if document.date else "",
        "language": language_name(document.language),
        "inferred": [(value_words(row.field), row.reason) for row in inferences.order_by("pk")],
    }


def language_name(tag: str) -> str:
    """The language of a BCP 47 tag in words; the tag itself where it is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def text_context(document: Document, searched: Searched) -> dict[str, Any]:
    """The text with its passages, its coverage, and a list of what stands where."""
    passages = list(passages_in(document))
    marks = fetched(Mark.objects.filter(document=document))
    corrections = fetched(Correction.objects.filter(document=document))
    found = source(document, [Span(row.start, row.end) for row in passages], marks, corrections)
    spans = spans_of(passages, marks, corrections)
    spans += [
        Stretch(span.start, span.end, Use(span.owner, "")) for span in searched.spans(document.text)
    ]
    bounds = line_bounds(document.text)
    covered = found.coverage
    shares = [(_("In records"), covered.used)]
    shares += [
        (str(label), covered.marked[kind])
        for kind, label in MarkKind.choices
        if kind in covered.marked
    ]
    left = covered.total - covered.covered
    if left:
        shares.append((_("Not accounted for"), left))
    return {
        "pane": whole_pane(document, spans),
        "source": found,
        "shares": [
            (label, percent(part, covered.total), share_words(part, covered.total))
            for label, part in shares
        ],
        "uses": [(line_at(bounds, row.start), use_of(row)) for row in passages],
        "size": f"{len(document.text):,}",
    }
