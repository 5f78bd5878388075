"""Meetings, pledges, participants, people, topics and documents by the words of a query.

Their index holds rows that are not public too (a draft's title); what is shown is what
``public()`` or ``published()`` lets through. Fields: ``in:`` and ``year:`` narrow meetings
and pledges, ``from:`` pledges by, and meetings attended by, whom it names; a noun that cannot
have a field is not found with it. Of queries of fields alone only those with ``from:`` find
nouns: such pledges and meetings.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Q, QuerySet

from meetings.models import Delegate, Delegation, Document, Meeting, Pledge, Topic
from meetings.models.keys import DAY, MEETING, day_number
from meetings.reading.search_hits import search_hits
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.queries.prepared import PreparedQuery

from . import definition
from .backends import backend
from .conditions import Condition
from .definition import NOUNS
from .expressions import Query
from .statements import Capped, Prepared, prepare
from .visibility import visible

#: index entries read for one query, of all nouns together; beyond, counts are "more than"
MOST = 5_000
CAP = 1_000

_FURTHER: dict[int, tuple[int, Any, str]] = {
    definition.PARTICIPANT_NAME: (definition.PARTICIPANT, ParticipantName, "participant_id"),
    definition.PERSON_NAME: (definition.PERSON, PersonName, "person_id"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of one noun that match, and how many there are."""

    noun: str
    rows: tuple[Any, ...]
    count: Capped


class _Noun(NamedTuple):
    name: str
    code: int
    model: Any
    order: tuple[str, ...] = ()


_NOUNS = (
    _Noun("meeting", definition.MEETING, Meeting),
    _Noun("pledge", definition.PLEDGE, Pledge),
    _Noun("participant", definition.PARTICIPANT, Participant, ("sort_name", "slug")),
    _Noun("person", definition.PERSON, Person, ("sort_name", "key")),
    _Noun("topic", definition.TOPIC, Topic, ("sort_name", "slug")),
    _Noun("document", definition.DOCUMENT, Document, ("pk",)),
)
NAMES = tuple(noun.name for noun in _NOUNS)


def _sorted(noun: _Noun) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            noun.model.objects.filter(pk__in=[numbers]).order_by(*noun.order).values_list("pk")
        )
    )


def _owners(model: Any, field: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: model.objects.filter(pk__in=[numbers]).order_by("pk").values_list(field)
    )


#: numbers of rows in the order of their names
_IN_ORDER = {noun.name: _sorted(noun) for noun in _NOUNS if noun.order}
#: the meeting of each pledge; to join the two has SQLite go through all published meetings
_OF_PLEDGES = PreparedQuery(
    lambda numbers: (
        Pledge.objects.filter(pk__in=[numbers]).order_by().values_list("pk", "meeting_id")
    )
)
_DAYS = PreparedQuery(
    lambda numbers: (
        Meeting.objects.filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "first_day", "series_id")
    )
)
_PUBLISHED_DAYS = PreparedQuery(
    lambda numbers: (
        Meeting.objects.published()
        .filter(pk__in=[numbers])
        .order_by()
        .values_list("pk", "first_day", "series_id")
    )
)
_OWNERS = {code: _owners(model, field) for code, (_owner, model, field) in _FURTHER.items()}


def search_nouns(
    query: Prepared | Query | str,
    *,
    limit: int = 5,
    start: int = 0,
    nouns: Sequence[str] = NAMES,
    rows_of: Sequence[str] = NAMES,
    using: str = "default",
) -> dict[str, Group]:
    """One group a noun, in the order of :data:`NAMES`; ``limit`` rows of each from ``start``.

    Nouns that are not in ``rows_of`` are only counted.

    Meetings and pledges come latest first, the others by name. One query to the index and
    one for each noun that has entries.
    """
    asked = query if isinstance(query, Prepared) else prepare(query, using)
    found, whole = _entries(asked)
    groups = {}
    for noun in _NOUNS:
        if noun.name in nouns:
            part = slice(start, start + limit) if noun.name in rows_of else slice(0)
            groups[noun.name] = _group(noun, found.get(noun.code, []), asked, part, whole)
    return groups


