"""The documents that a record comes from, and how much of each is accounted for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Correction, Document, Mark, Passage
from ..records.coverage import Coverage, coverage
from ..records.passages import Span
from ..records.plain import MarkData
from ..source_text import line_at, line_bounds


@dataclass(frozen=True, slots=True)
class Corrected:
    """An editorial correction and the line it stands in."""

    correction: Correction
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its coverage, its corrections and its size."""

    document: Document
    coverage: Coverage
    corrections: list[Corrected]
    lines: int

    @property
    def percent(self) -> float | int:
        """The share that is accounted for, 0 to 100; rounded down, so that 100 means all."""
        return percent(self.coverage.covered, self.coverage.total)


def percent(part: int, whole: int) -> float | int:
    """A share from 0 to 100 with at most one decimal, rounded down."""
    share = part * 1000 // whole / 10 if whole else 100
    return int(share) if share == int(share) else share


def share_words(part: int, whole: int) -> str:
    """A share in words: what there is is never said to be 0 %."""
    share = percent(part, whole)
    return _("under 0.1 %") if part and not share else f"{share} %"


def sources(documents: Iterable[Document]) -> list[Source]:
    """Documents with what published records use of them; three queries for any number."""
    rows = {document.pk: document for document in documents if document.text}
    used: dict[int, list[Span]] = {pk: [] for pk in rows}
    spans = Passage.objects.published().filter(document__in=rows).order_by("start")
    for pk, start, end in spans.values_list("document_id", "start", "end"):
        used[pk].append(Span(start, end))
    marks: dict[int, list[Mark]] = {pk: [] for pk in rows}
    for mark in Mark.objects.filter(document__in=rows).order_by("start"):
        marks[mark.document_id].append(mark)
    corrections: dict[int, list[Correction]] = {pk: [] for pk in rows}
    for row in Correction.objects.filter(document__in=rows).order_by("start"):
        corrections[row.document_id].append(row)
    return [source(document, used[pk], marks[pk], corrections[pk]) for pk, document in rows.items()]


def source(
    document: Document,
    used: Iterable[Span],
    marks: Iterable[Mark],
    corrections: Iterable[Correction],
) -> Source:
    """One document, of which the ranges in use, marks and corrections are known."""
    bounds = line_bounds(document.text)
    plain = [MarkData(mark.kind, mark.start, mark.end) for mark in marks]
    return Source(
        document,
        coverage(document.text, used, plain),
        [Corrected(row, line_at(bounds, row.start)) for row in corrections],
        len(bounds),
    )
