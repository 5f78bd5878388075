"""Documents as pages show them: ``DocumentRow`` for lists, and the page of one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from django.db.models import F, OuterRef, Subquery

from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from ..dates import wording
from ..models import Document, Inference, ListedDocument, Meeting, Passage, Reference
from ..models.choices import Rights
from .document_reasons import DocumentReasons, document_reasons
from .evidence import InferredRow, QuoteRow
from .labels import language_name
from .links import DocumentLink, MeetingLink, ParticipantLink


@dataclass(slots=True)
class DocumentRow(DocumentLink):
    """A document without its text; ``reasons`` say why facts of it are inferred, by name."""

    pk: int
    kind: str
    date: str
    first_day: datetime.date | None
    reasons: DocumentReasons = field(default_factory=dict, kw_only=True)

    @property
    def when(self) -> str:
        """Its date in words; empty where that is not stated."""
        return wording(self.date) if self.date else ""

    @property
    def language_name(self) -> str:
        """Its language in words; empty where that is not stated."""
        return language_name(self.language) if self.language else ""


@dataclass(slots=True)
class ListedDocumentRow(DocumentRow):
    """A document of the list: who issued it, and whether its text is ``held`` here."""

    held: str
    issuers: Sequence[ParticipantLink] = ()


@dataclass(slots=True)
class ReferenceRow:
    """A record that refers to a document, with the words of its source."""

    meeting: MeetingLink
    quotes: list[QuoteRow] = field(default_factory=list)


@dataclass(slots=True)
class DocumentPage(DocumentRow):
    """A document with its text, and which records use it or refer to it."""

    publisher: str
    url_of_original: Annotated[str, F("url")]
    retrieved: str
    origin: str
    rights: str
    text: str
    sha256: str
    issuers: Sequence[ParticipantLink] = ()
    references: Sequence[ReferenceRow] = ()
    recorded: Sequence[MeetingLink] = ()
    inferred: Sequence[InferredRow] = ()

    @property
    def retrieved_when(self) -> str:
        """The day the text was taken from its original, in words; empty where not stated."""
        return wording(self.retrieved) if self.retrieved else ""

    @property
    def original(self) -> str:
        """The address of the original; else its origin where that is one, else empty."""
        return next(filter(_host, (self.url_of_original, self.origin)), "")

    @property
    def original_host(self) -> str:
        """The site that has the original; empty where no address is known."""
        return _host(self.original)

    def get_rights_display(self) -> str:
        """What of it may be shown, in words."""
        return str(Rights(self.rights).label)


@dataclass(slots=True)
class _Issuer:
    document_id: int
    participant: ParticipantLink


@dataclass(slots=True)
class _ReferenceQuote:
    """One of the quotes of a reference; one row without words where it has none."""

    pk: int
    meeting: MeetingLink
    exact: Annotated[str | None, F("passages__exact")]
    document: Annotated[DocumentLink | None, F("passages__document")]


_ROWS = PreparedQuery(
    lambda numbers: (
        Document.objects.filter(pk__in=[numbers])
        .order_by()
        .annotate(
            held=Subquery(ListedDocument.objects.filter(document=OuterRef("pk")).values("held")[:1])
        )
    ),
    ListedDocumentRow,
)
_ISSUERS_OF_ROWS = PreparedQuery(
    lambda numbers: Document.issuers.through.objects.filter(document__in=[numbers]).order_by(
        "participant__sort_name", "participant__slug", "pk"
    ),
    _Issuer,
)
_DOCUMENT = PreparedQuery(
    lambda key: Document.objects.public().filter(key=key).order_by(), DocumentPage
)
_ISSUERS = PreparedQuery(
    lambda pk: Participant.objects.filter(documents_issued=pk), ParticipantLink
)
_INFERRED = PreparedQuery(
    lambda pk: Inference.objects.published().filter(document=pk).order_by("pk"), InferredRow
)
_REFERENCES = PreparedQuery(
    lambda pk: (
        Reference.objects.published()
        .filter(document=pk)
        .order_by(
            *("meeting__first_day", "meeting__slug", "order", "pk"),
            *("passages__order", "passages__start", "passages__pk"),
        )
    ),
    _ReferenceQuote,
)
_RECORDED = PreparedQuery(
    lambda pk: (
        Meeting.objects.published()
        .filter(pk__in=Passage.objects.filter(document=pk).values("meeting"))
        .oldest_first()
    ),
    MeetingLink,
)


def _host(origin: str) -> str:
    """The host of a web address; empty for anything else."""
    try:
        found = urlsplit(origin)
    except ValueError:
        return ""
    return (found.hostname or "") if found.scheme in {"http", "https"} else ""


def document_rows(numbers: Sequence[int]) -> list[ListedDocumentRow]:
    """Documents by their numbers, in their order; four queries."""
    issuers: dict[int, list[ParticipantLink]] = {}
    for row in _ISSUERS_OF_ROWS.rows(numbers):
        issuers.setdefault(row.document_id, []).append(row.participant)
    rows = {row.pk: row for row in _ROWS.rows(numbers)}
    reasons = document_reasons(rows)
    for pk, document in rows.items():
        document.issuers = issuers.get(pk, ())
        document.reasons = reasons.get(pk, {})
    return [rows[pk] for pk in numbers if pk in rows]


def public_document(key: str) -> DocumentPage | None:
    """A document that a published record uses, with these records."""
    document = _DOCUMENT.row(key)
    if document is None:
        return None
    document.issuers = _ISSUERS.rows(document.pk)
    document.references = _references(document.pk)
    document.recorded = _RECORDED.rows(document.pk)
    document.inferred = _INFERRED.rows(document.pk)
    document.reasons = document_reasons([document.pk]).get(document.pk, {})
    return document


def _references(document: int) -> list[ReferenceRow]:
    """The records that refer to a document, the earliest first; one query."""
    references: dict[int, ReferenceRow] = {}
    for row in _REFERENCES.rows(document):
        reference = references.setdefault(row.pk, ReferenceRow(row.meeting))
        if row.exact is not None and row.document is not None:
            reference.quotes.append(QuoteRow(row.exact, row.document))
    return list(references.values())
