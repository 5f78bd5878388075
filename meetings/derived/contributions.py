"""What published records add to the tallies: their statements, pledges, and what they use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from participants.models import Participant

from ..models.choices import Stage
from ..models.delegation import Delegate, Delegation
from ..models.derived_rows import MeetingTally
from ..models.inference import Inference
from ..models.meeting import Meeting
from ..models.passage import Passage
from ..models.pledge import Pledge, Pledger
from ..models.reference import Reference
from ..models.speaker import Speaker
from ..models.statement import Statement
from ..models.statement_links import StatementParticipant, StatementPerson, StatementTopic
from .capacities import came_as
from .chronology import day_number
from .facet_codes import (
    ALL,
    FORMS,
    KINDS,
    LATEST_STATUSES,
    PLEDGE_KINDS,
    STRENGTHS,
    Alike,
    FacetName,
    Pair,
    PledgeFacet,
    RecordFacet,
    code,
    facet_of,
    pairs,
    value_of,
)

_LINKS: tuple[tuple[Any, str, FacetName], ...] = (
    (StatementParticipant, "participant_id", FacetName.PARTICIPANT),
    (StatementPerson, "person_id", FacetName.PERSON),
    (StatementTopic, "topic_id", FacetName.TOPIC),
)


class Contribution(NamedTuple):
    """What one record adds, as ``MeetingTally`` holds it."""

    statements: list[Any]
    others: list[list[int]]


NOTHING = Contribution([], [])


def contributions(meetings: Iterable[int]) -> dict[int, Contribution]:
    """What meetings add now, by meeting; nineteen queries, or one where none is published.

    Only published records add anything.
    """
    published = Meeting.objects.published().filter(pk__in=list(meetings)).order_by()
    numbers = list(published.values_list("pk", flat=True))
    return with_others(numbers, _statements(numbers)) if numbers else {}


def with_others(
    meetings: list[int], statements: Mapping[int, list[Any]]
) -> dict[int, Contribution]:
    """What meetings add beside what is known of their statements; thirteen queries."""
    others: dict[int, Counter[Pair]] = defaultdict(Counter)
    for meeting, counted in _pledge_values(meetings):
        others[meeting][ALL, counted] += 1
    for meeting, pair, n in _uses(meetings):
        others[meeting][pair] = n
    for meeting, alike in statements.items():
        for stored in {stored for _n, values in alike for stored in values}:
            if facet_of(stored) == FacetName.TOPIC:
                others[meeting][ALL, code(RecordFacet.TOPIC, value_of(stored))] = 1
    return {
        meeting: Contribution(
            statements.get(meeting, []),
            [[*pair, n] for pair, n in sorted(others[meeting].items())],
        )
        for meeting in statements.keys() | others.keys()
    }


def kept_contributions(meetings: Iterable[int]) -> dict[int, Contribution]:
    """What meetings added when their tallies were last brought up to date."""
    rows = MeetingTally.objects.filter(pk__in=list(meetings))
    return {
        meeting: Contribution(statements, others)
        for meeting, statements, others in rows.values_list("pk", *Contribution._fields)
    }


def summed(kept: Iterable[Sequence[Any]]) -> Counter[Pair]:
    """What several contributions add together; two values of statements one way round."""
    sums: Counter[Pair] = Counter()

    def statements() -> Iterator[Alike]:
        for alike, others in kept:
            for chosen, counted, n in others:
                sums[chosen, counted] += n
            yield alike

    sums.update(pairs(statements()))
    return sums


def _statements(meetings: list[int]) -> dict[int, list[Any]]:
    """How many statements have which values, alike ones together, by meeting; five queries."""
    values: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    rows = Statement.objects.published().filter(meeting__in=meetings)
    columns = ("pk", "meeting_id", "key", "series_id", "form")
    for row in rows.order_by().values_list(*columns, named=True):
        values[row.pk] = [code(FacetName.FORM, FORMS[row.form])]
        if year := row.key // 10**14:
            values[row.pk].append(code(FacetName.YEAR, year))
        if row.series_id is not None:
            values[row.pk].append(code(FacetName.SERIES, row.series_id))
        of[row.pk] = row.meeting_id
    if values:
        _add_links(meetings, values)
    alike: dict[int, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for pk, stored in values.items():
        alike[of[pk]][tuple(sorted(set(stored)))] += 1
    return {
        meeting: [[n, list(stored)] for stored, n in sorted(numbers.items())]
        for meeting, numbers in alike.items()
    }


def _add_links(meetings: list[int], values: dict[int, list[int]]) -> None:
    kinds = dict(Participant.objects.order_by().values_list("pk", "kind"))
    for model, column, facet in _LINKS:
        rows = model.objects.published().filter(statement__meeting__in=meetings).order_by()
        for statement, value in rows.values_list("statement_id", column):
            values[statement].append(code(facet, value))
            if facet == FacetName.PARTICIPANT:
                values[statement].append(code(FacetName.KIND, KINDS[kinds[value]]))


def _pledge_values(meetings: list[int]) -> Iterator[tuple[int, int]]:
    """Meeting and value of each value of each listed pledge; one query."""
    rows = Pledge.objects.filter(position__isnull=False, meeting__in=meetings).order_by()
    for pledge in rows.only(
        "meeting_id", "kind", "strength", "series_id", "latest_status", "made_first", "due_last"
    ):
        values = {
            PledgeFacet.MEETING: pledge.meeting_id,
            PledgeFacet.KIND: PLEDGE_KINDS[pledge.kind],
            PledgeFacet.STRENGTH: STRENGTHS[pledge.strength],
            PledgeFacet.LATEST_STATUS: LATEST_STATUSES[pledge.latest_status],
            PledgeFacet.SERIES: pledge.series_id,
            PledgeFacet.YEAR: pledge.made_first and pledge.made_first.year,
            # Of pledges that nothing was reported of alone: the status turns on that day.
            PledgeFacet.DUE: None if pledge.latest_status else day_number(pledge.due_last) or None,
        }
        for facet, value in values.items():
            if value is not None:
                yield pledge.meeting_id, code(facet, value)


def _uses(meetings: list[int]) -> Iterator[tuple[int, Pair, int]]:
    """Meeting, pair and number of what records say of nouns; twelve queries."""
    for meeting, noun in _distinct(Delegation.objects.attended(), "participant", meetings):
        yield meeting, (ALL, code(RecordFacet.ATTENDED, noun)), 1
    pledgers = Pledger.objects.published().filter(
        pledge__meeting__in=meetings, participant__isnull=False
    )
    for meeting, noun, n in (
        pledgers.order_by()
        .values_list("pledge__meeting", "participant")
        .annotate(n=Count("pledge", distinct=True))
    ):
        yield meeting, (ALL, code(RecordFacet.PROMISED, noun)), n
    for model in (Delegate, Speaker, Pledger):
        for meeting, noun in _distinct(model.objects.all(), "person", meetings):
            yield meeting, (ALL, code(RecordFacet.PERSON, noun)), 1
    yield from _seats(meetings)
    yield from came_as(meetings)
    records = Meeting.objects.published().filter(pk__in=meetings, series__isnull=False)
    for meeting, noun in records.order_by().values_list("pk", "series"):
        yield meeting, (ALL, code(RecordFacet.SERIES, noun)), 1
    for source in (Passage, Inference, Reference):
        for meeting, noun in _distinct(source.objects.all(), "document", meetings):
            yield meeting, (ALL, code(RecordFacet.DOCUMENT, noun)), 1


def _seats(meetings: list[int]) -> Iterator[tuple[int, Pair, int]]:
    """Who sat in whose delegation, and how many people there were; one query."""
    rows = Delegate.objects.published().filter(
        delegation__meeting__in=meetings, person__isnull=False
    )
    columns = (
        "delegation__meeting",
        "delegation__participant",
        "person",
        "delegation__meeting__stage",
    )
    seated: dict[int, set[int]] = {}
    for row in rows.order_by().values_list(*columns, named=True):
        meeting, person = row.delegation__meeting, row.person
        delegation = code(RecordFacet.DELEGATION, row.delegation__participant)
        yield meeting, (delegation, code(RecordFacet.SEAT, person)), 1
        if row.delegation__meeting__stage == Stage.HELD:
            yield meeting, (ALL, code(RecordFacet.PRESENT, person)), 1
        seated.setdefault(meeting, set()).add(person)
    for meeting, people in seated.items():
        yield meeting, (ALL, code(RecordFacet.SEATED, meeting)), len(people)


def _distinct(parts: Any, noun: str, meetings: list[int]) -> QuerySet[Any, Any]:
    """Meeting and noun of those of the parts that are published, each two once."""
    path = parts.meeting_path
    rows = parts.published().filter(**{f"{path}__in": meetings, f"{noun}__isnull": False})
    return rows.order_by().values_list(path, noun).distinct()
