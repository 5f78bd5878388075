"""Meetings, pledges, participants, people, topics and documents by the words of a query.

Their index holds rows that are not public too (a draft's title); what is shown is what
``public()`` or ``published()`` lets through. Fields: ``in:`` and ``year:`` narrow meetings
and pledges, ``from:`` pledges by, and meetings attended by, whom it names; a noun that cannot
have a field is not found with it. Of queries of fields alone only those with ``from:`` find
nouns: such pledges and meetings.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet

from meetings.derived.chronology import DAY, MEETING, day_number
from meetings.models import Delegate, Delegation, Document, Meeting, Pledge, Topic
from meetings.reading.search_hits import search_hits
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.queries.prepared import PreparedQuery

from ..engine import definition, search_engine
from ..engine.definition import NOUN_INDEX
from ..query.conditions import Condition
from ..query.language import ParsedQuery
from ..query.resolution import ResolvedQuery, resolve_query
from .capped import CAP, Capped

#: index entries read for one query, of all nouns together; beyond, counts are "more than"
MOST_ENTRIES = 5_000
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


@dataclass(slots=True)
class _Entries:
    """Row numbers that the index gives, by the code of their noun, and whether these are all."""

    numbers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    whole: bool = True


def _numbers_query(model: Any, order: Sequence[str], *columns: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by(*order).values_list(*columns)
        )
    )


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
        _Noun(name, code, model, _numbers_query(model, order, "pk"))
        for name, code, model, order in (
            ("participant", definition.PARTICIPANT, Participant, ("sort_name", "slug")),
            ("person", definition.PERSON, Person, ("sort_name", "key")),
            ("topic", definition.TOPIC, Topic, ("sort_name", "slug")),
            ("document", definition.DOCUMENT, Document, ("pk",)),
        )
    ),
)
NAMES = tuple(noun.name for noun in _NOUNS)

#: entries of further names: the code of whose they are, and the query for it
_OWNERS = {
    definition.PARTICIPANT_NAME: (
        definition.PARTICIPANT,
        _numbers_query(ParticipantName, ["pk"], "participant_id"),
    ),
    definition.PERSON_NAME: (
        definition.PERSON,
        _numbers_query(PersonName, ["pk"], "person_id"),
    ),
}
#: the meeting of each pledge; to join the two has SQLite go through all published meetings
_MEETINGS_OF_PLEDGES = _numbers_query(Pledge, (), "pk", "meeting_id")
_DAYS = _numbers_query(Meeting, (), "pk", "first_day", "series_id")
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
    entries = _entries(resolved)
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
    entries = _entries(resolved)
    numbers = list(dict.fromkeys(entries.numbers.get(known.code, [])))
    whole = entries.whole and len(numbers) <= CAP
    if numbers and noun in _NARROWED and resolved.conditions:
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


@lru_cache(maxsize=32)
def _public_query(model: type[Model]) -> PreparedQuery:
    manager: Any = model._default_manager
    return PreparedQuery(
        lambda number: manager.public().filter(pk__in=[number]).order_by().values_list("pk")
    )


def _entries(query: ResolvedQuery) -> _Entries:
    """What the index holds of the words; of fields alone, what they name."""
    expression = query.branches[0].expression
    if not expression.parts:
        return _entries_by_fields(query)
    engine = search_engine()
    key = engine.key_column(NOUN_INDEX)
    sql, params = engine.found_sql(NOUN_INDEX, expression)
    rows = engine.rows(
        f"SELECT {key} FROM {NOUN_INDEX.name} WHERE {sql} ORDER BY {key} DESC LIMIT %s",
        [*params, MOST_ENTRIES + 1],
    )
    entries = _Entries(whole=len(rows) <= MOST_ENTRIES)
    for (entry,) in rows[:MOST_ENTRIES]:
        entries.numbers[entry % 10].append(entry // 10)
    for code, (owner, owners) in _OWNERS.items():
        if numbers := entries.numbers.pop(code, []):
            entries.numbers[owner] += [pk for (pk,) in owners.rows(numbers[:CAP])]
    return entries


def _entries_by_fields(query: ResolvedQuery) -> _Entries:
    """Pledges by, and meetings attended by, whom a query of fields alone names."""
    named = [condition for condition in query.conditions if _names_somebody(condition)]
    entries = _Entries()
    if query.branches[0].expression.without or all(condition.negated for condition in named):
        return entries
    for noun in _NOUNS:
        if noun.name in _NARROWED:
            rows = _narrowed(noun, noun.model.objects.published(), named)
            numbers = rows.order_by("-pk").values_list("pk", flat=True)
            entries.numbers[noun.code] = list(numbers[: CAP + 1])
    return entries


def _group(noun: _Noun, entries: _Entries, query: ResolvedQuery, page: slice) -> NounGroup:
    numbers = list(dict.fromkeys(entries.numbers.get(noun.code, [])))
    exact = entries.whole and len(numbers) <= CAP
    if not numbers:
        return NounGroup(noun.name, (), Capped(0, exact))
    if noun.model is not Pledge:
        numbers = sorted(visible(noun.model, numbers[:CAP]))
    if noun.in_order is None:
        numbers = _latest_first(noun, numbers[:CAP], query.conditions)
    elif query.conditions:
        numbers = []
    else:
        numbers = [pk for (pk,) in noun.in_order.rows(numbers)]
    rows = tuple(search_hits(noun.name, numbers[page]))
    return NounGroup(noun.name, rows, Capped(len(numbers), exact))


def _latest_first(
    noun: _Noun, numbers: Sequence[int], conditions: Sequence[Condition]
) -> list[int]:
    """Those of meetings, or of pledges of published ones, that meet the conditions; the latest
    first."""
    named = [condition for condition in conditions if _names_somebody(condition)]
    if named and numbers:
        rows = _narrowed(noun, noun.model.objects.filter(pk__in=numbers).order_by(), named)
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


def _names_somebody(condition: Condition) -> bool:
    return bool(condition.participants or condition.people)


def _narrowed(noun: _Noun, rows: QuerySet[Any], named: Sequence[Condition]) -> QuerySet[Any]:
    """Rows that meet conditions on whom they are of."""
    for condition in named:
        by = _NARROWED[noun.name](condition)
        if condition.negated:
            rows = rows.exclude(by)
        else:
            rows = rows.filter(by).distinct() if noun.model is Pledge else rows.filter(by)
    return rows


def _attended_by(condition: Condition) -> Q:
    """Meetings attended by whom ``from:`` names."""
    delegations = Delegation.objects.filter(participant__in=condition.participants)
    delegates = Delegate.objects.filter(person__in=condition.people)
    return Q(pk__in=delegations.values("meeting")) | Q(
        pk__in=delegates.values("delegation__meeting")
    )


def _made_by(condition: Condition) -> Q:
    """Pledges by whom ``from:`` names."""
    return Q(pledgers__participant__in=condition.participants) | Q(
        pledgers__person__in=condition.people
    )


_NARROWED: dict[str, Callable[[Condition], Q]] = {"meeting": _attended_by, "pledge": _made_by}


def _meets(condition: Condition, key: int, series: int | None) -> bool:
    """Whether a meeting, or that of a pledge, meets a condition on series, meeting or year."""
    if _names_somebody(condition):
        return True  # the rows were narrowed by it already
    if condition.topics or condition.forms:
        return condition.negated
    within = series in condition.series or any(
        first <= key <= last for first, last in condition.ranges
    )
    return within != condition.negated
