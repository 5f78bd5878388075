"""The feed of a list: its filters, its heading, and what was published or changed last in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from ...lists.address import SORT
from ...lists.headings import heading
from ...models import Series, Topic
from ...models.choices import Layer
from ..lists import LISTS, ListOf
from .entries import ENTRIES
from .entry import MOST, Feed
from .newest import Rows, newest_rows
from .rows import LinkedRows, PledgeRows, StatementRows


@dataclass(frozen=True, slots=True)
class ListFeed:
    """The feed of a list, and the rows that it looks for what is new among."""

    listing: ListOf
    rows: Callable[[Any], Rows]

    @property
    def noun(self) -> str:
        """What the list holds."""
        return self.listing.noun

    @property
    def route(self) -> str:
        """The name of its address."""
        return f"{self.listing.page_route}_atom"

    @property
    def path(self) -> str:
        """The pattern of its address."""
        return f"{self.listing.name}.atom"

    @property
    def parameters(self) -> list[str]:
        """The filters that it reads; its order is its own."""
        return [name for name in self.listing.parameters if name != SORT]

    def filters(self, query: QueryDict) -> Any:
        """The filters of an address; None where nothing filters the list."""
        rows = self.listing.rows
        return rows.filters(query) if rows else None

    def feed(self, filters: Any, most: int = MOST) -> Feed:
        """The feed of what filters leave; with values that are wrong it holds nothing."""
        page, address = reverse(self.listing.page_route), reverse(self.route)
        query = filters.address.query().urlencode() if filters else ""
        label = str(self.listing.label)
        title = heading(filters, label) if filters else label
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


#: where the rows of a list are looked for, by its noun
_ROWS: dict[str, Callable[[Any], Rows]] = {
    "statement": _statements,
    "meeting": _records,
    "pledge": lambda filters: PledgeRows(filters.qs),
    "delegation": _linked("delegation"),
    "participant": _linked("participant"),
    "person": _linked("person"),
    "topic": _of_model("topic", Topic),
    "series": _of_model("series", Series),
    "document": _linked("document"),
}
LIST_FEEDS = tuple(ListFeed(listing, _ROWS[listing.noun]) for listing in LISTS)


def list_feed(noun: str) -> ListFeed:
    """The feed of the list of a noun."""
    return next(one for one in LIST_FEEDS if one.noun == noun)
