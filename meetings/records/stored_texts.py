"""Source texts as the register holds them: what of them is used, and how passages read."""

from collections.abc import Iterable

from ..models import Document, Passage
from .coverage import Coverage, coverage
from .fields.document import CorrectionRecord, MarkRecord
from .fields.passage import PassageRange, Span
from .passages import corrected_text


def document_coverage(document: Document) -> Coverage:
    """How much of a source is in passages of records, whatever their state, or marked."""
    used = Passage.objects.filter(document=document).values_list("start", "end")
    marks = [
        MarkRecord(kind=mark.kind, span=Span(mark.start, mark.end)) for mark in document.marks.all()
    ]
    length = len(document.text)
    spans = [Span(start, min(end, length)) for start, end in used if start < length]
    inside = [mark for mark in marks if mark.span.end <= length]
    return coverage(document.text, spans, inside)


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
