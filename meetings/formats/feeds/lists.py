"""The feed of a list: its filters, its heading, and what was published or changed last in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...lists.delegation import DelegationFilterSet
from ...lists.document import DocumentFilterSet
from ...lists.headings import heading
from ...lists.meeting import MeetingFilterSet
from ...lists.participant import ParticipantFilterSet
from ...lists.person import PersonFilterSet
from ...lists.pledge import PledgeFilterSet
from ...lists.statement import StatementFilterSet
from ...models import Series, Topic
from ...models.choices import Layer
from .entries import ENTRIES
from .entry import MOST, Feed
from .newest import Rows, newest_rows
from .rows import LinkedRows, PledgeRows, StatementRows


@dataclass(frozen=True, slots=True)
class ListFeed:
    """The feed of the list of a noun; ``filterset`` is None where nothing filters the list."""

    noun: str
    plural: str
    title: Any
    filterset: Any
    rows: Callable[[Any], Rows]

    @property
    def route(self) -> str:
        """The name of its address."""
        return f"{self.noun}_list_atom"

    @property
    def path(self) -> str:
        """The pattern of its address."""
        return f"{self.plural}.atom"

    @property
    def parameters(self) -> list[str]:
        """The filters that it reads; its order is its own."""
        names = self.filterset.base_filters if self.filterset else ()
        return [name for name in names if name != "sort"]

    def filters(self, query: QueryDict) -> Any:
        """The filters of an address; None where nothing filters the list."""
        return self.filterset(query) if self.filterset else None

    def feed(self, filters: Any, most: int = MOST) -> Feed:
        """The feed of what filters leave; with values that are wrong it holds nothing."""
        page, address = reverse(f"{self.noun}_list"), reverse(self.route)
        query = filters.address.query().urlencode() if filters else ""
        title = heading(filters, str(self.title)) if filters else str(self.title)
        is_readable = filters is None or filters.is_valid()
        found = newest_rows(self.rows(filters), most) if is_readable else []
        return Feed(
            title=title,
            page=f"{page}?{query}" if query else page,
            address=f"{address}?{query}" if query else address,
            entries=ENTRIES[self.noun](found),
        )


def _statements(filters: Any) -> Rows:
    return StatementRows(filters.query.branches, filters.every_condition)


def _linked(noun: str) -> Callable[[Any], Rows]:
    return lambda filters: LinkedRows(noun, filters.qs)


def _of_model(noun: str, model: Any) -> Callable[[Any], Rows]:
    return lambda _filters: LinkedRows(noun, model.objects.public())


def _records(filters: Any) -> Rows:
    return LinkedRows("meeting", filters.qs.filter(layer=Layer.RECORD))


LIST_FEEDS: tuple[ListFeed, ...] = (
    ListFeed("statement", "statements", _("Statements"), StatementFilterSet, _statements),
    ListFeed("meeting", "meetings", _("Meetings"), MeetingFilterSet, _records),
    ListFeed(
        "pledge", "pledges", _("Pledges"), PledgeFilterSet, lambda filters: PledgeRows(filters.qs)
    ),
    ListFeed(
        "delegation", "delegations", _("Delegations"), DelegationFilterSet, _linked("delegation")
    ),
    ListFeed(
        "participant",
        "participants",
        _("Participants"),
        ParticipantFilterSet,
        _linked("participant"),
    ),
    ListFeed("person", "people", _("People"), PersonFilterSet, _linked("person")),
    ListFeed("topic", "topics", _("Topics"), None, _of_model("topic", Topic)),
    ListFeed("series", "series", _("Series"), None, _of_model("series", Series)),
    ListFeed("document", "documents", _("Documents"), DocumentFilterSet, _linked("document")),
)


def list_feed(noun: str) -> ListFeed:
    """The feed of the list of a noun."""
    return next(one for one in LIST_FEEDS if one.noun == noun)
