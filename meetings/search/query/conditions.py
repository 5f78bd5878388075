"""What narrows a search besides words: conditions on the key of a statement.

Each reads link rows by the key alone, or is a range of keys: a year is one, and so is a
meeting, since its statements share its day and number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from meetings.derived.chronology import DAY, MEETING, day_number
from meetings.models import Meeting

from ..engine.base import Sql

KeyRange = tuple[int, int]

LAST_KEY = 99_999_999 * DAY
_FIRST_DATED = 10_101 * DAY
#: link tables by the field of a condition: table and column of the other side
_LINKS = {
    "participants": ("meetings_statementparticipant", "participant_id"),
    "people": ("meetings_statementperson", "person_id"),
    "topics": ("meetings_statementtopic", "topic_id"),
}
#: columns of the statement itself by the field of a condition; each has an index with the key
_COLUMNS = {"series": "series_id", "forms": "form"}


@dataclass(frozen=True, slots=True)
class Condition:
    """Statements of any of these; of none of them where ``negated``. All empty: nothing."""

    participants: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    ranges: tuple[KeyRange, ...] = ()
    kinds: tuple[str, ...] = ()
    substance: bool = False
    negated: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing."""
        return not any(getattr(self, name) for name in _ALTERNATIVES)

    def sql(self, key: str) -> Sql:
        """The condition on the expression ``key``, with its parameters."""
        parts: list[str] = []
        params: list[Any] = []
        for name, (table, column) in _LINKS.items():
            if ids := getattr(self, name):
                parts.append(_exists(f"{table} l", f"l.key = {key}", f"l.{column}", ids))
                params += ids
        for name, column in _COLUMNS.items():
            if values := getattr(self, name):
                parts.append(
                    _exists("meetings_statement o", f"o.key = {key}", f"o.{column}", values)
                )
                params += values
        if self.kinds:
            parts.append(
                _exists(
                    "meetings_statementparticipant l"
                    " JOIN participants_participant p ON p.id = l.participant_id",
                    f"l.key = {key}",
                    "p.kind",
                    self.kinds,
                )
            )
            params += self.kinds
        if self.substance:
            parts.append(
                f"EXISTS (SELECT 1 FROM meetings_statement o WHERE o.key = {key}"
                " AND NOT o.procedural)"
            )
        for first, last in self.ranges:
            parts.append(f"({key} >= %s AND {key} <= %s)")
            params += (first, last)
        whole = parts[0] if len(parts) == 1 else "(" + (" OR ".join(parts) or "1 = 0") + ")"
        return (f"NOT {whole}" if self.negated else whole), params

    @property
    def links(self) -> list[tuple[str, str, Any]]:
        """Table, column and value of each row of an index that leads to what meets it.

        Nothing where such rows alone do not decide.
        """
        if self.negated or self.ranges or self.kinds or self.substance:
            return []
        tables = _LINKS | {
            name: ("meetings_statement", column) for name, column in _COLUMNS.items()
        }
        return [
            (table, column, value)
            for name, (table, column) in tables.items()
            for value in getattr(self, name)
        ]


_ALTERNATIVES = [field.name for field in fields(Condition) if field.name != "negated"]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list, by row number; several values of one widen, different ones narrow."""

    participants: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    kinds: tuple[str, ...] = ()
    substance: bool = False

    def conditions(self) -> list[Condition]:
        """One condition for each filter that is set; a query for the days of meetings."""
        conditions = []
        for name in ("participants", "people", "topics", "series", "forms", "kinds"):
            if getattr(self, name):
                values: dict[str, Any] = {name: tuple(getattr(self, name))}
                conditions.append(Condition(**values))
        if self.meetings:
            rows = Meeting.objects.published().filter(pk__in=self.meetings)
            ranges = meeting_ranges(rows.values_list("pk", "first_day"))
            conditions.append(Condition(ranges=ranges))
        if self.year_from is not None or self.year_to is not None:
            conditions.append(Condition(ranges=(year_range(self.year_from, self.year_to),)))
        if self.substance:
            conditions.append(Condition(substance=True))
        return conditions


def year_range(first: int | None, last: int | None) -> KeyRange:
    """The keys of statements of these years; undated ones are in none."""
    low = first * 10_000 * DAY if first is not None else _FIRST_DATED
    return max(low, _FIRST_DATED), ((last + 1) * 10_000 * DAY - 1 if last is not None else LAST_KEY)


def meeting_ranges(rows: Iterable[tuple[int, date | None]]) -> tuple[KeyRange, ...]:
    """The keys of the statements of meetings, given by row number and first day."""
    bases = [day_number(day) * DAY + pk * MEETING for pk, day in rows]
    return tuple((base, base + MEETING - 1) for base in bases)


def _exists(table: str, row: str, column: str, values: Iterable[Any]) -> str:
    """Whether a row has one of some values in a column."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {row} AND {column} IN ({marks(values)}))"


def marks(values: Iterable[Any]) -> str:
    """One mark for a parameter a value."""
    return ", ".join("%s" for _value in values)
