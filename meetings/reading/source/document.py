"""The documents that a record comes from, and how much of each is accounted for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ...models import Correction, Document, Mark, Passage
from ...models.choices import Rights
from ...records.coverage import LIST_MARKER
from ...source_text import line_at
from ..labels import labels
from ..links import DocumentLink
from .line_pages import LinedText, place_address
from .pieces import Piece, pieces_of

# White space as Unicode has it: counted sign by sign, half the time of taking it out.
_ASCII_SPACES = "\t\n\v\f\r "
_SPACES = (
    _ASCII_SPACES
    + "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
)


@dataclass(slots=True)
class SourceDocument(DocumentLink):
    """A document with its text, where that comes from, and what of it may be shown."""

    pk: int
    kind: str
    origin: str
    rights: str
    text: str
    sha256: str

    def get_rights_display(self) -> str:
        """What of it may be shown, in words."""
        return labels(Rights)[self.rights]


@dataclass(slots=True)
class SourceOfMeeting(SourceDocument):
    """A document that a record cites, and whether it has corrections."""

    corrected: bool


@dataclass(slots=True)
class CorrectionRow:
    """What is printed in a document, how it is read, and why."""

    start: int
    end: int
    printed: str
    read: str
    reason: str


@dataclass(slots=True)
class CorrectionOfDocument(CorrectionRow):
    """A correction of one of several documents."""

    document_id: int


class Corrected(NamedTuple):
    """An editorial correction, the piece of a line it stands in, and its address."""

    correction: CorrectionRow
    piece: Piece
    url: str

    @property
    def line(self) -> int:
        """The number of its line."""
        return self.piece.line


class Source(NamedTuple):
    """A document with its corrections, its size in lines, and the share accounted for.

    ``percent`` is 0 to 100; rounded down, so that 100 means all.
    """

    document: SourceDocument | Document
    percent: float | int
    corrections: Sequence[Corrected]
    lines: int


def _cited(meeting: int) -> dict[str, object]:
    return {"document__in": Passage.objects.filter(meeting=meeting).values("document")}


_DOCUMENTS = PreparedQuery(
    lambda meeting: (
        Document.objects.filter(pk__in=Passage.objects.filter(meeting=meeting).values("document"))
        .annotate(corrected=Exists(Correction.objects.filter(document=OuterRef("pk"))))
        .order_by("key")
    ),
    SourceOfMeeting,
)
_LANGUAGES = PreparedQuery(
    lambda meeting: (
        Document.objects.filter(pk__in=Passage.objects.filter(meeting=meeting).values("document"))
        .exclude(text="")
        .order_by("key")
        .values_list("language")
    )
)
_USED = PreparedQuery(
    lambda meeting: (
        Passage.objects.published()
        .filter(**_cited(meeting))
        .order_by()
        .values_list("document_id", "start", "end")
    )
)
_MARKED = PreparedQuery(
    lambda meeting: (
        Mark.objects.filter(**_cited(meeting)).order_by().values_list("document_id", "start", "end")
    )
)
_CORRECTED = PreparedQuery(
    lambda meeting: Correction.objects.filter(**_cited(meeting)).order_by("start", "end", "pk"),
    CorrectionOfDocument,
)


def percent(part: int, whole: int) -> float | int:
    """A share from 0 to 100 with at most one decimal, rounded down."""
    share = part * 1000 // whole / 10 if whole else 100
    return int(share) if share == int(share) else share


def share_words(part: int, whole: int) -> str:
    """A share in words: what there is is never said to be 0 %."""
    share = percent(part, whole)
    return _("under 0.1 %") if part and not share else f"{share} %"


def sources_of(meeting: int) -> list[Source]:
    """The documents of a record with what published records use of them; at most four queries."""
    documents = [document for document in _DOCUMENTS.rows(meeting) if document.text]
    if not documents:
        return []
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pk, start, end in [*_USED.rows(meeting), *_MARKED.rows(meeting)]:
        spans[pk].append((start, end))
    corrections: dict[int, list[CorrectionRow]] = defaultdict(list)
    if any(document.corrected for document in documents):
        for row in _CORRECTED.rows(meeting):
            corrections[row.document_id].append(row)
    return [
        Source(
            document,
            percent(*accounted(document.text, spans[document.pk])),
            with_lines(document, corrections[document.pk]),
            line_count(document.text),
        )
        for document in documents
    ]


def languages_of(meeting: int) -> list[str]:
    """The languages of the documents of a record, one each; one query."""
    return [row[0] for row in _LANGUAGES.rows(meeting)]


def accounted(text: str, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """How many characters the spans cover, and of how many.

    What ``records.coverage.coverage`` says, without telling what covers them: characters that are
    neither white space nor list markers count.
    """
    inked = LIST_MARKER.sub(lambda found: " " * len(found[0]), text)
    gaps, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            gaps.append(inked[at:start])
        at = max(at, end)
    gaps.append(inked[at:])
    total = _visible(inked)
    return total - _visible(" ".join(gaps)), total


def _visible(text: str) -> int:
    """How many characters are not white space."""
    spaces = _ASCII_SPACES if text.isascii() else _SPACES
    return len(text) - sum(map(text.count, spaces))


def line_count(text: str) -> int:
    """How many lines ``line_bounds`` finds."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def with_lines(document: LinedText, corrections: Iterable[CorrectionRow]) -> list[Corrected]:
    """Corrections with the lines in which they stand."""
    rows = list(corrections)
    pieces = pieces_of(document.text) if rows else []
    stand = [pieces[line_at(pieces, row.start) - 1] for row in rows]
    return [
        Corrected(row, piece, place_address(document, piece, row.start))
        for row, piece in zip(rows, stand, strict=True)
    ]
