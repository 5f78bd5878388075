"""Meetings as rows name them, made of columns: no model is loaded that a row does not print."""

from collections.abc import Sequence
from typing import Any

from participants.models import Participant

from ..models import Meeting, Series

#: fields of the meeting itself, in the order of its columns
FIELDS = [
    field.attname
    for field in Meeting._meta.concrete_fields
    if field.attname not in ("loaded_digest", "updated_at", "updated_by_id")
]
_OTHERS = ("series__name", "series__slug", "country__name")
#: how many columns a meeting takes
WIDTH = len(FIELDS) + len(_OTHERS)


def columns(path: str = "") -> list[str]:
    """What a query reads for a meeting, for ``values_list``; ``path`` leads to it ("meeting__")."""
    return [f"{path}{name}" for name in (*FIELDS, *_OTHERS)]


def meeting_of(values: Sequence[Any]) -> Any:
    """The meeting of its columns, with its series and its country."""
    meeting: Any = Meeting.from_db(None, FIELDS, values[: len(FIELDS)])
    series, slug, country = values[len(FIELDS) : WIDTH]
    if series is not None:
        meeting.series = Series(pk=meeting.series_id, name=series, slug=slug)
    if country is not None:
        meeting.country = Participant(pk=meeting.country_id, name=country)
    return meeting
