"""Parts of a record of which the page of its meeting shows a line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated

from django.db.models import F

from participants.queries.prepared import PreparedQuery

from ..dates import wording
from ..models import Figure, Pledge, Reference
from ..models.figure import ATTENDING
from .inferred import Reasons
from .links import DocumentLink, MeetingLink, PledgeLink
from .pledge import FACTS, NumberedStatement, PledgerRow, PledgeWording


@dataclass(slots=True)
class FigureRow:
    """A number that the source reports, the statement that has it, and why it is inferred."""

    pk: int
    text: str
    subject: str
    statement_number: Annotated[int | None, F("statement__number")]
    reason: str = ""

    @property
    def is_of_attendance(self) -> bool:
        """Whether those who took part are counted."""
        return any(words in self.subject.lower() for words in ATTENDING)


@dataclass(slots=True)
class ReferredDocument:
    """A document that the source refers to; ``reason`` says why its title is inferred."""

    pk: int
    document: DocumentLink
    date: Annotated[str, F("document__date")]
    reason: str = ""
    symbol_reason: str = ""

    @property
    def date_wording(self) -> str:
        """Its date in words; empty where no source prints it."""
        return wording(self.date) if self.date else ""


@dataclass(slots=True)
class PledgeOfMeeting(PledgeWording, PledgeLink):
    """A pledge as components/pledge_row.html prints it; read once for each who made it.

    ``status`` is of the day asked for.
    """

    pk: int
    collective: str
    made: str
    due: str
    status: str
    statement: NumberedStatement | None
    pledger: Annotated[PledgerRow | None, F("pledgers")]
    pledgers: Sequence[PledgerRow] = field(default=(), kw_only=True)
    meeting: MeetingLink | None = field(default=None, kw_only=True)
    reasons: Mapping[str, str] = field(default_factory=dict, kw_only=True)


_FIGURES = PreparedQuery(
    lambda meeting: Figure.objects.filter(meeting=meeting).order_by("order", "pk"), FigureRow
)
_FIGURES_OF_STATEMENT = PreparedQuery(
    lambda pk: Figure.objects.filter(statement=pk).order_by("order", "pk"), FigureRow
)
_REFERENCES = PreparedQuery(
    lambda meeting: Reference.objects.filter(meeting=meeting).order_by("order", "pk"),
    ReferredDocument,
)
_PLEDGES = PreparedQuery(
    lambda meeting, day: (
        Pledge.objects.published()
        .filter(meeting=meeting)
        .with_status(day)
        .order_by("order", "number", "pledgers__order", "pledgers__pk")
    ),
    PledgeOfMeeting,
)
_PLEDGES_OF_STATEMENT = PreparedQuery(
    lambda pk: Pledge.objects.filter(statement=pk).order_by("order", "number", "pk"), PledgeLink
)


def figures_of(meeting: int, reasons: Reasons) -> list[FigureRow]:
    """The numbers that a record reports, in order; one query."""
    figures = _FIGURES.rows(meeting)
    for figure in figures:
        figure.reason = reasons.together("figure", figure.pk)
    return figures


def figures_of_statement(statement: int) -> list[FigureRow]:
    """The numbers that a statement reports, in order; one query."""
    return _FIGURES_OF_STATEMENT.rows(statement)


def references_of(meeting: int, reasons: Reasons) -> list[ReferredDocument]:
    """The documents that a record refers to, in order; one query."""
    references = _REFERENCES.rows(meeting)
    for reference in references:
        of_reference = partial(reasons.of, field="reference", owner=reference.pk)
        reference.symbol_reason = of_reference("symbol")
        reference.reason = of_reference("title", "date", "document")
    return references


def pledges_of(
    meeting: int, shown: MeetingLink, day: date, reasons: Reasons
) -> list[PledgeOfMeeting]:
    """The pledges of a record with the status of ``day``; one query."""
    pledges: dict[int, PledgeOfMeeting] = {}
    for row in _PLEDGES.rows(meeting, day):
        pledge = pledges.setdefault(row.pk, row)
        pledge.meeting = shown
        if row.pledger:
            pledge.pledgers = (*pledge.pledgers, row.pledger)
    for pk, pledge in pledges.items():
        pledge.reasons = {
            fact: reasons.of(*paths, field="pledge", owner=pk) for fact, paths in FACTS.items()
        }
    return list(pledges.values())


def pledges_of_statement(statement: int) -> list[PledgeLink]:
    """The pledges that stem from a statement, in order; one query."""
    return _PLEDGES_OF_STATEMENT.rows(statement)
