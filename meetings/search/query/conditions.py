"""What narrows a search besides words: conditions on the key of a statement.

Each reads link rows by the key alone, or is a range of keys: a year is one, and so is a
meeting, since its statements share its day and number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.models import Meeting
from meetings.models.keys import DAY, MEETING, day_number

Range = tuple[int, int]
Sql = tuple[str, list[Any]]

LAST_KEY = 99_999_999 * DAY
_FIRST_DATED = 10_101 * DAY
#: link tables by the field of a condition: table and column of the other side
LINKS = {
    "participants": ("meetings_statementparticipant", "participant_id"),
    "people": ("meetings_statementperson", "person_id"),
    "topics": ("meetings_statementtopic", "topic_id"),
}
#: columns of the statement itself by the field of a condition; each has an index with the key
COLUMNS = {"series": "series_id", "forms": "form"}


@dataclass(frozen=True, slots=True)
class Condition:
    """Statements of any of these; of none of them where ``negated``. All empty: nothing."""

    participants: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    kinds: tuple[str, ...] = ()
    substance: bool = False
    negated: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing."""
        return not any(
            (
                self.participants,
                self.people,
                self.topics,
                self.series,
                self.forms,
                self.ranges,
                self.kinds,
                self.substance,
            )
        )

    def sql(self, key: str) -> Sql:
        """The condition on the expression ``key``, with its parameters."""
        parts: list[str] = []
        params: list[Any] = []
        for name, (table, column) in LINKS.items():
            if ids := getattr(self, name):
                parts.append(
                    f"EXISTS (SELECT 1 FROM {table} l WHERE l.key = {key}"
                    f" AND l.{column} IN ({places(ids)}))"
                )
                params += ids
        for name, column in COLUMNS.items():
            if values := getattr(self, name):
                parts.append(
                    f"EXISTS (SELECT 1 FROM meetings_statement o WHERE o.key = {key}"
                    f" AND o.{column} IN ({places(values)}))"
                )
                params += values
        if self.kinds:
            parts.append(
                "EXISTS (SELECT 1 FROM meetings_statementparticipant l"
                " JOIN participants_participant p ON p.id = l.participant_id"
                f" WHERE l.key = {key} AND p.kind IN ({places(self.kinds)}))"
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
        tables = LINKS | {name: ("meetings_statement", column) for name, column in COLUMNS.items()}
        return [
            (table, column, value)
            for name, (table, column) in tables.items()
            for value in getattr(self, name)
        ]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list, by row number; several values of one widen, different ones narrow."""

    participants: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    meeting: int | None = None
    forms: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    kinds: tuple[str, ...] = ()
    substance: bool = False

    def conditions(self) -> list[Condition]:
        """One condition for each filter that is set; a query for the meeting's day."""
        found = []
        for name in ("participants", "people", "topics", "series", "forms", "kinds"):
            if getattr(self, name):
                values: dict[str, Any] = {name: tuple(getattr(self, name))}
                found.append(Condition(**values))
        if self.meeting is not None:
            rows = Meeting.objects.published().filter(pk=self.meeting)
            found.append(Condition(ranges=meeting_ranges(rows.values_list("pk", "first_day"))))
        if self.year_from is not None or self.year_to is not None:
            found.append(Condition(ranges=(year_range(self.year_from, self.year_to),)))
        if self.substance:
            found.append(Condition(substance=True))
        return found


def year_range(first: int | None, last: int | None) -> Range:
    """The keys of statements of these years; undated ones are in none."""
    low = first * 10_000 * DAY if first is not None else _FIRST_DATED
    return max(low, _FIRST_DATED), ((last + 1) * 10_000 * DAY - 1 if last is not None else LAST_KEY)


def meeting_ranges(rows: Iterable[tuple[int, date | None]]) -> tuple[Range, ...]:
    """The keys of the statements of meetings, given by row number and first day."""
    bases = [day_number(day) * DAY + pk * MEETING for pk, day in rows]
    return tuple((base, base + MEETING - 1) for base in bases)


def places(values: Iterable[Any]) -> str:
    """One placeholder a value."""
    return ", ".join("%s" for _value in values)
