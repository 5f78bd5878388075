"""Parts of a record of which its page shows a line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participants.queries.prepared import PreparedQuery, columns, instance

from ..addresses import numbered_address
from ..models import Figure, Meeting, Pledge, Reference
from ..models.figure import ATTENDING
from ..models.wording import listed
from .plain import DocumentLink, Numbered, document_columns, document_link
from .reasons import Reasons

_FIGURES = PreparedQuery(
    lambda meeting: (
        Figure.objects.filter(meeting=meeting)
        .order_by("order", "pk")
        .values_list("id", "text", "subject", "statement__number")
    )
)
_REFERENCES = PreparedQuery(
    lambda meeting: (
        Reference.objects.filter(meeting=meeting)
        .order_by("order", "pk")
        .values_list("id", *document_columns("document"))
    )
)
_MAKER = ("pledgers__participant__name", "pledgers__person__name")
_PLEDGES = PreparedQuery(
    lambda meeting, day: (
        Pledge.objects.published()
        .filter(meeting=meeting)
        .with_status(day)
        .order_by("order", "number", "pledgers__order", "pledgers__pk")
        .values_list("status", "statement__number", *_MAKER, *columns(Pledge))
    )
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that the source reports, and the statement that has it."""

    pk: int
    text: str
    subject: str
    statement: Numbered | None

    @property
    def is_of_attendance(self) -> bool:
        """Whether those who took part are counted."""
        return any(words in self.subject.lower() for words in ATTENDING)


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A document that the source refers to."""

    pk: int
    document: DocumentLink


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """The last revision of the record."""

    number: int
    when: datetime


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge as components/pledge_row.html prints it; ``status`` is of the day asked for."""

    number: int
    title: str
    makers: str
    made_wording: str
    due_wording: str
    status: str
    meeting: Meeting
    statement: Numbered | None
    statement_id: int | None
    url: str

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return self.url


def figures(meeting: int) -> list[FigureRow]:
    """The numbers that a record reports, in order."""
    return [
        FigureRow(pk, text, subject, Numbered(number) if number else None)
        for pk, text, subject, number in _FIGURES.rows(meeting)
    ]


def references(meeting: int) -> list[ReferenceRow]:
    """The documents that a record refers to, in order."""
    return [ReferenceRow(pk, document_link(told)) for pk, *told in _REFERENCES.rows(meeting)]


def with_reasons(rows: Iterable[Any], field: str, reasons: Reasons) -> list[tuple[Any, str]]:
    """Each part with why anything of it is inferred."""
    return [(row, reasons.together(field, row.pk)) for row in rows]


def pledges(meeting: Meeting, day: date) -> list[PledgeRow]:
    """The pledges of a record as rows of a list, with the status of ``day``; one query."""
    makers: dict[int, list[str]] = {}
    rows: dict[int, tuple[str, int | None, Pledge]] = {}
    for status, said, body, person, *told in _PLEDGES.rows(meeting.pk, day):
        pledge = instance(Pledge, told)
        if pledge is None:
            continue
        if pledge.pk not in rows:
            makers[pledge.pk] = []
            rows[pledge.pk] = status, said, pledge
        maker = f"{body} ({person})" if body and person else person or body
        if maker:
            makers[pledge.pk].append(maker)
    return [
        PledgeRow(
            pledge.number,
            pledge.title,
            listed([*dict.fromkeys(makers[pk]), *filter(None, [pledge.collective])]),
            pledge.made_wording,
            pledge.due_wording,
            status,
            meeting,
            Numbered(said) if said else None,
            pledge.statement_id,
            numbered_address("pledge", meeting.slug, pledge.number),
        )
        for pk, (status, said, pledge) in rows.items()
    ]
