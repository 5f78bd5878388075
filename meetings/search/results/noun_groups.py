"""Meetings, pledges, participants, people, topics, documents and sources by a query's words.

Their index holds rows that are not public too (a draft's title); what is shown is what
``public()`` or ``published()`` lets through. Fields: ``in:`` and ``year:`` narrow meetings
and pledges, ``from:`` pledges by, and meetings attended by, whom it names; a noun that cannot
have a field is not found with it. Of queries of fields alone only those with ``from:`` find
nouns: such pledges and meetings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.timezone import localdate

from meetings.derived.chronology import DAY, MEETING, day_number
from meetings.models import Document, Meeting, Pledge, Topic, UncoveredText
from meetings.reading.search_hits import search_hits
from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..engine import definition
from ..query.conditions import Condition
from ..query.language import ParsedQuery
from ..query.resolution import ResolvedQuery, resolve_query
from ..query.units import Unit
from .capped import CAP, Capped
from .noun_conditions import OF_SOMEBODY, names_somebody, of_somebody
from .noun_entries import NounEntries, index_entries, noun_entries, numbers_query

#: rows of one question whether they are public
_BATCH = 200


@dataclass(frozen=True, slots=True)
class NounGroup:
    """The first rows of one noun that match, and how many there are."""

    noun: str
    rows: tuple[Any, ...]
    count: Capped


@dataclass(frozen=True, slots=True)
class NounMatches:
    """Rows of one noun by number, at most :data:`CAP`; where not ``whole``, there are more."""

    numbers: tuple[int, ...]
    whole: bool
    notes: tuple[str, ...]


class _Noun(NamedTuple):
    name: str
    code: int
    model: Any
    #: its rows in the order of their names; the others come latest first
    in_order: PreparedQuery | None = None


_NOUNS = (
    _Noun("meeting", definition.MEETING, Meeting),
    _Noun("pledge", definition.PLEDGE, Pledge),
    *(
        _Noun(name, code, model, numbers_query(model, order, "pk"))
        for name, code, model, order in (
            ("participant", definition.PARTICIPANT, Participant, ("sort_name", "slug")),
            ("person", definition.PERSON, Person, ("sort_name", "key")),
            ("topic", definition.TOPIC, Topic, ("sort_name", "slug")),
            ("document", definition.DOCUMENT, Document, ("pk",)),
            ("source", definition.UNCOVERED_TEXT, UncoveredText, ("-document", "start", "pk")),
        )
    ),
)
NAMES = tuple(noun.name for noun in _NOUNS)

#: the meeting of each pledge; to join the two has SQLite go through all published meetings
_MEETINGS_OF_PLEDGES = numbers_query(Pledge, (), "pk", "meeting_id")
_DAYS = numbers_query(Meeting, (), "pk", "first_day", "series_id")
_PUBLISHED_DAYS = PreparedQuery(
    lambda numbers: (
        Meeting.objects.published()
        .filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "first_day", "series_id")
    )
)


def search_nouns(
    query: ResolvedQuery | ParsedQuery | str,
    *,
    limit: int = 5,
    start: int = 0,
    rows_of: Sequence[str] = NAMES,
) -> dict[str, NounGroup]:
    """One group a noun, in the order of :data:`NAMES`; ``limit`` rows of each from ``start``.

    Nouns that are not in ``rows_of`` are only counted. Meetings and pledges come latest first,
    the others by name. One query to the index and one for each noun that has entries.
    """
    resolved = query if isinstance(query, ResolvedQuery) else resolve_query(query)
    entries = noun_entries(resolved)
    page, nothing = slice(start, start + limit), slice(0)
    return {
        noun.name: _group(noun, entries, resolved, page if noun.name in rows_of else nothing)
        for noun in _NOUNS
    }


def noun_matches(noun: str, words: str) -> NounMatches:
    """Rows of a noun by its name in :data:`NAMES`; public or not, as the index holds them.

    ``in:`` and ``year:`` narrow meetings and pledges. A query of fields alone finds nothing.
    """
    resolved = resolve_query(words)
    known = _NOUNS[NAMES.index(noun)]
    entries = noun_entries(resolved, noun)
    numbers = entries.of(known.code)
    whole = entries.whole and len(numbers) <= CAP
    if numbers and known.model in OF_SOMEBODY and resolved.conditions:
        numbers = _latest_first(known, numbers[:CAP], resolved.conditions)
    return NounMatches(tuple(numbers[:CAP]), whole, resolved.notes)


def visible(model: type[Model], numbers: Iterable[int]) -> set[int]:
    """Those of the row numbers whose rows are public; one query for each 200.

    To ask of every row what makes it public takes PostgreSQL seconds, so it is asked of few.
    """
    candidates = list(dict.fromkeys(numbers))
    public: set[int] = set()
    for start in range(0, len(candidates), _BATCH):
        rows = _public_query(model).rows(candidates[start : start + _BATCH])
        public |= {pk for (pk,) in rows}
    return public


def is_in_public_noun(unit: Unit, query: ResolvedQuery) -> bool:
    """Whether a public row of any noun, of the first that the index gives, holds a unit."""
    entries = index_entries([unit], query)
    return any(visible(noun.model, entries.of(noun.code)[:_BATCH]) for noun in _NOUNS)


@lru_cache(maxsize=32)
def _public_query(model: type[Model]) -> PreparedQuery:
    # Derived rows have another default manager.
    manager: Any = getattr(model, "objects")  # noqa: B009  (mypy knows no such name)
    return PreparedQuery(
        lambda number: (
            (manager.published() if model is Pledge else manager.public())
            .filter(pk__in=[number])
            .order_by()
            .values_list("pk")
        )
    )


def _group(noun: _Noun, entries: NounEntries, query: ResolvedQuery, page: slice) -> NounGroup:
    numbers = entries.of(noun.code)
    exact = entries.whole and len(numbers) <= CAP
    if not numbers:
        return NounGroup(noun.name, (), Capped(0, exact))
    if noun.model is not Pledge:
        numbers = sorted(visible(noun.model, numbers[:CAP]))
    if noun.in_order is None:
        numbers = _latest_first(noun, numbers[:CAP], query.conditions)
        if noun.model is Meeting and query.asks_for_next:
            numbers = _coming_first(numbers)
    elif query.conditions:
        numbers = []
    else:
        numbers = _named_first(noun, [pk for (pk,) in noun.in_order.rows(numbers)], query)
    rows = tuple(search_hits(noun.name, numbers[page]))
    return NounGroup(noun.name, rows, Capped(len(numbers), exact))


def _named_first(noun: _Noun, numbers: list[int], query: ResolvedQuery) -> list[int]:
    """Numbers in their order, but first those that the query names."""
    fields = {"participant": "participants", "person": "people", "topic": "topics"}
    named = {
        pk
        for unit in query.units
        if unit.bearers and noun.name in fields
        for pk in getattr(unit.bearers, fields[noun.name])
    }
    return sorted(numbers, key=lambda pk: pk not in named)


def _latest_first(
    noun: _Noun, numbers: Sequence[int], conditions: Sequence[Condition]
) -> list[int]:
    """Those of meetings, or of pledges of published ones, that meet the conditions; the latest
    first."""
    named = [condition for condition in conditions if names_somebody(condition)]
    if named and numbers:
        rows = of_somebody(noun.model.objects.filter(pk__in=numbers).order_by(), named)
        numbers = list(rows.values_list("pk", flat=True))
    if noun.model is Pledge:
        meetings = _MEETINGS_OF_PLEDGES.rows(numbers)
        days = _PUBLISHED_DAYS.rows({meeting for _pledge, meeting in meetings})
    else:
        meetings = [(pk, pk) for pk in numbers]
        days = _DAYS.rows(numbers)
    known = {pk: (day_number(day) * DAY + pk * MEETING, series) for pk, day, series in days}
    met = [
        (-known[meeting][0], pk)
        for pk, meeting in meetings
        if meeting in known and all(_meets(condition, *known[meeting]) for condition in conditions)
    ]
    return [pk for _key, pk in sorted(met)]


def _coming_first(numbers: list[int]) -> list[int]:
    """Meetings that are still to come, the soonest first, before the others as they stand."""
    rows = Meeting.objects.coming(localdate()).filter(pk__in=numbers).oldest_first()
    coming = list(rows.values_list("pk", flat=True))
    return [*coming, *(pk for pk in numbers if pk not in set(coming))]


def _meets(condition: Condition, key: int, series: int | None) -> bool:
    """Whether a meeting, or that of a pledge, meets a condition on series, meeting or year."""
    if names_somebody(condition):
        return True  # the rows were narrowed by it already
    if condition.topics or condition.forms:
        return condition.negated
    within = series in condition.series or any(
        first <= key <= last for first, last in condition.ranges
    )
    return within != condition.negated
