"""One pledge with all that its page shows, read in few queries."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from participants.queries.prepared import PreparedQuery, columns, instance

from ..addresses import address, numbered_address
from ..models import Amount, Inference, Meeting, Passage, Pledge, Pledger, Update
from ..models.wording import listed
from ..reading.statement import StatementRow, statement_rows
from .meeting_reading import meeting_columns, meeting_of
from .plain import DocumentLink, Named, Rows, document_columns, document_link


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a pledge, as :class:`meetings.models.Pledger` has it."""

    participant: Named | None
    person: Named | None

    @property
    def wording(self) -> str:
        """The body with its person, or the one that is known."""
        if self.person and self.participant:
            return f"{self.participant.name} ({self.person.name})"
        return str(self.person or self.participant)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A sum promised."""

    text: str
    value: Decimal | None
    currency: str
    unit: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """The words in a document."""

    exact: str
    document: DocumentLink


@dataclass(frozen=True, slots=True)
class WhyRow:
    """Why a value is inferred."""

    reason: str


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What a source asserts of the pledge, and the meeting that reports it, where it is public."""

    update: Update
    date: str
    date_wording: str
    asserted_by: str
    text: str
    reported_at: Meeting | None
    passages: Rows[PassageRow]
    inferences: Rows[WhyRow]

    def get_status_display(self) -> str:
        """The status in words."""
        return str(self.update.get_status_display())


@dataclass(frozen=True, slots=True)
class PledgePage:
    """A pledge as its page prints it; ``inferences`` are path and reason."""

    pledge: Pledge
    pk: int
    number: int
    title: str
    collective: str
    meeting: Meeting
    makers: str
    made_wording: str
    due_wording: str
    pledgers: Rows[Maker]
    amounts: Rows[AmountRow]
    statement: StatementRow | None
    passages: list[PassageRow]
    updates: list[UpdateRow]
    inferences: list[tuple[str, str]]

    def get_absolute_url(self) -> str:
        """The page of the pledge."""
        return numbered_address("pledge", self.meeting.slug, self.number)


def _pledge(slug: str, number: int) -> Any:
    parts = {
        "has_amounts": Exists(Amount.objects.filter(pledge=OuterRef("pk"))),
        "has_updates": Exists(Update.objects.filter(pledge=OuterRef("pk"))),
    }
    rows = Pledge.objects.published().filter(meeting__slug=slug, number=number).annotate(**parts)
    return rows.order_by().values_list(
        *parts, "statement__key", *columns(Pledge), *meeting_columns("meeting__")
    )


def _of_pledge(pk: int) -> Q:
    """What belongs to the pledge, or to an update of it."""
    return Q(pledge=pk) | Q(update__pledge=pk)


_PLEDGE = PreparedQuery(_pledge)
_MAKERS = PreparedQuery(
    lambda pk: (
        Pledger.objects.filter(pledge=pk)
        .order_by("order", "pk")
        .values_list("participant__name", "participant__slug", "person__name", "person__key")
    )
)
_AMOUNTS = PreparedQuery(
    lambda pk: (
        Amount.objects.filter(pledge=pk)
        .order_by("order", "pk")
        .values_list("text", "value", "currency", "unit")
    )
)
_UPDATES = PreparedQuery(
    lambda pk: (
        Update.objects.filter(pledge=pk)
        .order_by("first_day", "order", "pk")
        .values_list("meeting__slug", *columns(Update))
    )
)
_REPORTING = PreparedQuery(
    lambda pk: (
        Meeting.objects.public()
        .filter(slug__in=Update.objects.filter(pledge=pk).values("meeting__slug"))
        .order_by()
        .values_list(*meeting_columns())
    )
)
_PASSAGES = PreparedQuery(
    lambda pk: (
        Passage.objects.filter(_of_pledge(pk))
        .order_by("order", "pk")
        .values_list("update_id", "exact", *document_columns("document"))
    )
)
_INFERENCES = PreparedQuery(
    lambda pk: (
        Inference.objects.filter(_of_pledge(pk))
        .order_by("pk")
        .values_list("update_id", "field", "reason")
    )
)


def published_pledge(slug: str, number: int) -> PledgePage | None:
    """The pledge of that number of a published record, with all that its page shows."""
    row = _PLEDGE.row(slug, number)
    if row is None:
        return None
    own = 3 + len(Pledge._meta.concrete_fields)
    pledge = instance(Pledge, row[3:own])
    assert pledge is not None  # noqa: S101 - no join leads to the pledge
    meeting, _rest = meeting_of(row[own:])
    pledge.meeting = meeting
    pk, (has_amounts, has_updates, key) = pledge.pk, row[:3]
    makers = Rows(
        Maker(_named("participant", *told[:2]), _named("person", *told[2:]))
        for told in _MAKERS.rows(pk)
    )
    names = dict.fromkeys(maker.wording for maker in makers)
    passages: dict[int | None, Rows[PassageRow]] = defaultdict(Rows)
    for update, exact, *told in _PASSAGES.rows(pk):
        passages[update].append(PassageRow(exact, document_link(told)))
    inferences: dict[int | None, list[tuple[str, str]]] = defaultdict(list)
    for update, path, reason in _INFERENCES.rows(pk):
        inferences[update].append((path, reason))
    return PledgePage(
        pledge,
        pk,
        pledge.number,
        pledge.title,
        pledge.collective,
        meeting,
        listed([*names, *filter(None, [pledge.collective])]),
        pledge.made_wording,
        pledge.due_wording,
        makers,
        Rows(AmountRow(*told) for told in (_AMOUNTS.rows(pk) if has_amounts else ())),
        next(iter(statement_rows([key] if key else [])), None),
        passages[None],
        _updates(pk, passages, inferences) if has_updates else [],
        inferences[None],
    )


def _named(route: str, name: str | None, slug: str | None) -> Named | None:
    return Named(name or "", address(route, slug)) if slug else None


def _updates(
    pk: int,
    passages: dict[int | None, Rows[PassageRow]],
    inferences: dict[int | None, list[tuple[str, str]]],
) -> list[UpdateRow]:
    """What became of a pledge, with the meetings that report it, where they are public."""
    found: list[UpdateRow] = []
    rows = _UPDATES.rows(pk)
    reporting = _REPORTING.rows(pk) if any(row[0] for row in rows) else []
    public = {meeting.slug: meeting for meeting, _rest in map(meeting_of, reporting)}
    for slug, *told in rows:
        update = instance(Update, told)
        if update is not None:
            why = Rows(WhyRow(reason) for _path, reason in inferences[update.pk])
            found.append(_update(update, public.get(slug), passages[update.pk], why))
    return found


def _update(
    update: Update, meeting: Meeting | None, passages: Rows[PassageRow], why: Rows[WhyRow]
) -> UpdateRow:
    return UpdateRow(
        update,
        update.date,
        update.date_wording,
        update.asserted_by,
        update.text,
        meeting,
        passages,
        why,
    )
