"""Keeping the counts of facets: what a meeting adds now, less what it added before.

``refresh_derived`` calls :func:`count_meetings` in the transaction of the change. Only
differences are written, in one order, so that two publishers wait for each other instead of
locking up.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connections, transaction
from django.db.models import Count, F, QuerySet

from participants.models import Participant

from ..models.meeting import Meeting
from ..models.statement import Statement, StatementParticipant, StatementPerson, StatementTopic
from ..models.tally import CountedMeeting, FacetCount
from .choice_numbers import FORMS, KINDS
from .facet_codes import ALL, Alike, FacetName, Pair, code, facet_of, pairs, turned
from .pledge_numbers import pledge_values
from .turns import Turns

Progress = Callable[[str, int, int], None]

_LINKS: tuple[tuple[Any, str, FacetName], ...] = (
    (StatementParticipant, "participant_id", FacetName.PARTICIPANT),
    (StatementPerson, "person_id", FacetName.PERSON),
    (StatementTopic, "topic_id", FacetName.TOPIC),
)
_ADD = (
    "INSERT INTO meetings_facetcount (chosen, counted, facet, n) VALUES %s"
    " ON CONFLICT (chosen, counted) DO UPDATE SET n = meetings_facetcount.n + excluded.n"
)
# Joined, for SQLite would read the whole table to find pairs IN a list.
_DROP = (
    "WITH k(chosen, counted) AS (VALUES %s) DELETE FROM meetings_facetcount WHERE id IN"
    " (SELECT f.id FROM k JOIN meetings_facetcount f"
    " ON f.chosen = k.chosen AND f.counted = k.counted WHERE f.n = 0)"
)
#: rows in one statement of SQL, meetings that are read at once
_ROWS, _MEETINGS = 200, 200
#: statements counted and rows written in one transaction of a rebuild
_STATEMENTS, _WRITTEN = 10_000, 20_000


def values_of(meetings: Iterable[int]) -> dict[int, Alike]:
    """What the published statements and pledges of meetings have, by meeting; six queries."""
    asked = list(meetings)
    values: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    rows = Statement.objects.published().filter(meeting__in=asked)
    for pk, meeting, key, series, form in rows.values_list(
        "pk", "meeting_id", "key", "series_id", "form"
    ).order_by():
        values[pk] = [code(FacetName.FORM, FORMS[form])]
        if year := key // 10**14:
            values[pk].append(code(FacetName.YEAR, year))
        if series is not None:
            values[pk].append(code(FacetName.SERIES, series))
        of[pk] = meeting
    if values:
        _add_links(asked, values)
    alike: dict[int, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for pk, found in values.items():
        alike[of[pk]][tuple(sorted(set(found)))] += 1
    for meeting, counted in pledge_values(asked):
        alike[meeting][(counted,)] += 1
    return {
        meeting: [(n, list(found)) for found, n in sorted(counted.items())]
        for meeting, counted in alike.items()
    }


def _add_links(meetings: list[int], values: dict[int, list[int]]) -> None:
    kinds = dict(Participant.objects.order_by().values_list("pk", "kind"))
    for model, column, facet in _LINKS:
        rows = model.objects.published().filter(statement__meeting__in=meetings).order_by()
        for statement, value in rows.values_list("statement_id", column):
            values[statement].append(code(facet, value))
            if facet == FacetName.PARTICIPANT:
                values[statement].append(code(FacetName.KIND, KINDS[kinds[value]]))


@transaction.atomic
def count_meetings(meetings: Iterable[int]) -> None:
    """Count the statements of meetings anew, and write what differs from before."""
    asked = list(meetings)
    before = dict(CountedMeeting.objects.filter(pk__in=asked).values_list("pk", "statements"))
    after = values_of(asked)
    changed: Counter[Pair] = Counter()
    for meeting in asked:
        old, new = _read(before.get(meeting, [])), after.get(meeting, [])
        if old != new:
            changed.update(pairs([new]))
            changed.subtract(pairs([old]))
            _keep(meeting, new)
    _apply(changed)


def forget_meeting(instance: Meeting, **_signal: Any) -> None:
    """Receiver of ``pre_delete``: take what a meeting adds from the counts."""
    changed: Counter[Pair] = Counter()
    for (stored,) in CountedMeeting.objects.filter(pk=instance.pk).values_list("statements"):
        changed.subtract(pairs([stored]))
    _apply(changed)


def follow_kind(instance: Participant, raw: bool = False, **_signal: Any) -> None:
    """Receiver of ``post_save``: count anew where a participant became of another kind."""
    if raw or not instance.pk:
        return
    who = code(FacetName.PARTICIPANT, instance.pk)
    told = FacetCount.objects.filter(chosen=who)
    whole = FacetCount.objects.filter(chosen=ALL, counted=who).values_list("n", flat=True).first()
    kind = code(FacetName.KIND, KINDS.get(instance.kind, 0))
    if whole and not told.filter(counted=kind, n=whole).exists():
        links = StatementParticipant.objects.published().filter(participant=instance)
        spoken = links.order_by().values_list("statement__meeting_id", flat=True).distinct()
        for some in _some(spoken, _MEETINGS):
            count_meetings(some)


def _read(stored: Any) -> Alike:
    return [(n, values) for n, values in stored]


def _keep(meeting: int, alike: Alike) -> None:
    if alike:
        CountedMeeting.objects.update_or_create(pk=meeting, defaults={"statements": alike})
    else:
        CountedMeeting.objects.filter(pk=meeting).delete()


def _apply(changed: Mapping[Pair, int]) -> None:
    """Add to the counts, both ways round."""
    _write({pair: n for pair, n in changed.items() if n} | turned(changed))


def _write(changed: Mapping[Pair, int], using: str = "default") -> None:
    """Add to the rows of pairs, in one order; what comes to nothing is removed."""
    rows = [(one, other, facet_of(other), n) for (one, other), n in sorted(changed.items())]
    with connections[using].cursor() as cursor:
        for some in _some(rows, _ROWS):
            cursor.execute(_ADD % _values(some), [value for row in some for value in row])
        for some in _some((row[:2] for row in rows if row[3] < 0), _ROWS):
            cursor.execute(_DROP % _values(some), [value for row in some for value in row])


def _values(rows: list[Any]) -> str:
    row = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return ", ".join([row] * len(rows))


def _some(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while found := list(islice(waiting, size)):
        yield found


def _silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


def recount(progress: Progress = _silent, using: str = "default") -> None:
    """Count every meeting anew, in short transactions: reading and writing go on.

    First what each meeting adds is put right, then the counts are compared with the sum of
    that, both read at one moment, and the difference is added. A change made meanwhile adds
    its own difference, so that both stand.
    """
    turns = Turns(using)
    sizes = Statement.objects.using(using).order_by().values_list("meeting").annotate(Count("pk"))
    size = dict(sizes)
    meetings = list(
        Meeting.objects.using(using).records().order_by("pk").values_list("pk", flat=True)
    )
    done = 0
    for some in _portions(meetings, size):
        _recount(some)
        done += len(some)
        progress("counts", done, len(meetings))
        turns.give_way()
    wrong = list(differences(using).items())
    for rows in _some(wrong, _WRITTEN):
        with transaction.atomic(using=using):
            _write(dict(rows), using)
        turns.give_way()


def _portions(meetings: Iterable[int], size: Mapping[int, int]) -> Iterator[list[int]]:
    """Meetings of few enough statements together; a long one by itself."""
    portion: list[int] = []
    held = 0
    for meeting in meetings:
        held += size.get(meeting, 0)
        if portion and (held > _STATEMENTS or len(portion) == _MEETINGS):
            yield portion
            portion, held = [], size.get(meeting, 0)
        portion.append(meeting)
    if portion:
        yield portion


@transaction.atomic
def _recount(meetings: list[int]) -> None:
    # Locked, so that nobody publishes or corrects one of them between reading and writing.
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).values_list("pk", flat=True))
    before = dict(CountedMeeting.objects.filter(pk__in=meetings).values_list("pk", "statements"))
    after = values_of(meetings)
    wrong = [pk for pk in meetings if _read(before.get(pk, [])) != after.get(pk, [])]
    CountedMeeting.objects.filter(pk__in=wrong).delete()
    CountedMeeting.objects.bulk_create(
        CountedMeeting(pk=pk, statements=after[pk]) for pk in wrong if pk in after
    )


@contextmanager
def _one_moment(using: str) -> Iterator[None]:
    """Read several tables as they were at one moment, without keeping anybody from writing."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def differences(using: str = "default") -> dict[Pair, int]:
    """What is to be added to each row for it to be the sum of what the meetings add."""
    rows = FacetCount.objects.using(using).values_list("chosen", "counted", "n")
    with _one_moment(using):
        kept = CountedMeeting.objects.using(using).values_list("statements", flat=True)
        wanted = pairs(kept.iterator())
        other_way = rows.filter(chosen__gt=F("counted"))
        return _wrong_turned(wanted, other_way) | _wrong(
            wanted, rows.filter(chosen__lte=F("counted"))
        )


