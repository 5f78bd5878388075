"""Texts that may hold a sentence, and what is told of those that do.

A text is that of a published statement, or a stretch of a public source that no statement holds:
words of nobody on record.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from django.db.models import F, Q

from participants.queries.prepared import PreparedQuery
from participants.queries.rows import row_columns, row_reader

from ..addresses import numbered_address
from ..models import Inference, Mark, Meeting, Passage, Statement, UncoveredText
from ..models.choices import MarkKind
from ..reading.evidence import OwnerRow
from ..reading.inferred import Reason, Reasons
from ..reading.labels import labels
from ..reading.links import DocumentLink, Link, MeetingLink, SessionLink
from ..reading.meeting import PlacedMeeting
from ..reading.meeting_reasons import give_reasons
from ..reading.search_marks import SearchMarks
from ..reading.source.line_pages import POSITION
from ..reading.speaker import speakers_of_several
from ..reading.statement_text import StatementFiller, StatementText
from ..search.results.noun_groups import visible

#: records of a document that are named beside its words
MOST_RECORDS = 3


@dataclass(slots=True)
class StatementPassage(StatementText):
    """A published statement, with who said it and where it is written."""

    key: int
    meeting: PlacedMeeting
    session: SessionLink | None
    agenda_item: Annotated[str | None, F("agenda_item__title")]
    sources: Sequence[Link] = field(default=(), kw_only=True)


@dataclass(slots=True)
class StretchPassage:
    """A stretch of a source that no statement holds.

    ``marks`` are what the words are ("narrative"), ``uses`` the parts of records that rest on them.
    """

    pk: int
    document_id: int
    start: int
    end: int
    text: str
    document: DocumentLink
    meetings: Sequence[MeetingLink] = field(default=(), kw_only=True)
    marks: Sequence[str] = field(default=(), kw_only=True)
    uses: Sequence[Link] = field(default=(), kw_only=True)
    url: str = field(default="", kw_only=True)

    @property
    def language(self) -> str:
        """The language of its document."""
        return self.document.language


@dataclass(slots=True)
class _InferredOfStatement:
    """Why a value of a statement is inferred."""

    statement_id: int
    path: Annotated[str, F("field")]
    reason: str


@dataclass(slots=True)
class _PassageOfStatement:
    """Where a statement is written."""

    statement_id: int
    start: int
    document: DocumentLink


@dataclass(slots=True)
class _MarkRow:
    """A stretch of a source that no record uses, and what it is instead."""

    document_id: int
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _UseRow(OwnerRow):
    """A passage of a part of a record."""

    document_id: int
    start: int
    end: int
    meeting_slug: Annotated[str, F("meeting__slug")]


class FoundStretch(NamedTuple):
    """A stretch, and from where to where in its document the words stand."""

    stretch: StretchPassage
    start: int
    end: int

    def has(self, row: _MarkRow | _UseRow) -> bool:
        """Whether a mark or a passage shares a character with the words."""
        return (
            row.document_id == self.stretch.document_id
            and row.start < self.end
            and row.end > self.start
        )


_STATEMENTS = PreparedQuery(
    lambda keys: Statement.objects.published().filter(key__in=[keys]).order_by(), StatementPassage
)
_STRETCHES = PreparedQuery(
    lambda numbers: UncoveredText.objects.filter(pk__in=[numbers]).order_by(), StretchPassage
)
_INFERRED = PreparedQuery(
    lambda numbers: Inference.objects.published().filter(statement__in=[numbers]).order_by("pk"),
    _InferredOfStatement,
)
_WRITTEN = PreparedQuery(
    lambda numbers: (
        Passage.objects.published()
        .filter(statement__in=[numbers])
        .order_by("document__title", "document__key", "start", "pk")
    ),
    _PassageOfStatement,
)
_RECORDS = PreparedQuery(
    lambda documents: (
        Passage.objects.published()
        .filter(document__in=[documents])
        .order_by("document_id", "meeting_id")
        .values_list("document_id", "meeting_id")
        .distinct()
    )
)
_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.published().filter(pk__in=[numbers]).order_by(), MeetingLink
)


def statement_passages(keys: Sequence[int]) -> list[StatementPassage]:
    """The published statements of these keys, in this order; one query."""
    rows = {row.key: row for row in _STATEMENTS.rows(keys)}
    return [rows[key] for key in keys if key in rows]


def stretch_passages(numbers: Sequence[int]) -> list[StretchPassage]:
    """Those of the stretches whose documents may be shown, in this order; two queries."""
    public = visible(UncoveredText, numbers)
    rows = {row.pk: row for row in _STRETCHES.rows([pk for pk in numbers if pk in public])}
    return [rows[pk] for pk in numbers if pk in rows]


def tell_statements(statements: Sequence[StatementPassage]) -> None:
    """Put in words who made statements, as what, and where they are written; four queries."""
    numbers = [statement.pk for statement in statements]
    reasons = Reasons(
        Reason("statement", row.statement_id, row.path, row.reason)
        for row in _INFERRED.rows(numbers)
    )
    speakers = speakers_of_several(numbers)
    give_reasons(statement.meeting for statement in statements)
    written: dict[int, dict[str, Link]] = defaultdict(dict)
    for row in _WRITTEN.rows(numbers):
        link = Link(row.document.title, _place(row.document, row.start))
        written[row.statement_id].setdefault(row.document.key, link)
    # Their words are shown about what was found.
    filler = StatementFiller(reasons, SearchMarks(), shown_to=lambda text: 0)
    for statement in statements:
        statement.url = numbered_address("statement", statement.meeting.slug, statement.number)
        filler.fill(statement, speakers[statement.pk], ())
        statement.sources = [*written[statement.pk].values()]


def tell_stretches(found: Sequence[FoundStretch]) -> None:
    """Put in words what stretches are, and which records use their documents; five queries."""
    if not found:
        return
    by_document = _records_of({one.stretch.document_id for one in found})
    marks, uses = _overlapping(Mark, found), _overlapping(Passage, found)
    kinds = labels(MarkKind)
    for one in found:
        stretch = one.stretch
        stretch.url = _place(stretch.document, one.start)
        stretch.meetings = by_document[stretch.document_id]
        stretch.marks = list(dict.fromkeys(kinds[row.kind] for row in marks if one.has(row)))
        # Of a part with several passages, or of one named twice, one link.
        links = {(row.words, row.address_at(row.meeting_slug)) for row in uses if one.has(row)}
        stretch.uses = [Link(words, url) for words, url in sorted(links)]


def _records_of(documents: Iterable[int]) -> dict[int, list[MeetingLink]]:
    """The published records that use each document."""
    pairs = _RECORDS.rows(documents)
    meetings = {row.pk: row for row in _MEETINGS.rows({meeting for _document, meeting in pairs})}
    give_reasons(meetings.values())
    records: dict[int, list[MeetingLink]] = defaultdict(list)
    for document, meeting in pairs:
        if meeting in meetings and len(records[document]) < MOST_RECORDS:
            records[document].append(meetings[meeting])
    return records


def _overlapping(model: Any, found: Sequence[FoundStretch]) -> list[Any]:
    """Marks, or passages of parts of records, that share a character with what was found."""
    here = Q(pk__in=[])
    for one in found:
        document = one.stretch.document_id
        here |= Q(document=document, start__lt=one.end, end__gt=one.start)
    rows = model.objects.filter(here) if model is Mark else model.objects.published().filter(here)
    row = _MarkRow if model is Mark else _UseRow
    columns = row_columns(row)
    return row_reader(row)([*rows.order_by("document", "start", "pk").values_list(*columns)])


def _place(document: DocumentLink, position: int) -> str:
    """The address at which a document shows a character."""
    return f"{document.url}?{POSITION}={position}"
