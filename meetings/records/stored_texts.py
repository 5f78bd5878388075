"""Source texts as the register holds them: what of them is used, and how passages read."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from participants.queries.prepared import PreparedQuery

from ..models import Document, Mark, Meeting, Passage
from ..models.choices import Layer
from .coverage import Coverage, coverage
from .fields.document import CorrectionRecord, MarkRecord
from .fields.passage import PassageRange, Span
from .passages import corrected_text


def passages_in(document: Document, meeting: Meeting | None = None) -> Any:
    """The passages in a document, whatever the state of their records.

    A correction (``meeting``) stands for its record; for anybody else no correction counts.
    """
    rows = Passage.objects.filter(document=document)
    if meeting is None or not meeting.is_correction:
        return rows.exclude(meeting__layer=Layer.CORRECTION)
    others = Q(meeting__layer=Layer.CORRECTION) | Q(meeting__slug=meeting.slug)
    return rows.exclude(others & ~Q(meeting=meeting))


def document_coverage(document: Document, meeting: Meeting | None = None) -> Coverage:
    """How much of a source is in passages of records, whatever their state, or marked.

    For a correction (``meeting``) as it will be once that is published.
    """
    is_correction = meeting is not None and meeting.is_correction
    used = (
        passages_in(document, meeting).values_list("start", "end")
        if is_correction
        else _USED.rows(document.pk)
    )
    marks = [MarkRecord(kind=kind, span=Span(*span)) for kind, *span in _marks(document)]
    length = len(document.text)
    spans = [Span(start, min(end, length)) for start, end in used if start < length]
    inside = [mark for mark in marks if mark.span.end <= length]
    return coverage(document.text, spans, inside)


# Asked of every act at the desk: put into SQL once.
_USED = PreparedQuery(
    lambda document: (
        Passage.objects.filter(document=document)
        .exclude(meeting__layer=Layer.CORRECTION)
        .order_by()
        .values_list("start", "end")
    )
)
_MARKS = PreparedQuery(
    lambda document: (
        Mark.objects.filter(document=document)
        .order_by("start", "end", "pk")
        .values_list("kind", "start", "end")
    )
)


def _marks(document: Document) -> list[tuple[Any, ...]]:
    """The marks of a document, as they were read with it or as they are now."""
    read = getattr(document, "_prefetched_objects_cache", {}).get("marks")
    if read is None:
        return _MARKS.rows(document.pk)
    return [(mark.kind, mark.start, mark.end) for mark in read]


def corrections_of(document: Document) -> list[CorrectionRecord]:
    """The corrections of a document, as plain data."""
    return [
        CorrectionRecord(
            span=Span(fix.start, fix.end), printed=fix.printed, read=fix.read, reason=fix.reason
        )
        for fix in document.corrections.all()
    ]


def text_of(passages: Iterable[Passage]) -> str:
    """What a part reads as: its ranges after corrections, joined by one space.

    Raises :class:`PassageError` when a correction lies across the edge of a range.
    """
    return " ".join(
        corrected_text(
            row.document.text,
            [PassageRange(row.document.key, row.start, row.end, row.words)],
            corrections_of(row.document),
        )
        for row in passages
    )
