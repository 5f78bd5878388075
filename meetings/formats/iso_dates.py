"""Dates of the register (EDTF) as formats take them that know ISO 8601 alone: never a day more.

A date that is uncertain, a season, a set or has unspecified digits is no ISO 8601 date and is left
out; "2020-11" stays a month.
"""

from typing import NamedTuple

from ..date_texts import Point, parse

_EXACT = ("year", "month", "day")


class IsoEnds(NamedTuple):
    """The first and the last day, month or year; empty where that is not known so exactly."""

    first: str = ""
    last: str = ""


def iso_ends(edtf: str) -> IsoEnds:
    """Both ends of a date; of a single one they are the same."""
    parsed = parse(edtf) if edtf else None
    if parsed is None or parsed.kind in ("[", "{"):
        return IsoEnds()
    (span,) = parsed.spans
    return IsoEnds(_exact(span.start), _exact(span.end))


def iso_date(edtf: str) -> str:
    """The one year, month or day that a date lies in: "2016-06" of "20 to 22 June 2016"."""
    first, last = iso_ends(edtf)
    shared = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        shared.append(one)
    return "-".join(shared)


def _exact(point: Point | None) -> str:
    if point is None or point.qualifiers or point.precision not in _EXACT:
        return ""
    return point.core
