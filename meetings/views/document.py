"""The page of a document: its text with all that records use marked, or who refers to it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.queries.prepared import PreparedQuery, columns, instance

from ..addresses import address
from ..dates import wording
from ..models import Document, Inference, Meeting, Passage, Reference
from ..models.choices import MarkKind
from ..records.coverage import coverage
from ..records.fields.document import MarkRecord
from ..records.passages import Span
from ..source_text import Span as Stretch
from ..source_text import line_at, line_bounds
from .inferred import value_words
from .meeting_reading import meeting_columns, meeting_of
from .parameters import reads
from .plain import DocumentLink, Named, Rows, document_columns, document_link
from .searched import PARAMETER, Searched
from .source_pane import whole_pane
from .source_uses import Use, corrections_in, marks_in, passages_in, spans_of
from .sources import Corrected, Source, percent, share_words

_QUOTED = ("passages__order", "passages__start")

_DOCUMENT = PreparedQuery(
    lambda key: Document.objects.public().filter(key=key).order_by().values_list(*columns(Document))
)
_ISSUERS = PreparedQuery(
    lambda pk: Participant.objects.filter(documents_issued=pk).values_list("name", "slug")
)
_INFERENCES = PreparedQuery(
    lambda pk: (
        Inference.objects.published()
        .filter(document=pk)
        .order_by("pk")
        .values_list("field", "reason")
    )
)
_REFERENCES = PreparedQuery(
    lambda pk: (
        Reference.objects.published()
        .filter(document=pk)
        .order_by(*("meeting__first_day", "meeting__slug", "order", "pk"), *_QUOTED)
        .values_list(
            *("id", "passages__exact", *document_columns("passages__document")),
            *meeting_columns("meeting__"),
        )
    )
)
_RECORDED = PreparedQuery(
    lambda pk: (
        Meeting.objects.published()
        .filter(pk__in=Passage.objects.filter(document=pk).values("meeting"))
        .oldest_first()
        .values_list(*meeting_columns())
    )
)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words in which a record's source refers to the document."""

    exact: str
    document: DocumentLink


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A record that refers to the document, with the words of its source."""

    meeting: Meeting
    passages: Rows[Quote]


@reads(PARAMETER)
def document(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a document that a published record uses. Raises ``Http404``."""
    row = _DOCUMENT.row(key)
    found = instance(Document, row) if row else None
    if found is None:
        raise Http404
    searched = Searched(request)
    context = document_context(found) | {"title": searched.html(found.title)}
    if found.text:
        context |= text_context(found, searched)
    return render(request, "meetings/document_detail.html", context)


def document_context(document: Document) -> dict[str, Any]:
    """What is known of a document, and which records use it or refer to it."""
    return {
        "document": document,
        "issuers": [
            Named(name, address("participant", slug)) for name, slug in _ISSUERS.rows(document.pk)
        ],
        "references": references(document.pk),
        "recorded": [meeting_of(row)[0] for row in _RECORDED.rows(document.pk)],
        "when": wording(document.date) if document.date else "",
        "language": language_name(document.language),
        "inferred": [(value_words(path), reason) for path, reason in _INFERENCES.rows(document.pk)],
    }


def references(document: int) -> list[ReferenceRow]:
    """The records that refer to a document, the earliest first; one query."""
    found: dict[int, ReferenceRow] = {}
    for pk, exact, title, symbol, language, key, *told in _REFERENCES.rows(document):
        if pk not in found:
            found[pk] = ReferenceRow(meeting_of(told)[0], Rows())
        if exact is not None:
            link = document_link((title, symbol, language, key))
            found[pk].passages.append(Quote(exact, link))
    return list(found.values())


def language_name(tag: str) -> str:
    """The language of a BCP 47 tag in words; the tag itself where it is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def text_context(document: Document, searched: Searched) -> dict[str, Any]:
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
    spans += [Stretch(span.start, span.end, Use(span.owner, "")) for span in searched.spans(text)]
    bounds = line_bounds(text)
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
        "source": Source(
            document,
            percent(covered.covered, covered.total),
            [Corrected(row, line_at(bounds, row.start)) for row in corrections],
            len(bounds),
        ),
        "shares": [
            (label, percent(part, covered.total), share_words(part, covered.total))
            for label, part in shares
        ],
        "uses": [(line_at(bounds, row.start), row.use) for row in passages],
        "size": f"{len(text):,}",
    }
