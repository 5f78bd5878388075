"""How much of the sources of a record is accounted for, without reading the record."""

from dataclasses import dataclass

from ...models import Document, Meeting
from ..coverage import Coverage
from ..stored_texts import document_coverage


@dataclass(frozen=True, slots=True)
class Gap:
    """Code points ``start`` to ``end`` of a document that nothing accounts for; its first words."""

    document: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RecordCoverage:
    """What of the sources of a record is accounted for, by document row number.

    Counted in characters that are neither white space nor list marker.
    """

    documents: dict[int, Coverage]

    @property
    def total(self) -> int:
        """All that must be accounted for."""
        return sum(one.total for one in self.documents.values())

    @property
    def covered(self) -> int:
        """What is in a passage or marked."""
        return sum(one.covered for one in self.documents.values())

    @property
    def share(self) -> float:
        """The share that is, 0 to 1; where there is no source, all of it."""
        return self.covered / self.total if self.total else 1.0

    @property
    def gaps(self) -> list[Gap]:
        """The stretches that nothing accounts for, document by document."""
        return [
            Gap(document, gap.start, gap.end, gap.text)
            for document, one in self.documents.items()
            for gap in one.gaps
        ]


def coverage_of(meeting: Meeting) -> RecordCoverage:
    """The coverage of every source that the record points into; two queries and one a source."""
    sources = Document.objects.filter(passages__meeting=meeting).distinct().order_by("key")
    read = sources.prefetch_related("marks")
    return RecordCoverage({document.pk: document_coverage(document, meeting) for document in read})
