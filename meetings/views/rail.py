"""The neighbours of a meeting in its series."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Collate

from ..models import Meeting
from .prepared import Prepared, columns, instance

#: meetings of its series that a page shows before and after it
_RAIL = 2
#: meetings without an ordinal
UNNUMBERED = Q(ordinal__isnull=True) | Q(ordinal=0)


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A meeting of the series, before, at or after this one."""

    meeting: Meeting
    here: bool
    rel: str


def _in_series(series: int) -> Any:
    """Public meetings with what they are ordered by, as ``of_series`` has it.

    ``undated`` are last; those of which only the last day is known come before them.
    """
    byte_order = "C" if connections["default"].vendor == "postgresql" else "BINARY"
    return (
        Meeting.objects.public()
        .filter(series=series)
        .annotate(
            undated=Case(When(first_day=None, last_day=None, then=1), default=0),
            since=Coalesce("first_day", Value(date.max)),
            name=Collate(F("slug"), byte_order),
        )
    )


def _unnumbered(series: int) -> Any:
    return _in_series(series).filter(UNNUMBERED).values_list("pk")[:1]


def _of_day(undated: int, since: date, slug: str, end: str) -> Q:
    """The meetings at one ``end`` ("lt" before, "gt" after) of a place in the order by day."""
    return (
        Q(**{f"undated__{end}": undated})
        | Q(undated=undated, **{f"since__{end}": since})
        | Q(undated=undated, since=since, **{f"name__{end}": slug})
    )


def _of_ordinal(ordinal: int, slug: str, end: str) -> Q:
    return Q(**{f"ordinal__{end}": ordinal}) | Q(ordinal=ordinal, **{f"name__{end}": slug})


def _nearest(rows: Any, *order: str) -> Any:
    return rows.order_by(*order).values_list(*columns(Meeting))[:_RAIL]


_UNNUMBERED = Prepared(_unnumbered)
_BEFORE_BY_DAY = Prepared(
    lambda series, *at: _nearest(
        _in_series(series).filter(_of_day(*at, "lt")), "-undated", "-since", "-name"
    )
)
_AFTER_BY_DAY = Prepared(
    lambda series, *at: _nearest(
        _in_series(series).filter(_of_day(*at, "gt")), "undated", "since", "name"
    )
)
_BEFORE_BY_ORDINAL = Prepared(
    lambda series, *at: _nearest(
        _in_series(series).filter(_of_ordinal(*at, "lt")), "-ordinal", "-name"
    )
)
_AFTER_BY_ORDINAL = Prepared(
    lambda series, *at: _nearest(
        _in_series(series).filter(_of_ordinal(*at, "gt")), "ordinal", "name"
    )
)


def rail(meeting: Meeting) -> list[RailEntry]:
    """The neighbours of a meeting in its series; empty where it has none."""
    if meeting.series is None:
        return []
    series = meeting.series.pk
    if _UNNUMBERED.rows(series):
        day = meeting.first_day
        undated = int(day is None and meeting.last_day is None)
        at = (undated, day or date.max, meeting.slug)
        before, after = _BEFORE_BY_DAY.rows(series, *at), _AFTER_BY_DAY.rows(series, *at)
    else:
        place = (meeting.ordinal or 0, meeting.slug)
        before = _BEFORE_BY_ORDINAL.rows(series, *place)
        after = _AFTER_BY_ORDINAL.rows(series, *place)
    rows = [_neighbour(row, meeting) for row in reversed(before)]
    entries = [RailEntry(row, False, "") for row in rows]
    entries[-1:] = [RailEntry(entry.meeting, False, "prev") for entry in entries[-1:]]
    entries.append(RailEntry(meeting, True, ""))
    for place_after, row in enumerate(after):
        rel = "next" if place_after == 0 else ""
        entries.append(RailEntry(_neighbour(row, meeting), False, rel))
    return entries if len(entries) > 1 else []


def _neighbour(values: Any, meeting: Meeting) -> Meeting:
    row = instance(Meeting, values)
    assert row is not None  # noqa: S101 - no join leads to the meeting
    row.series = meeting.series
    return row
