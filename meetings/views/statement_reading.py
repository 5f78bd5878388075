"""One statement with all that hangs on it, read in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from participants.models import Participant
from participants.queries.prepared import PreparedQuery, columns, instance

from ..addresses import address, numbered_addresses
from ..models import Correction, Document, Figure, Inference, Meeting, Passage, Pledge, Statement
from ..models.wording import statement_heading, statement_speakers
from .meeting_reading import meeting_columns, meeting_of
from .plain import Named, Rows, Spoken, Voice, spoken, spoken_columns
from .sessions import Titled
from .speech import SAID, Said, said


class Has(NamedTuple):
    """What hangs on a statement: what it has none of is not asked for."""

    mentions: bool
    pledges: bool
    figures: bool
    replies: bool
    answers: bool


@dataclass(frozen=True, slots=True)
class SessionName:
    """The session of a statement."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """A published statement and its meeting."""

    pk: int
    key: int
    said: Said
    meeting: Meeting
    session: SessionName | None
    agenda_item: Titled | None
    has: Has


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a statement comes from, whether it has corrections, and the places."""

    document: Document
    corrected: bool
    places: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class NumberedTitle:
    """A pledge that stems from a statement."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A number that a statement reports."""

    text: str
    subject: str


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic of a statement."""

    topic: Named


@dataclass(frozen=True, slots=True)
class Whole:
    """A statement as its page prints it."""

    said: Said
    meeting: Meeting
    number: int
    text: str
    form: str
    language: str
    procedural: bool
    collective: str
    unattributed: str
    session: SessionName | None
    agenda_item: Titled | None
    speakers: Rows[Voice]
    topic_links: Rows[TopicLink]
    mentions: Rows[Named]
    pledges: Rows[NumberedTitle]
    figures: Rows[FigureWords]

    @property
    def heading(self) -> str:
        """Speakers "on" topics, else the opening words."""
        known: Any = self
        return statement_heading(known)

    @property
    def speakers_wording(self) -> str:
        """Who said it, in words; empty where the source is silent."""
        known: Any = self
        return statement_speakers(known)

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return self.said.url

    def get_form_display(self) -> str:
        """How close the text is to the words spoken, in words."""
        return self.said.get_form_display()


def _found(slug: str, number: int) -> Any:
    replies: Any = Statement.in_reply_to.through
    mentions: Any = Statement.mentions.through
    parts = {
        "has_mentions": Exists(mentions.objects.filter(statement=OuterRef("pk"))),
        "has_pledges": Exists(Pledge.objects.filter(statement=OuterRef("pk"))),
        "has_figures": Exists(Figure.objects.filter(statement=OuterRef("pk"))),
        "has_replies": Exists(replies.objects.filter(to_statement=OuterRef("pk"))),
        "has_answers": Exists(replies.objects.filter(from_statement=OuterRef("pk"))),
    }
    rows = Statement.objects.published().filter(meeting__slug=slug, number=number)
    beside = ("session__key", "session__title", "agenda_item__title")
    return (
        rows.annotate(**parts)
        .order_by()
        .values_list(*meeting_columns("meeting__"), *SAID, "key", *beside, *parts)
    )


def _of_others(rows: Any) -> Any:
    """Statements as links name them, in order; a row for each speaker."""
    ordered = rows.order_by("order", "number", "pk", "speakers__order", "speakers__pk")
    return ordered.values_list(*spoken_columns())


def _beside(meeting: int, key: int) -> Any:
    rows = Statement.objects.published().filter(meeting=meeting)
    before = rows.filter(key__lt=key).order_by("-key").values("key")[:1]
    after = rows.filter(key__gt=key).order_by("key").values("key")[:1]
    either = rows.filter(Q(key=Subquery(before)) | Q(key=Subquery(after)))
    ordered = either.order_by("key", "speakers__order", "speakers__pk")
    return ordered.values_list(*spoken_columns(key="key"))


_FOUND = PreparedQuery(_found)
_REPLIES = PreparedQuery(
    lambda pk: _of_others(Statement.objects.published().filter(in_reply_to=pk))
)
_ANSWERED = PreparedQuery(lambda pk: _of_others(Statement.objects.published().filter(replies=pk)))
_BESIDE = PreparedQuery(_beside)
INFERENCES = PreparedQuery(
    lambda pk: (
        Inference.objects.published()
        .filter(statement=pk)
        .order_by("pk")
        .values_list("field", "reason")
    )
)
_DOCUMENTS = PreparedQuery(
    lambda pk: (
        Passage.objects.published()
        .filter(statement=pk)
        .order_by("document__title", "document__key", "start", "pk")
        .annotate(corrected=Exists(Correction.objects.filter(document=OuterRef("document"))))
        .values_list("start", "end", "corrected", *columns(Document, "document__"))
    )
)
_MENTIONS = PreparedQuery(
    lambda pk: (
        Participant.objects.filter(mentioned_in=pk)
        .order_by("sort_name", "slug")
        .values_list("name", "slug")
    )
)
_PLEDGES = PreparedQuery(
    lambda pk: (
        Pledge.objects.filter(statement=pk)
        .order_by("order", "number", "pk")
        .values_list("number", "title")
    )
)
_FIGURES = PreparedQuery(
    lambda pk: (
        Figure.objects.filter(statement=pk).order_by("order", "pk").values_list("text", "subject")
    )
)


def found(slug: str, number: int) -> Found | None:
    """The published statement of that number, and its meeting; one query."""
    row = _FOUND.row(slug, number)
    if row is None:
        return None
    meeting, rest = meeting_of(row)
    own = len(SAID)
    key, session, session_title, item, *has = rest[own:]
    return Found(
        rest[0],
        key,
        said(rest[:own], numbered_addresses("statement", slug)),
        meeting,
        SessionName(session, session_title) if session else None,
        Titled(item) if item is not None else None,
        Has(*has),
    )


def whole(found: Found, voices: Sequence[Voice], topics: Sequence[tuple[str, str]]) -> Whole:
    """The statement with its speakers and topics, and with what else hangs on it."""
    pk, has, said = found.pk, found.has, found.said
    mentions = _MENTIONS.rows(pk) if has.mentions else []
    return Whole(
        said,
        found.meeting,
        said.number,
        said.text,
        said.form,
        said.language,
        said.procedural,
        said.collective,
        said.unattributed,
        found.session,
        found.agenda_item,
        Rows(voices),
        Rows(TopicLink(Named(name, url)) for name, url in topics),
        Rows(Named(name, address("participant", slug)) for name, slug in mentions),
        Rows(NumberedTitle(*row) for row in (_PLEDGES.rows(pk) if has.pledges else ())),
        Rows(FigureWords(*row) for row in (_FIGURES.rows(pk) if has.figures else ())),
    )


def documents(pk: int) -> list[Cited]:
    """The documents of a statement, each with its places there."""
    found: dict[int, Cited] = {}
    for start, end, corrected, *told in _DOCUMENTS.rows(pk):
        document = instance(Document, told)
        if document is not None:
            cited = found.setdefault(document.pk, Cited(document, bool(corrected), []))
            cited.places.append((start, end))
    return list(found.values())


def replies(found: Found) -> list[Spoken]:
    """The statements that take this one up."""
    return list(spoken(_REPLIES.rows(found.pk)).values()) if found.has.replies else []


def answered(found: Found) -> list[Spoken]:
    """The statements that this one replies to."""
    return list(spoken(_ANSWERED.rows(found.pk)).values()) if found.has.answers else []


def neighbours(found: Found) -> tuple[Spoken | None, Spoken | None]:
    """The statements before and after in the meeting; one query."""
    rows = spoken(_BESIDE.rows(found.meeting.pk, found.key))
    before = next((row for key, row in rows.items() if key < found.key), None)
    return before, next((row for key, row in rows.items() if key > found.key), None)
