"""Statements and who said them, as what is asked at every act reads them: SQL put together once."""

from collections.abc import Collection, Iterable
from typing import Any

from participants.queries.prepared_rows import PreparedRows

from ..models import Speaker, Statement

_STATEMENTS = PreparedRows(
    Statement,
    lambda number: Statement.objects.filter(pk__in=[number]).order_by("order", "number", "pk"),
    joins=("session", "agenda_item"),
)
_SPEAKERS = PreparedRows(
    Speaker,
    lambda owner: Speaker.objects.filter(statement__in=[owner]).order_by("order", "pk"),
    joins=("participant", "person"),
)


def statements_held(numbers: Collection[int]) -> list[Statement]:
    """Statements by their row numbers, in order, with session, item and speakers: two queries.

    Speakers are those that ``statement.speakers.all()`` gives, with participant and person.
    """
    rows = _STATEMENTS.rows(numbers)
    speakers = _SPEAKERS.rows([row.pk for row in rows])
    for row in rows:
        hold(row, "speakers", [one for one in speakers if one.statement_id == row.pk])
    return rows


def is_held(statement: Statement) -> bool:
    """Whether a statement was read so."""
    return "speakers" in statement.__dict__.get("_prefetched_objects_cache", {})


def hold(row: Any, name: str, below: Iterable[Any]) -> None:
    """Give a row what ``row.<name>.all()`` is to answer, as prefetching leaves it."""
    rows = getattr(row, name).all()
    rows._result_cache = list(below)
    rows._prefetch_done = True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows
