"""Meetings read with what names them, in one query each."""

from collections.abc import Sequence
from typing import Any

from participants.models import Participant
from participants.queries.prepared import columns, instance

from ..models import Meeting, Series


def meeting_columns(path: str = "") -> list[str]:
    """What :func:`meeting_of` reads: a meeting with its series and country."""
    return [
        *columns(Meeting, path),
        *columns(Series, f"{path}series__"),
        *columns(Participant, f"{path}country__"),
    ]


def meeting_of(values: Sequence[Any]) -> tuple[Meeting, Sequence[Any]]:
    """The meeting of which ``meeting_columns()`` were read, and the columns that follow."""
    own = len(Meeting._meta.concrete_fields)
    series = own + len(Series._meta.concrete_fields)
    country = series + len(Participant._meta.concrete_fields)
    found = instance(Meeting, values[:own])
    assert found is not None  # noqa: S101 - no join leads to the meeting
    found.series = instance(Series, values[own:series])
    found.country = instance(Participant, values[series:country])
    return found, values[country:]
