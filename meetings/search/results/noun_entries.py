"""What of the nouns a query finds, public or not: in their index, and by whom or what it names.

Beside the words of the index, pledges are found by who made them, and meetings by their series
and by their number in it ("second meeting of Friends of Human Security"). A word for a noun
("pledges", "who attended") need not stand in its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from meetings.models import Meeting, Pledge, Series
from participants.models import ParticipantName, PersonName
from participants.names import fold_for_sort, fold_name
from participants.queries.prepared import PreparedQuery

from ..engine import definition, search_engine
from ..engine.definition import NOUN_INDEX
from ..engine.expressions import And
from ..query.conditions import Condition
from ..query.resolution import ResolvedQuery
from ..query.units import Unit
from .capped import CAP
from .noun_conditions import names_somebody, of_somebody

#: index entries read for one query, of all nouns together; beyond, counts are "more than"
MOST_ENTRIES = 5_000
#: words by which a series is sought
_MOST_WORDS = 12
#: nouns of which some are found by other means than their index, by code
_MODELS: dict[int, Any] = {definition.MEETING: Meeting, definition.PLEDGE: Pledge}
_NOUNS = {definition.MEETING: "meeting", definition.PLEDGE: "pledge"}


def numbers_query(model: Any, order: Sequence[str], *columns: str) -> PreparedQuery:
    """Rows of a model by number."""
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by(*order).values_list(*columns)
        )
    )


#: entries of further names: the code of whose they are, and the query for it
_OWNERS = {
    definition.PARTICIPANT_NAME: (
        definition.PARTICIPANT,
        numbers_query(ParticipantName, ["pk"], "participant_id"),
    ),
    definition.PERSON_NAME: (
        definition.PERSON,
        numbers_query(PersonName, ["pk"], "person_id"),
    ),
}


@dataclass(slots=True)
class NounEntries:
    """Row numbers by the code of their noun, and whether these are all."""

    numbers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    whole: bool = True

    def of(self, code: int) -> list[int]:
        """The numbers of one noun, each once."""
        return list(dict.fromkeys(self.numbers.get(code, ())))


def noun_entries(query: ResolvedQuery, noun: str = "") -> NounEntries:
    """What a query finds of each noun: one query to the index, and a few for what it names.

    Where a ``noun`` is given, at least all that is found of that one.
    """
    if not query.units:
        return _by_fields(query)
    entries = index_entries(query.units, query)
    _add_named(query, entries)
    if noun in ("", "pledge"):
        _add_pledges(query, entries)
    if noun in ("", "meeting"):
        _add_meetings(query, entries)
    return entries


def index_entries(units: Iterable[Unit], query: ResolvedQuery, code: int = -1) -> NounEntries:
    """What the index holds of all units; of one noun where its code is given."""
    engine = search_engine()
    key = engine.key_column(NOUN_INDEX)
    expression = And(tuple(unit.part for unit in units), query.branches[0].expression.without)
    sql, params = engine.found_sql(NOUN_INDEX, expression)
    of_noun = "" if code < 0 else f" AND {key} %% 10 = {code}"
    rows = engine.rows(
        f"SELECT {key} FROM {NOUN_INDEX.name} WHERE {sql}{of_noun} ORDER BY {key} DESC LIMIT %s",
        [*params, MOST_ENTRIES + 1],
    )
    entries = NounEntries(whole=len(rows) <= MOST_ENTRIES)
    for (entry,) in rows[:MOST_ENTRIES]:
        entries.numbers[entry % 10].append(entry // 10)
    for name_code, (owner, owners) in _OWNERS.items():
        if numbers := entries.numbers.pop(name_code, []):
            entries.numbers[owner] += [pk for (pk,) in owners.rows(numbers[:CAP])]
    return entries


def _by_fields(query: ResolvedQuery) -> NounEntries:
    """Pledges by, and meetings attended by, whom a query of fields alone names."""
    named = [condition for condition in query.conditions if names_somebody(condition)]
    entries = NounEntries()
    if query.branches[0].expression.without or all(condition.negated for condition in named):
        return entries
    for code, model in _MODELS.items():
        rows = of_somebody(model.objects.published(), named).order_by("-pk")
        entries.numbers[code] = list(rows.values_list("pk", flat=True)[: CAP + 1])
    return entries


def _add_named(query: ResolvedQuery, entries: NounEntries) -> None:
    """Whom or what the whole query names, however it was typed: "JPN" stands in no index."""
    if named := query.named:
        entries.numbers[definition.PARTICIPANT] += named.participants
        entries.numbers[definition.PERSON] += named.people
        entries.numbers[definition.TOPIC] += named.topics


def _bearers(unit: Unit) -> Condition | None:
    """Whom a unit names; None for nobody."""
    condition = unit.bearers.condition() if unit.bearers else Condition()
    somebody = Condition(participants=condition.participants, people=condition.people)
    return None if somebody.is_empty else somebody


def _add_pledges(query: ResolvedQuery, entries: NounEntries) -> None:
    """Pledges by whom the query names, with its other words; or of its words but for "pledges"."""
    units = query.units_for("pledge")
    if len(units) < len(query.units):
        entries.numbers[definition.PLEDGE] += index_entries(units, query, definition.PLEDGE).of(
            definition.PLEDGE
        )
    for unit in units:
        if maker := _bearers(unit):
            others = [other for other in units if other is not unit]
            entries.numbers[definition.PLEDGE] += _of_maker(maker, others, query)


def _of_maker(maker: Condition, units: Sequence[Unit], query: ResolvedQuery) -> list[int]:
    rows = Pledge.objects.published()
    if units:
        rows = rows.filter(
            pk__in=index_entries(units, query, definition.PLEDGE).of(definition.PLEDGE)[:CAP]
        )
    made = of_somebody(rows, [maker]).order_by("-pk").values_list("pk", flat=True)
    return list(made[: CAP + 1])


def _add_meetings(query: ResolvedQuery, entries: NounEntries) -> None:
    """Meetings of a series that is named, of a number, or attended by whom the query names."""
    units = query.units_for("meeting")
    code = definition.MEETING
    numbers = entries.of(code)
    if len(units) < len(query.units):
        numbers += index_entries(units, query, code).of(code) if units else []
    numbers += _of_series(units)
    if query.asks_for_next and not units:
        coming = Meeting.objects.coming(localdate()).oldest_first()
        numbers += coming.values_list("pk", flat=True)[: CAP + 1]
    if query.kind == "meeting":
        for unit in units if len(units) == 1 else ():
            numbers += _attended(_bearers(unit))
    if (ordinal := query.ordinal) is not None:
        rows = Meeting.objects.filter(ordinal=ordinal)
        rows = rows.filter(pk__in=numbers[:CAP]) if units else rows
        numbered = list(rows.newest_first().values_list("pk", flat=True)[: CAP + 1])
        numbers = numbered or numbers
    entries.numbers[code] = numbers


def _of_series(units: Sequence[Unit]) -> list[int]:
    """Meetings of series whose name holds all units, or whose short name they are."""
    words = [word for unit in units for word in fold_name(unit.typed).split()]
    if not words or len(words) > _MOST_WORDS or not all(unit.typed for unit in units):
        return []
    named = Q()
    for word in words:
        named &= Q(sort_name__contains=fold_for_sort(word))
    series = Series.objects.filter(named | Q(slug="-".join(words))).order_by("pk")
    # Asked first: mostly there is none, and to join them goes through the meetings of all.
    numbers = list(series.values_list("pk", flat=True)[: CAP + 1])
    if not numbers:
        return []
    rows = Meeting.objects.filter(series__in=numbers).newest_first()
    return list(rows.values_list("pk", flat=True)[: CAP + 1])


def _attended(somebody: Condition | None) -> list[int]:
    if somebody is None:
        return []
    rows = of_somebody(Meeting.objects.published().newest_first(), [somebody])
    return list(rows.values_list("pk", flat=True)[: CAP + 1])
