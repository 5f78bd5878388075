"""The tallies: what a meeting adds now, less what it added before; and what they differ by.

``refresh_derived`` calls :func:`refresh_tallies` in the transaction of the change. Only
differences are written, in one order, so that two publishers wait for each other instead of
locking up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from participants.models import Participant

from ..models.derived_rows import MeetingTally, Tally
from ..models.meeting import Meeting
from ..models.statement_links import StatementParticipant
from .contributions import NOTHING, Contribution, contributions, kept_contributions, summed
from .facet_codes import ALL, KINDS, FacetName, Pair, code, facet_of, is_turned, turned
from .list_rows import follow_tallies
from .turns import portions

_TABLE = Tally._meta.db_table
_ADD = (
    f"INSERT INTO {_TABLE} (chosen, counted, facet, n) VALUES %s"
    f" ON CONFLICT (chosen, counted) DO UPDATE SET n = {_TABLE}.n + excluded.n"
)
# Joined, for SQLite would read the whole table to find pairs IN a list.
_DROP = (
    f"WITH k(chosen, counted) AS (VALUES %s) DELETE FROM {_TABLE} WHERE id IN"
    f" (SELECT f.id FROM k JOIN {_TABLE} f"
    " ON f.chosen = k.chosen AND f.counted = k.counted WHERE f.n = 0)"
)
#: rows in one statement of SQL, meetings that are read at once
ROWS, MEETINGS = 200, 200


@transaction.atomic
def refresh_tallies(meetings: Iterable[int]) -> None:
    """Tally meetings anew, and write what differs from before."""
    numbers = list(meetings)
    before, after = kept_contributions(numbers), contributions(numbers)
    changed: Counter[Pair] = Counter()
    for meeting in numbers:
        old, new = before.get(meeting, NOTHING), after.get(meeting, NOTHING)
        if old != new:
            changed.update(summed([new]))
            changed.subtract(summed([old]))
            keep({meeting: new})
    write({**changed, **turned(changed)})


def keep(added: Mapping[int, Contribution]) -> None:
    """Keep what meetings add, in place of what they added; nothing where that is nothing."""
    silent = [meeting for meeting, contribution in added.items() if contribution == NOTHING]
    if silent:
        MeetingTally.objects.filter(pk__in=silent).delete()
    MeetingTally.objects.bulk_create(
        [
            MeetingTally(pk=meeting, **contribution._asdict())
            for meeting, contribution in added.items()
            if contribution != NOTHING
        ],
        update_conflicts=True,
        unique_fields=["meeting"],
        update_fields=Contribution._fields,
    )


def write(changed: Mapping[Pair, int]) -> None:
    """Add to the tallies, in one order; what comes to nothing is removed. Lists follow."""
    rows = [[*pair, facet_of(pair[1]), n] for pair, n in sorted(changed.items()) if n]
    with connection.cursor() as cursor:
        for portion in portions(rows, ROWS):
            cursor.execute(*_filled(_ADD, portion))
        for portion in portions((row[:2] for row in rows if row[3] < 0), ROWS):
            cursor.execute(*_filled(_DROP, portion))
    follow_tallies({pair for pair, n in changed.items() if n})


def _filled(query: str, rows: list[list[int]]) -> tuple[str, list[int]]:
    """The query with a mark for each value, and the values."""
    row = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return query % ", ".join([row] * len(rows)), [value for row in rows for value in row]


def forget_meeting(instance: Meeting, **_signal: Any) -> None:
    """Receiver of ``pre_delete``: take what a meeting adds from the tallies."""
    added = summed(kept_contributions([instance.pk]).values())
    lost = {pair: -n for pair, n in added.items()}
    write(lost | turned(lost))


def follow_kind(instance: Participant, raw: bool = False, **_signal: Any) -> None:
    """Receiver of ``post_save``: tally anew where a participant became of another kind."""
    if raw or not instance.pk:
        return
    who = code(FacetName.PARTICIPANT, instance.pk)
    spoken = Tally.objects.filter(chosen=ALL, counted=who).values_list("n", flat=True).first()
    kind = code(FacetName.KIND, KINDS.get(instance.kind, 0))
    if spoken and not Tally.objects.filter(chosen=who, counted=kind, n=spoken).exists():
        links = StatementParticipant.objects.published().filter(participant=instance)
        meetings = links.order_by().values_list("statement__meeting_id", flat=True).distinct()
        for portion in portions(meetings, MEETINGS):
            refresh_tallies(portion)


def differences() -> dict[Pair, int]:
    """What is to be added to each tally for it to be the sum of what the meetings add."""
    rows = Tally.objects.values_list("chosen", "counted", "n")
    with _one_moment():
        computed = summed(MeetingTally.objects.values_list(*Contribution._fields).iterator())
        other_way = rows.filter(chosen__gt=F("counted"))
        return _wrong_turned(computed, other_way) | _wrong(
            computed, rows.filter(chosen__lte=F("counted"))
        )


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read several tables as they were at one moment, without keeping anybody from writing."""
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


def _wrong(computed: dict[Pair, int], stored: QuerySet[Any, Any]) -> dict[Pair, int]:
    """What differs; ``wanted`` is used up."""
    wrong = {}
    for chosen, counted, n in stored.iterator():
        if more := computed.pop((chosen, counted), 0) - n:
            wrong[chosen, counted] = more
    return wrong | {pair: n for pair, n in computed.items() if n}


def _wrong_turned(computed: Mapping[Pair, int], stored: QuerySet[Any, Any]) -> dict[Pair, int]:
    """What differs of the pairs the other way round."""
    wrong: dict[Pair, int] = {}
    found = 0
    for chosen, counted, n in stored.iterator():
        found += (counted, chosen) in computed
        if more := computed.get((counted, chosen), 0) - n:
            wrong[chosen, counted] = more
    # A second table of a million pairs is made only where some are missing.
    if found < sum(map(is_turned, computed)):
        missing = turned(computed)
        for chosen, counted, _n in stored.iterator():
            missing.pop((chosen, counted), None)
        wrong |= missing
    return wrong
