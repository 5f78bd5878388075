"""The rows of each list, as their feeds walk them."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from ...derived.chronology import MEETING
from ...models import Delegate, Delegation, Meeting, Passage, Pledger, Reference, Statement
from ...models.meeting import MEETING_LIMIT
from ...models.statement_links import StatementParticipant, StatementPerson, StatementTopic
from ...search.query.conditions import Condition, meeting_ranges
from ...search.query.expansion import Branch
from ...search.results.key_page import newest_keys
from .newest import FIRST_ROWS, MOST_ROWS, Placed


@dataclass(frozen=True, slots=True)
class StatementRows:
    """Statements by their keys, which hold the number of the meeting."""

    branches: Sequence[Branch]
    conditions: Sequence[Condition]
    shown_by: Sequence[str] = ("statements",)

    def of_meetings(self, days: Mapping[int, datetime.date | None]) -> Iterable[Placed]:
        """Those of some records; two queries."""
        within = Condition(ranges=meeting_ranges(days.items()))
        return _placed(newest_keys(self.branches, [*self.conditions, within], MOST_ROWS))

    def first(self) -> Iterable[Placed]:
        """The newest by their meetings; two queries."""
        return _placed(newest_keys(self.branches, self.conditions, FIRST_ROWS))


def _placed(keys: list[int]) -> list[Placed]:
    rows = Statement.objects.filter(key__in=keys).order_by()
    numbers = dict(rows.values_list("key", "number"))
    return [
        Placed(key, key // MEETING % MEETING_LIMIT, numbers[key]) for key in keys if key in numbers
    ]


#: rows that link a noun to records, and the paths to the number of the noun and to the record
Link = tuple[Callable[[], QuerySet[Any]], str, str]

LINKS: dict[str, tuple[Link, ...]] = {
    "meeting": ((Meeting.objects.published, "pk", "pk"),),
    "delegation": ((Delegation.objects.published, "pk", "meeting"),),
    "participant": (
        (Delegation.objects.published, "participant", "meeting"),
        (StatementParticipant.objects.published, "participant", "statement__meeting"),
        (Pledger.objects.published, "participant", "pledge__meeting"),
    ),
    "person": (
        (Delegate.objects.published, "person", "delegation__meeting"),
        (StatementPerson.objects.published, "person", "statement__meeting"),
        (Pledger.objects.published, "person", "pledge__meeting"),
    ),
    "topic": ((StatementTopic.objects.published, "topic", "statement__meeting"),),
    "series": ((Meeting.objects.published, "series", "pk"),),
    "document": (
        (Passage.objects.published, "document", "meeting"),
        (Reference.objects.published, "document", "meeting"),
    ),
}
#: nouns that most records share: told from the latest versions alone
SHARED = ("participant", "person", "topic")
#: which lists of a record file show a noun
SHOWN_BY: dict[str, tuple[str, ...]] = {
    "meeting": (
        "meeting",
        "participants",
        "people",
        "topics",
        "documents",
        "agenda",
        "sessions",
        "delegations",
        "statements",
        "pledges",
        "figures",
        "relations",
        "references",
        "inferred",
    ),
    "delegation": ("delegations",),
    "participant": ("participants", "delegations", "statements", "pledges"),
    "person": ("people", "delegations", "statements", "pledges"),
    "topic": ("topics", "statements"),
    "series": ("meeting",),
    "document": ("documents", "references"),
}


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """Rows of any other noun that ``listed`` holds, found by what links them to records."""

    noun: str
    listed: QuerySet[Any]

    @property
    def shown_by(self) -> Sequence[str]:
        """The lists of a record file that show the noun."""
        return SHOWN_BY[self.noun]

    def of_meetings(self, days: Mapping[int, datetime.date | None]) -> Iterable[Placed]:
        """Those of some records; one query a kind of link, and one that narrows them."""
        pairs = self._linked(lambda _noun, meeting: Q(**{f"{meeting}__in": list(days)}))
        numbers = {pk for pk, _meeting in pairs}
        kept = set(self.listed.order_by().filter(pk__in=numbers).values_list("pk", flat=True))
        return [Placed(*pair) for pair in pairs if pair[0] in kept]

    def first(self) -> Iterable[Placed]:
        """The first of the list, with every record that shows them; none where these are many."""
        if self.noun in SHARED:
            return []
        numbers = list(self.listed.values_list("pk", flat=True)[:FIRST_ROWS])
        return [
            Placed(*pair) for pair in self._linked(lambda noun, _: Q(**{f"{noun}__in": numbers}))
        ]

    def _linked(self, condition: Callable[[str, str], Q]) -> list[tuple[int, int]]:
        """Pairs of a row and a record, each once."""
        found = (
            build()
            .filter(condition(noun, meeting))
            .order_by()
            .values_list(noun, meeting)
            .distinct()
            for build, noun, meeting in LINKS[self.noun]
        )
        return sorted({pair for pair in chain.from_iterable(found) if pair[0] is not None})


@dataclass(frozen=True, slots=True)
class PledgeRows:
    """Pledges, which have numbers of their own."""

    listed: QuerySet[Any]
    shown_by: Sequence[str] = ("pledges",)

    def of_meetings(self, days: Mapping[int, datetime.date | None]) -> Iterable[Placed]:
        """Those of some records; one query."""
        return self._placed(self.listed.filter(meeting__in=list(days)), MOST_ROWS)

    def first(self) -> Iterable[Placed]:
        """The first of the list; one query."""
        return self._placed(self.listed, FIRST_ROWS)

    def _placed(self, rows: QuerySet[Any], most: int) -> list[Placed]:
        placed = rows.order_by("meeting", "number").values_list("pk", "meeting", "number")[:most]
        return [Placed(*row) for row in placed]
