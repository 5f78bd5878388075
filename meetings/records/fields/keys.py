"""Kinds of values that refer: to parts of the file, to participants, people and topics."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from .declaration import Json
from .kinds import Text, TextList


@dataclass(frozen=True)
class EntryKey(Text):
    """One entry of the list ``of`` this file, by its key (or number)."""

    of: str = field(default="", kw_only=True)
    by: ClassVar[str] = "key"
    foreign: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The key of the row that the column leads to."""
        other = getattr(row, column)
        return getattr(other, self.by) if other else None if self.by == "number" else ""

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The row of that key; nothing for ""."""
        return rows.entry(self.of, value)


@dataclass(frozen=True)
class StatementKey(EntryKey):
    """One statement of this file, by its number."""

    by: ClassVar[str] = "number"

    def schema(self) -> Json:
        """A whole number or null."""
        return {"description": self.description, "type": ["integer", "null"]}


@dataclass(frozen=True)
class TopicKey(EntryKey):
    """One topic of this file, by its name."""

    by: ClassVar[str] = "name"


@dataclass(frozen=True)
class EntryKeys(TextList):
    """Entries of the list ``of`` this file, by their keys."""

    of: str = field(default="", kw_only=True)
    once: bool = field(default=True, kw_only=True)
    by: ClassVar[str] = "key"
    stored_in_row: ClassVar[bool] = False
    joined: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The keys of the rows that are joined, in the order of their list."""
        entries = sorted(getattr(row, column).all(), key=lambda entry: (entry.order, entry.pk))
        return tuple(getattr(entry, self.by) for entry in entries)

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The rows of those keys."""
        return [rows.entry(self.of, key) for key in value]


@dataclass(frozen=True)
class StatementKeys(EntryKeys):
    """Statements of this file, by their numbers."""

    by: ClassVar[str] = "number"

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The numbers in ascending order."""
        return tuple(sorted(statement.number for statement in getattr(row, column).all()))


@dataclass(frozen=True)
class TopicKeys(EntryKeys):
    """Topics of this file, by their names; their order is kept."""

    by: ClassVar[str] = "name"

    def prefetched(self, column: str) -> tuple[str, ...]:
        """The rows between, and the topics."""
        return ("topic_links__topic",)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The names in the order of the rows between."""
        return tuple(rows.topic(link.topic) for link in row.topic_links.all())


@dataclass(frozen=True)
class ParticipantKey(Text):
    """A participant as files name it: by code or slug; a name is read too.

    Faults of a participant that is its object's only meaning stand ``at_object``.
    """

    limit: int | None = 300
    foreign: ClassVar[bool] = True
    #: the list of this file that may define it
    of: ClassVar[str] = "participants"
    at_object: bool = field(default=False, kw_only=True)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The code or slug."""
        return rows.participant(getattr(row, column))

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The participant that the file names so; nobody for ""."""
        return rows.participant(value)


@dataclass(frozen=True)
class ParticipantKeys(TextList):
    """Participants as files name them."""

    entry: Json = field(default_factory=lambda: {"$ref": "#/$defs/participantReference"})
    once: bool = field(default=True, kw_only=True)
    stored_in_row: ClassVar[bool] = False
    joined: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """Codes or slugs in the order of the slugs."""
        participants = sorted(getattr(row, column).all(), key=lambda participant: participant.slug)
        return tuple(rows.participant(participant) for participant in participants)

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The participants that the file names so."""
        return list(filter(None, map(rows.participant, value)))


@dataclass(frozen=True)
class PersonKey(Text):
    """A person of this file, by key; "" for nobody, or somebody without a name."""

    limit: int | None = 120
    foreign: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The key of the person."""
        return rows.person(getattr(row, column))

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The person of that key; nobody for ""."""
        return rows.person(value)