def _entries(asked: Prepared) -> tuple[dict[int, list[int]], bool]:
    """Row numbers by code, and whether these are all."""
    expression = asked.ways[0].expression
    if not expression.parts:
        return _entries_from(asked)
    engine = backend(asked.using)
    key = engine.key_column(NOUNS)
    sql, params = engine.found_sql(NOUNS, expression)
    with connections[asked.using].cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM {NOUNS.name} WHERE {sql} ORDER BY {key} DESC LIMIT %s",
            [*params, MOST + 1],
        )
        keys = [row[0] for row in cursor.fetchall()]
    found: dict[int, list[int]] = defaultdict(list)
    for one in keys[:MOST]:
        found[one % 10].append(one // 10)
    for code, (owner, _model, _field) in _FURTHER.items():
        if ids := found.pop(code, []):
            found[owner] += [pk for (pk,) in _OWNERS[code].rows(ids[:CAP], using=asked.using)]
    return found, len(keys) <= MOST


def _entries_from(asked: Prepared) -> tuple[dict[int, list[int]], bool]:
    """Pledges by, and meetings attended by, whom a query of fields alone names."""
    named = [one for one in asked.conditions if one.participants or one.people]
    if asked.ways[0].expression.without or all(one.negated for one in named):
        return {}, True
    found = {}
    wanted: tuple[tuple[int, Any, Callable[..., QuerySet[Any]]], ...] = (
        (definition.MEETING, Meeting, _attended),
        (definition.PLEDGE, Pledge, _makers),
    )
    for code, model, narrowed in wanted:
        rows = model.objects.using(asked.using).published()
        for condition in named:
            rows = narrowed(rows, condition)
        numbers = rows.order_by("-pk").values_list("pk", flat=True)
        found[code] = list(numbers[: CAP + 1])
    return found, True


def _group(noun: _Noun, ids: list[int], asked: Prepared, part: slice, whole: bool) -> Group:
    ids = list(dict.fromkeys(ids))
    exact = whole and len(ids) <= CAP
    if not ids:
        return Group(noun.name, (), Capped(0, exact))
    if noun.model is not Pledge:
        ids = sorted(visible(noun.model, ids[:CAP], asked.using))
    if noun.name in ("meeting", "pledge"):
        found = dated(noun.name, ids[:CAP], asked.conditions, asked.using)
    elif asked.conditions:
        found = []
    else:
        found = [pk for (pk,) in _IN_ORDER[noun.name].rows(ids, using=asked.using)]
    shown = tuple(search_hits(noun.name, found[part]))
    return Group(noun.name, shown, Capped(len(found), exact))


def dated(
    noun: str, numbers: Sequence[int], conditions: Sequence[Condition], using: str = "default"
) -> list[int]:
    """Those of meetings, or of pledges of published ones, that meet the conditions; the latest
    first."""
    named = [one for one in conditions if one.participants or one.people]
    if named and numbers:
        numbers = _of_whom(noun, numbers, named, using)
    if noun == "pledge":
        owners = _OF_PLEDGES.rows(numbers, using=using)
        days = _PUBLISHED_DAYS.rows({meeting for _pk, meeting in owners}, using=using)
    else:
        owners = [(pk, pk) for pk in numbers]
        days = _DAYS.rows(numbers, using=using)
    known = {pk: (day_number(day) * DAY + pk * MEETING, series) for pk, day, series in days}
    found = []
    for pk, meeting in owners:
        if meeting in known:
            key, series = known[meeting]
            if all(_meets(condition, key, series) for condition in conditions):
                found.append((-key, pk))
    return [pk for _key, pk in sorted(found)]


def _of_whom(
    noun: str, numbers: Sequence[int], named: Sequence[Condition], using: str
) -> list[int]:
    """Those that conditions on whom they are of leave."""
    model, narrowed = (Pledge, _makers) if noun == "pledge" else (Meeting, _attended)
    rows: QuerySet[Any] = model.objects.using(using).filter(pk__in=numbers).order_by()
    for condition in named:
        rows = narrowed(rows, condition)
    return list(rows.values_list("pk", flat=True))


def _attended(rows: QuerySet[Any], condition: Condition) -> QuerySet[Any]:
    """Meetings attended by whom ``from:`` names."""
    if not (condition.participants or condition.people):
        return rows
    by = Q(
        pk__in=Delegation.objects.filter(participant__in=condition.participants).values("meeting")
    )
    by |= Q(
        pk__in=Delegate.objects.filter(person__in=condition.people).values("delegation__meeting")
    )
    return rows.exclude(by) if condition.negated else rows.filter(by)


def _makers(rows: QuerySet[Any], condition: Condition) -> QuerySet[Any]:
    """Pledges by whom ``from:`` names."""
    if not (condition.participants or condition.people):
        return rows
    by = Q(pledgers__participant__in=condition.participants)
    by |= Q(pledgers__person__in=condition.people)
    return rows.exclude(by) if condition.negated else rows.filter(by).distinct()


def _meets(condition: Condition, key: int, series: int | None) -> bool:
    """Whether a meeting, or that of a pledge, meets a condition on series, meeting or year."""
    if condition.participants or condition.people:
        return True  # pledges were chosen by it already
    if condition.topics or condition.forms:
        return condition.negated
    within = series in condition.series or any(
        first <= key <= last for first, last in condition.ranges
    )
    return within != condition.negated
