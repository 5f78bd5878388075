"""The neighbours of a meeting in its series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Collate

from participants.queries.prepared import PreparedQuery

from ..models import Meeting
from .meeting import MeetingHead, PlacedMeeting
from .meeting_reasons import give_reasons

#: meetings of its series that a page shows before and after it
_RAIL = 2


@dataclass(slots=True)
class NeighbourRow(PlacedMeeting):
    """A meeting of the series; whether it is ``beyond`` the one that a page shows."""

    beyond: int


class RailEntry(NamedTuple):
    """A meeting of the series, before, at or after this one."""

    meeting: PlacedMeeting
    here: bool
    rel: str


def _in_series(series: int) -> Any:
    """Public meetings with what they are ordered by, by ordinal if each has one, else by day.

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


def unnumbered(series: Any) -> Any:
    """The public meetings of a series that have no ordinal, so that it is ordered by day."""
    none = Q(ordinal__isnull=True) | Q(ordinal=0)
    return Meeting.objects.public().filter(none, series=series).order_by()


def _of_day(end: str, undated: int, since: date, slug: str) -> Q:
    """The meetings at one ``end`` ("lt" before, "gt" after) of a place in the order by day."""
    return (
        Q(**{f"undated__{end}": undated})
        | Q(undated=undated, **{f"since__{end}": since})
        | Q(undated=undated, since=since, **{f"name__{end}": slug})
    )


def _of_ordinal(end: str, ordinal: int, slug: str) -> Q:
    return Q(**{f"ordinal__{end}": ordinal}) | Q(ordinal=ordinal, **{f"name__{end}": slug})


def _nearest(rows: Any, before: Q, after: Q, order: Sequence[str]) -> Any:
    """The meetings nearest to a place in the order, and whether each comes after it."""
    back = [f"-{name}" for name in order]
    near = Q(pk__in=rows.filter(before).order_by(*back).values("pk")[:_RAIL])
    near |= Q(pk__in=rows.filter(after).order_by(*order).values("pk")[:_RAIL])
    beyond = Case(When(after, then=1), default=0)
    return rows.filter(near).annotate(beyond=beyond).order_by(*order)


_UNNUMBERED = PreparedQuery(lambda series: unnumbered(series).values_list("pk")[:1])
_BY_DAY = PreparedQuery(
    lambda series, *at: _nearest(
        _in_series(series),
        _of_day("lt", *at),
        _of_day("gt", *at),
        ("undated", "since", "name", "pk"),
    ),
    NeighbourRow,
)
_BY_ORDINAL = PreparedQuery(
    lambda series, *at: _nearest(
        _in_series(series),
        _of_ordinal("lt", *at),
        _of_ordinal("gt", *at),
        ("ordinal", "name", "pk"),
    ),
    NeighbourRow,
)


def rail_of(meeting: MeetingHead, *, by_day: bool | None = None) -> list[RailEntry]:
    """The neighbours of a meeting in its series; empty where it has none.

    ``by_day`` says whether a meeting of the series has no ordinal, where that is known.
    """
    if meeting.series is None:
        return []
    series = meeting.series.pk
    if by_day is None:
        by_day = bool(_UNNUMBERED.rows(series))
    if by_day:
        day = meeting.first_day
        undated = int(day is None and meeting.last_day is None)
        rows = _BY_DAY.rows(series, undated, day or date.max, meeting.slug)
    else:
        rows = _BY_ORDINAL.rows(series, meeting.ordinal or 0, meeting.slug)
    if not rows:
        return []
    give_reasons([*rows, meeting])
    before = [row for row in rows if not row.beyond]
    after = [row for row in rows if row.beyond]
    rels = {len(before) - 1: "prev", len(before) + 1: "next"}
    return [
        RailEntry(row, row is meeting, rels.get(position, ""))
        for position, row in enumerate([*before, meeting, *after])
    ]
