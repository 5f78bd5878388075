"""What the choices of a filter are called: the rows that it leads to, by short name and name."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from participants.queries.prepared import PreparedQuery

from ..cards.meeting import MEETING, meeting_card
from ..models import Meeting


def names_of(model: Any, key: str, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Short name and name of rows by row number; one query."""
    if model is Meeting:
        cards = {pk: meeting_card(named) for pk, *named in _MEETINGS.rows(numbers)}
        return {pk: (card.slug, card.shown_title) for pk, card in cards.items()}
    return {pk: (slug, name) for pk, slug, name in _names(model, key).rows(numbers)}


_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.filter(pk__in=[numbers]).order_by().values_list("pk", *MEETING)
)


@lru_cache(maxsize=16)
def _names(model: Any, key: str) -> PreparedQuery:
    return PreparedQuery(
        lambda numbers: (
            model.objects.filter(pk__in=[numbers]).order_by().values_list("pk", key, "name")
        )
    )
