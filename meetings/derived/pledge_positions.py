"""What lists of pledges are read by: derived, and NULL unless the record is published.

The place among all pledges, newest first; the series of the meeting; and the status that the
latest update gives, with the day from which it holds. What depends on today is no part of it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..models.meeting import Meeting
from ..models.pledge import Pledge, Update

DAY = 10**10
MEETING = 10**4
#: above the number of any day, so that later days come first and no day last
LAST_DAY = 99_999_999


class Derived(NamedTuple):
    """The derived values of a pledge."""

    place: int | None = None
    series_id: int | None = None
    told: str | None = None
    told_since: date | None = None


def derived(meetings: Iterable[int]) -> dict[int, Derived]:
    """The values of the pledges of meetings, by row number; two queries."""
    rows = Pledge.objects.filter(meeting__in=list(meetings)).order_by("meeting", "order", "number")
    reports = _latest_updates([pk for (pk,) in rows.published().values_list("pk")])
    found: dict[int, Derived] = {}
    ranks: dict[int, int] = {}
    of = "meeting__first_day", "meeting__series", "meeting__layer", "meeting__status"
    for pk, meeting, made, held, series, layer, status in rows.values_list(
        "pk", "meeting_id", "made_first", *of
    ):
        if not Meeting(layer=layer, status=status).is_published:
            found[pk] = Derived()
            continue
        rank = ranks[meeting] = ranks.get(meeting, -1) + 1
        told, since = reports.get(pk, ("", None))
        place = newest_day(made or held) * DAY + meeting * MEETING + rank
        found[pk] = Derived(place, series, told, since)
    return found


def newest_day(day: date | None) -> int:
    """A number that is the smaller the later the day, and greatest where no day is known."""
    return LAST_DAY - (day.year * 10_000 + day.month * 100 + day.day if day else 0)


def _latest_updates(pledges: list[int]) -> dict[int, tuple[str, date | None]]:
    rows = Update.objects.filter(pledge__in=pledges).order_by()
    latest: dict[int, tuple[Any, ...]] = {}
    for pledge, first, order, pk, status in rows.values_list(
        "pledge", "first_day", "order", "pk", "status"
    ):
        rank = (first or date.min, order, pk, status, first)
        if pledge not in latest or latest[pledge][:3] < rank[:3]:
            latest[pledge] = rank
    return {pledge: (rank[3], rank[4]) for pledge, rank in latest.items()}


def stored(meetings: Iterable[int]) -> dict[int, Derived]:
    """What the pledges of meetings hold, by row number."""
    rows = Pledge.objects.filter(meeting__in=list(meetings)).order_by()
    return {pk: Derived(*values) for pk, *values in rows.values_list("pk", *Derived._fields)}


def place_pledges(meetings: Iterable[int]) -> None:
    """Derive the values of the pledges of meetings anew, and write what differs.

    Places are emptied before any is set, so that unique places never collide.
    """
    asked = list(meetings)
    before = stored(asked)
    wrong = {pk: row for pk, row in derived(asked).items() if before.get(pk) != row}
    if not wrong:
        return
    Pledge.objects.filter(pk__in=wrong).update(place=None)
    rows = [Pledge(pk=pk, **row._asdict()) for pk, row in wrong.items()]
    Pledge.objects.bulk_update(rows, Derived._fields, batch_size=100)


def place_faults(meeting: Meeting) -> list[str]:
    """Which pledges of a meeting hold other values than are computed, one line each."""
    before, numbers = stored([meeting.pk]), dict(meeting.pledges.values_list("pk", "number"))
    return [
        f"pledge {numbers[pk]}: {name} {held}, computed {wanted}"
        for pk, row in derived([meeting.pk]).items()
        for name, held, wanted in zip(Derived._fields, before[pk], row, strict=True)
        if held != wanted
    ]
