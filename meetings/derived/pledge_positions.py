"""What lists of pledges are read by: derived, and NULL unless the record is published.

The position among all pledges, newest first; the series of the meeting; and the status that the
latest update gives, with the day from which it holds. What depends on today is no part of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..models.meeting import Meeting
from ..models.pledge import Pledge
from ..models.pledge_status import latest_update
from ..models.update import Update
from .chronology import DAY, MEETING, newest_day


class Derived(NamedTuple):
    """The derived values of a pledge."""

    position: int | None = None
    series_id: int | None = None
    latest_status: str | None = None
    latest_status_since: date | None = None


def derived(meetings: Iterable[int]) -> dict[int, Derived]:
    """The values of the pledges of meetings, by row number; two queries."""
    rows = Pledge.objects.filter(meeting__in=list(meetings)).select_related("meeting")
    pledges = rows.order_by("meeting", "order", "number").only(
        "made_first", *(f"meeting__{name}" for name in ("first_day", "series", "layer", "status"))
    )
    updates = _updates(pledge.pk for pledge in pledges if pledge.meeting.is_published)
    by_pledge: dict[int, Derived] = {}
    listed: Counter[int] = Counter()
    for pledge in pledges:
        meeting: Meeting = pledge.meeting
        if not meeting.is_published:
            by_pledge[pledge.pk] = Derived()
            continue
        day = newest_day(pledge.made_first or meeting.first_day)
        position = day * DAY + meeting.pk * MEETING + listed[meeting.pk]
        listed[meeting.pk] += 1
        latest = latest_update(updates[pledge.pk])
        status = (latest.status, latest.first_day) if latest else ("", None)
        by_pledge[pledge.pk] = Derived(position, meeting.series_id, *status)
    return by_pledge


def _updates(pledges: Iterable[int]) -> dict[int, list[Update]]:
    """What became of pledges, by their row number."""
    updates: dict[int, list[Update]] = defaultdict(list)
    rows = Update.objects.filter(pledge__in=list(pledges)).order_by()
    for update in rows.only("pledge_id", "first_day", "order", "status"):
        updates[update.pledge_id].append(update)
    return updates


def stored(meetings: Iterable[int]) -> dict[int, Derived]:
    """What the pledges of meetings hold, by row number."""
    rows = Pledge.objects.filter(meeting__in=list(meetings)).order_by()
    return {pk: Derived(*values) for pk, *values in rows.values_list("pk", *Derived._fields)}


def refresh_positions(meetings: Iterable[int]) -> None:
    """Derive the values of the pledges of meetings anew, and write what differs.

    Positions are emptied before any is set, so that unique ones never collide.
    """
    numbers = list(meetings)
    before = stored(numbers)
    wrong = {pk: row for pk, row in derived(numbers).items() if before.get(pk) != row}
    if not wrong:
        return
    Pledge.objects.filter(pk__in=wrong).update(position=None)
    rows = [Pledge(pk=pk, **row._asdict()) for pk, row in wrong.items()]
    Pledge.objects.bulk_update(rows, Derived._fields, batch_size=100)


def position_faults(meeting: Meeting) -> list[str]:
    """Which pledges of a meeting hold other values than are computed, one line each."""
    before, numbers = stored([meeting.pk]), dict(meeting.pledges.values_list("pk", "number"))
    return [
        f"pledge {numbers[pk]}: {name} {held}, computed {computed}"
        for pk, row in derived([meeting.pk]).items()
        for name, held, computed in zip(Derived._fields, before[pk], row, strict=True)
        if held != computed
    ]