def _wrong(wanted: dict[Pair, int], stored: QuerySet[Any, Any]) -> dict[Pair, int]:
    """What differs; ``wanted`` is used up."""
    wrong = {}
    for chosen, counted, n in stored.iterator():
        if more := wanted.pop((chosen, counted), 0) - n:
            wrong[chosen, counted] = more
    return wrong | {pair: n for pair, n in wanted.items() if n}


def _wrong_turned(wanted: Mapping[Pair, int], stored: QuerySet[Any, Any]) -> dict[Pair, int]:
    """What differs of the pairs the other way round."""
    wrong: dict[Pair, int] = {}
    found = 0
    for chosen, counted, n in stored.iterator():
        found += (counted, chosen) in wanted
        if more := wanted.get((counted, chosen), 0) - n:
            wrong[chosen, counted] = more
    # A second table of a million pairs is made only where some are missing.
    if found < sum(one != ALL for one, _other in wanted):
        missing = turned(wanted)
        for chosen, counted, _n in stored.iterator():
            missing.pop((chosen, counted), None)
        wrong |= missing
    return wrong


def count_faults(using: str = "default", progress: Progress = _silent) -> Iterator[str]:
    """What is wrong with the counts, one sentence each; nothing where all are as counted anew."""
    meetings = Meeting.objects.using(using).records().order_by("pk")
    slugs = dict(meetings.values_list("pk", "slug"))
    for done, some in enumerate(_some(slugs, _MEETINGS)):
        progress("counts", done * _MEETINGS, len(slugs))
        named = {pk: slugs[pk] for pk in some}
        kept = CountedMeeting.objects.using(using).filter(pk__in=named)
        before, after = dict(kept.values_list("pk", "statements")), values_of(named)
        for pk, slug in named.items():
            if _read(before.get(pk, [])) != after.get(pk, []):
                yield f"counts of facets: the statements of {slug} are not counted as they are"
    progress("counts", len(slugs), len(slugs))
    if wrong := differences(using):
        yield f"counts of facets: {len(wrong)} of them differ from what the meetings add"
