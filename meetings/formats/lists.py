"""Every list that is taken along: its address, its filters, and what it holds of each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from ..lists.delegation import DelegationFilterSet
from ..lists.document import DocumentFilterSet
from ..lists.filterset import ListFilterSet
from ..lists.meeting import MeetingFilterSet
from ..lists.pages import KeysetPaginator, ReadRows
from ..lists.participant import ParticipantFilterSet
from ..lists.person import PersonFilterSet
from ..lists.pledge import PledgeFilterSet
from ..lists.statement import StatementFilterSet, StatementPaginator
from .items import delegation, meeting, nouns, pledge, statement, whole
from .table import Table

#: the files of a list: extensions, and what links say, in the order that pages offer them
LIST_FORMATS: dict[str, Any] = {
    "pdf": _("PDF"),
    "csv": _("CSV"),
    "xlsx": _("Excel"),
    "json": _("JSON"),
}
#: gives items by the numbers of their rows
Gather = Callable[[Sequence[int]], list[Any]]


@dataclass(frozen=True, slots=True)
class FilteredRows:
    """The rows that the filters of an address leave, read on by key."""

    filterset: type[ListFilterSet]
    gather: Gather
    paginator: type[KeysetPaginator] = KeysetPaginator

    def filters(self, query: QueryDict) -> ListFilterSet:
        """The filters, bound to an address."""
        return self.filterset(query)

    def pages(
        self, filters: ListFilterSet, size: int, gather: ReadRows | None = None
    ) -> KeysetPaginator:
        """Items in blocks of a size, or what else ``gather`` makes of the numbers of rows."""
        return self.paginator(filters, gather or self.gather, size)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list: ``name`` is its address and that of its files (/statements.csv).

    ``item`` is the type of what it holds. A list without filters has ``whole``, which gives all.
    """

    name: str
    noun: str
    label: Any
    table: Table
    item: type[Struct]
    rows: FilteredRows | None = None
    whole: Callable[[], list[Any]] | None = field(default=None)

    @property
    def page_route(self) -> str:
        """The name of its page's address."""
        return f"{self.noun}_list"

    @property
    def parameters(self) -> dict[str, Any]:
        """The filters of its address, by name."""
        return dict(self.rows.filterset.base_filters) if self.rows else {}


LISTS = (
    ListOf(
        "statements",
        "statement",
        _("Statements"),
        statement.TABLE,
        statement.StatementItem,
        FilteredRows(StatementFilterSet, statement.statement_items, StatementPaginator),
    ),
    ListOf(
        "meetings",
        "meeting",
        _("Meetings"),
        meeting.TABLE,
        meeting.ListedMeetingItem,
        FilteredRows(MeetingFilterSet, meeting.meeting_items),
    ),
    ListOf(
        "delegations",
        "delegation",
        _("Delegations"),
        delegation.TABLE,
        delegation.DelegationItem,
        FilteredRows(DelegationFilterSet, delegation.delegation_items),
    ),
    ListOf(
        "pledges",
        "pledge",
        _("Pledges"),
        pledge.TABLE,
        pledge.PledgeItem,
        FilteredRows(PledgeFilterSet, pledge.pledge_items),
    ),
    ListOf(
        "participants",
        "participant",
        _("Participants"),
        nouns.PARTICIPANTS,
        nouns.ListedParticipantItem,
        FilteredRows(ParticipantFilterSet, nouns.participant_items),
    ),
    ListOf(
        "people",
        "person",
        _("People"),
        nouns.PEOPLE,
        nouns.ListedPersonItem,
        FilteredRows(PersonFilterSet, nouns.person_items),
    ),
    ListOf(
        "documents",
        "document",
        _("Documents"),
        nouns.DOCUMENTS,
        nouns.ListedDocumentItem,
        FilteredRows(DocumentFilterSet, nouns.document_items),
    ),
    ListOf(
        "topics",
        "topic",
        _("Topics"),
        whole.TOPICS,
        whole.ListedTopicItem,
        whole=whole.topic_items,
    ),
    ListOf(
        "series",
        "series",
        _("Series"),
        whole.SERIES,
        whole.ListedSeriesItem,
        whole=whole.series_items,
    ),
)
