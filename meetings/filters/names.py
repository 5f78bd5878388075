"""What the choices of a filter are called: the rows that it leads to, by short name and name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from participants.queries.prepared import PreparedQuery

from ..models import Meeting
from ..reading.links import MeetingLink


def names_of(model: Any, key: str, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Short name and name of rows by row number; one query."""
    if model is Meeting:
        return {row.pk: (row.slug, row.shown_title) for row in _MEETINGS.rows(numbers)}
    return {pk: (slug, name) for pk, slug, name in _names(model, key).rows(numbers)}


@dataclass(slots=True)
class MeetingChoice(MeetingLink):
    """A meeting that a filter can choose."""

    pk: int


_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.filter(pk__in=[numbers]).order_by(), MeetingChoice
)


@lru_cache(maxsize=16)
def _names(model: Any, key: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by().values_list("pk", key, "name")
        )
    )
