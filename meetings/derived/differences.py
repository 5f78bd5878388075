"""What the tallies differ by from the sum of what the meetings add."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from ..models.tally import MeetingTally, Tally
from .contributions import Contribution, summed
from .facet_codes import Pair, is_turned, turned


def differences() -> dict[Pair, int]:
    """What is to be added to each tally for it to be the sum of what the meetings add."""
    rows = Tally.objects.values_list("chosen", "counted", "n")
    with _one_moment():
        wanted = summed(MeetingTally.objects.values_list(*Contribution._fields).iterator())
        other_way = rows.filter(chosen__gt=F("counted"))
        return _wrong_turned(wanted, other_way) | _wrong(
            wanted, rows.filter(chosen__lte=F("counted"))
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
    if found < sum(map(is_turned, wanted)):
        missing = turned(wanted)
        for chosen, counted, _n in stored.iterator():
            missing.pop((chosen, counted), None)
        wrong |= missing
    return wrong
