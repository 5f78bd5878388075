"""The filters of the list of statements, and the statements that they leave.

The statements are found and their facets counted by ``meetings.search``, by the key alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _

from participants.models import ParticipantKind

from ..derived.counts import numbers_of
from ..derived.facet_codes import ALL, FacetName, code, value_of
from ..models import Statement
from ..models.choices import Form
from ..search.query.conditions import Condition, Filters
from ..search.query.resolution import ResolvedQuery, resolve_query
from ..search.results.capped import Capped
from ..search.results.facet_values import FacetCounter, FacetValues
from ..search.results.key_page import KeyPage, key_page, number_before
from ..search.results.statements import search_statements
from .facet_counts import FacetCounts, Numbers, names_of
from .facets import FacetYears, Option, Uncounted
from .filters import ChoicesFilter, FlagFilter, SortFilter, WordsFilter, YearFilter
from .filterset import ListFilterSet
from .headings import AT, BY, IN_SERIES, ON, WITH_WORDS
from .name_filters import (
    Known,
    MeetingsFilter,
    NamesField,
    ParticipantsFilter,
    PeopleFilter,
    SeriesFilter,
    TopicsFilter,
)
from .pages import KeysetPaginator, Steps
from .typed_names import rows_chosen

NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"


def _with_statements(facet: FacetName) -> Known:
    """Which rows published statements have: these are public."""

    def known(numbers: Iterable[int]) -> set[int]:
        pairs = numbers_of((ALL, code(facet, number)) for number in numbers)
        return {value_of(counted) for _all, counted in pairs}

    return known


class StatementFilterSet(ListFilterSet):
    """Words, who spoke, topic, series, meeting, form and years."""

    words = WordsFilter(label=_("Words in the statement"))
    participant = ParticipantsFilter(
        known=_with_statements(FacetName.PARTICIPANT), label=_("Participant")
    )
    kind = ChoicesFilter(label=_("Kind of speaker"), choices=ParticipantKind.choices)
    topic = TopicsFilter(known=_with_statements(FacetName.TOPIC))
    person = PeopleFilter(known=_with_statements(FacetName.PERSON), label=_("Person"))
    series = SeriesFilter(known=_with_statements(FacetName.SERIES))
    meeting = MeetingsFilter(label=_("Meeting"))
    year_from = YearFilter(label=_("From"))
    year_to = YearFilter(label=_("To"))
    form = ChoicesFilter(label=_("Form"), choices=Form.choices)
    without_procedural = FlagFilter(label=_("Without procedural statements"))
    sort = SortFilter(
        {
            NEWEST: (_("Newest first"), ()),
            OLDEST: (_("Oldest first"), ()),
            RELEVANCE: (_("By relevance"), ()),
        }
    )

    phrases = {
        "participant": BY,
        "person": _("spoken by %(names)s"),
        "topic": ON,
        "meeting": AT,
        "series": IN_SERIES,
        "words": WITH_WORDS,
    }
    #: what the search counts, by the filter that it is the facet of
    facet_sources = {
        "participant": FacetName.PARTICIPANT,
        "kind": FacetName.KIND,
        "topic": FacetName.TOPIC,
        "person": FacetName.PERSON,
        "series": FacetName.SERIES,
        "meeting": Uncounted(),
        "form": FacetName.FORM,
    }
    #: whether the search was stopped, as it took too long; then nothing is found or counted
    stopped = False

    class Meta(ListFilterSet.Meta):
        model = Statement
        fields: list[str] = []

    def stop(self) -> None:
        """Find and count nothing, whatever was counted already."""
        self.stopped = True
        for name in ("total", "counts", "facets"):
            self.__dict__.pop(name, None)

    @property
    def is_answered(self) -> bool:
        """Whether statements are found and counted: all that is asked can be understood."""
        return not self.stopped and self.is_valid()

    @property
    def is_searching(self) -> bool:
        """Whether words are searched."""
        return bool(self.values.get("words"))

    @property
    def order(self) -> str:
        """How the list is ordered; relevance is that of words."""
        order = self.values.get("sort") or NEWEST
        return NEWEST if order == RELEVANCE and not self.is_searching else order

    @cached_property
    def query(self) -> ResolvedQuery:
        """The words that are searched, with their names looked up."""
        return resolve_query(self.values.get("words") or "")

    @cached_property
    def conditions(self) -> Filters:
        """The filters in use, by row number."""
        values = self.values
        return Filters(
            participants=_numbers(values.get("participant")),
            people=_numbers(values.get("person")),
            topics=_numbers(values.get("topic")),
            series=_numbers(values.get("series")),
            meetings=_numbers(values.get("meeting")),
            forms=tuple(values.get("form") or ()),
            year_from=values.get("year_from"),
            year_to=values.get("year_to"),
            kinds=tuple(values.get("kind") or ()),
            substance=bool(values.get("without_procedural")),
        )

    @cached_property
    def counter(self) -> FacetCounter:
        """What counts the statements and their values."""
        return FacetCounter(self.conditions, self.query, searching=self.is_searching)

    @cached_property
    def total(self) -> Capped:
        """How many statements there are: to a thousand, where that is not known beforehand."""
        return self.counter.total() if self.is_answered else Capped(0)

    @property
    def more_than(self) -> bool:
        """Whether there are more than were counted."""
        return not self.total.exact

    @property
    def notes(self) -> Sequence[str]:
        """Sentences on what of the words was not understood, or was taken as what."""
        return self.query.notes if self.is_answered else ()

    @cached_property
    def counts(self) -> FacetCounts:
        """What counts the choices of the facets."""
        return StatementCounts(self)

    def page(self, after: int | None, before: int | None, limit: int) -> KeyPage:
        """The keys of a page; by relevance, a cursor is a position among the best."""
        if self.order == RELEVANCE:
            hits = search_statements(
                self.query,
                filters=self.conditions,
                order="relevance",
                after=after,
                before=before,
                limit=limit,
            )
            return KeyPage([hit.key for hit in hits.rows], hits.previous_cursor, hits.next_cursor)
        return key_page(
            self.query.branches,
            self.every_condition,
            oldest_first=self.order == OLDEST,
            after=after,
            before=before,
            limit=limit,
        )

    @cached_property
    def every_condition(self) -> list[Condition]:
        """Those of the words and those of the filters."""
        return [*self.query.conditions, *self.conditions.conditions()]

    def number_before(self, page: KeyPage) -> int | None:
        """How many statements stand before a page; None where they are not counted."""
        if page.before is None or self.order == RELEVANCE:
            return page.before or 0
        return number_before(
            self.query.branches,
            self.every_condition,
            page.keys[0],
            oldest_first=self.order == OLDEST,
        )


class StatementPaginator(KeysetPaginator):
    """Pages of statements, by the key alone: they have no numbers at any length."""

    @cached_property
    def count(self) -> int:
        """How many statements there are, as far as they were counted."""
        return int(self.filters.total.n)

    def page(self, number: Any) -> Page[Any]:
        """The first page."""
        return self.page_at()

    def page_at(self, *, after: int | None = None, before: int | None = None) -> Page[Any]:
        """The page after a cursor or before it; what stands beyond either end begins there."""
        if not self.filters.is_answered:
            self.steps = Steps(None, None)
            return Page([], 1, self)
        page = self.filters.page(after, before, self.per_page)
        self.steps = Steps(page.before, page.after)
        self.before = self.filters.number_before(page)
        return Page(self.read_rows(page.keys), 1, self)

    def rows_after(self, number: int | None) -> tuple[list[Any], int | None]:
        """The statements after a key, or the first ones; by relevance, after a position."""
        if not self.filters.is_answered:
            return [], None
        page = self.filters.page(number, None, self.per_page)
        return self.read_rows(page.keys), page.after

    def has_more_than(self, most: int) -> bool:
        """Whether there are more; where they were not counted to the end, their keys tell."""
        if not self.filters.is_answered or self.filters.total.exact:
            return bool(self.filters.total.n > most)
        return self.filters.page(None, None, most).after is not None


class StatementCounts(FacetCounts):
    """The choices of the facets, as the search counts them."""

    @cached_property
    def _values(self) -> Mapping[FacetName, FacetValues]:
        return self.filters.counter.facets() if self.filters.is_answered else {}

    @cached_property
    def years(self) -> FacetYears | None:
        """How many statements each year has, whatever years are chosen."""
        values = self._values.get(FacetName.YEAR)
        return FacetYears(dict(values.numbers), values.exact) if values else None

    def is_counted(self, name: str) -> bool:
        """Whether the statements were counted."""
        return self.filters.facet_sources[name] in self._values

    def numbers(self, name: str) -> tuple[Numbers, bool]:
        """How many statements have each value, the most frequent first."""
        values = self._values.get(self.filters.facet_sources[name])
        return (dict(values.numbers), values.exact) if values else ({}, True)

    def options(self, name: str, numbers: Numbers) -> list[Option]:
        """The values that are ticked, then the others, the most frequent first."""
        ticked = dict(self._ticked(name))
        if not self.is_counted(name):
            return [Option(value, label, 0, True) for value, label in ticked.items()]
        options = [
            Option(value, label, n, value in ticked)
            for value, label, n in self._labelled(name, numbers)
            if n or value in ticked
        ]
        return sorted(options, key=lambda option: not option.checked)

    def _labelled(self, name: str, numbers: Numbers) -> list[tuple[str, str, int]]:
        """Value, label and number of each choice; a query names rows."""
        field = self.filters.form.fields[name]
        if isinstance(field, NamesField):
            names = names_of(field.model, field.key, numbers)
            return [(*names[pk], n) for pk, n in numbers.items() if pk in names]
        labels = dict(field.choices)
        return [(value, str(labels.get(value, value)), n) for value, n in numbers.items()]

    def _ticked(self, name: str) -> list[tuple[str, str]]:
        """Value and label of each choice that is ticked."""
        field = self.filters.form.fields[name]
        if isinstance(field, NamesField):
            chosen = rows_chosen(self.filters, name)
            return [(getattr(row, field.key), str(row)) for row in chosen]
        labels = dict(field.choices)
        values = self.filters.values.get(name) or ()
        return [(value, str(labels.get(value, value))) for value in values]


def _numbers(rows: list[Any] | None) -> tuple[int, ...]:
    return tuple(row.pk for row in rows or ())
