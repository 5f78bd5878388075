"""Kinds of values that a key holds by itself: texts, choices, numbers, dates, quoted words."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from .declaration import FieldKind, Json


@dataclass(frozen=True)
class Text(FieldKind):
    """Words, with the most characters that are stored; ``required`` ones are never empty."""

    limit: int | None = None
    required: bool = field(default=False, kw_only=True)
    pattern: str = field(default="", kw_only=True)

    def schema(self) -> Json:
        """Null and "" say the same as leaving it out, unless it is required."""
        shared = super().schema()
        if self.definition:
            return shared
        pattern = self.pattern or (r"\S" if self.required else "")
        kind = "string" if self.required else ["string", "null"]
        return (
            shared
            | {"type": kind}
            | ({"pattern": pattern} if pattern else {})
            | ({"maxLength": self.limit} if self.limit else {})
        )

    def encode(self, value: Any, encoding: Any) -> Any:
        """The words; null where there are none."""
        return super().encode(value, encoding) or None

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The words; a column may hold NULL for none."""
        return super().of_row(row, column, rows) or ""


@dataclass(frozen=True)
class EmptyText(Text):
    """Words that must be given and may be empty, which says something."""

    always: bool = field(default=True, kw_only=True)

    def schema(self) -> Json:
        """A text, and never null."""
        return {"description": self.description, "type": "string"}

    def encode(self, value: Any, encoding: Any) -> Any:
        """The words, if any."""
        return value

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """The words, if any."""
        return value


@dataclass(frozen=True)
class TextList(FieldKind):
    """A list of words; ``entry`` is the schema of one."""

    entry: Json = field(default_factory=dict)
    once: bool = field(default=False, kw_only=True)

    def schema(self) -> Json:
        """An array, of words that stand ``once`` in it or not."""
        unique = {"uniqueItems": True} if self.once else {}
        return {"description": self.description, "type": "array", "items": self.entry} | unique

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """The list, in the order of the file."""
        return tuple(value or ())

    def encode(self, value: Any, encoding: Any) -> Any:
        """As JSON has it."""
        return list(value)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """A column that holds JSON."""
        return tuple(getattr(row, column))

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """As a column of JSON takes it."""
        return list(value)


@dataclass(frozen=True)
class Choice(FieldKind):
    """One of a closed list; ``open`` where "" and null leave it open."""

    choices: Any = None
    open: bool = field(default=False, kw_only=True)

    def schema(self) -> Json:
        """The closed list of the model."""
        nothing = ["", None] if self.open else []
        return super().schema() | {"enum": [*self.choices.values, *nothing]}


@dataclass(frozen=True)
class Choices(TextList):
    """Several of a closed list, each once."""

    choices: Any = None

    def schema(self) -> Json:
        """An array of the closed list of the model."""
        return {
            "description": self.description,
            "type": "array",
            "items": {"enum": self.choices.values},
            "uniqueItems": True,
        }


@dataclass(frozen=True)
class PermanentNumber(FieldKind):
    """A permanent number, by which others refer to the noun."""

    definition: str = field(default="number", kw_only=True)
    unique: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class Ordinal(FieldKind):
    """A number from 1, where it is known."""

    def schema(self) -> Json:
        """A whole number or null."""
        bounds = {"minimum": 1, "maximum": 999999}
        return super().schema() | {"type": ["integer", "null"]} | bounds


@dataclass(frozen=True)
class Flag(FieldKind):
    """True or false; left out, it is false."""

    def schema(self) -> Json:
        """A boolean or null."""
        return super().schema() | {"type": ["boolean", "null"]}


@dataclass(frozen=True)
class Sum(FieldKind):
    """A sum as a number, with no more decimal places than are stored."""

    decimal_places: ClassVar[int] = 4
    _BOUND: ClassVar[int] = 10**20

    def schema(self) -> Json:
        """A number or null."""
        bounds = {"exclusiveMaximum": self._BOUND, "exclusiveMinimum": -self._BOUND}
        return super().schema() | {"type": ["number", "null"]} | bounds

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """Exact, whatever the file writes."""
        return default if value is None else Decimal(value)

    def encode(self, value: Any, encoding: Any) -> Any:
        """Whole where it is whole."""
        if value is None:
            return None
        return int(value) if value == int(value) else float(value)


@dataclass(frozen=True)
class Date(Text):
    """A date as far as it is known, in EDTF; or one of the ``words`` that may stand instead."""

    definition: str = field(default="edtf", kw_only=True)
    words: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Digest(Text):
    """SHA-256 of a text, which the reader computes; a file may give it."""

    pattern: str = field(default=r"^([0-9a-fA-F]{64})?$(?!\n)", kw_only=True)
    always: bool = field(default=True, kw_only=True)
    resolved: ClassVar[bool] = True


@dataclass(frozen=True)
class PassageText(Text):
    """The words of the passage after corrections, which the reader computes."""

    resolved: ClassVar[bool] = True


@dataclass(frozen=True)
class Quotations(FieldKind):
    """Quoted words as (start, end) inside a text: one object in a file, a list of several."""

    def schema(self) -> Json:
        """None, an object or a list of objects."""
        entry = {"$ref": "#/$defs/quotation"}
        return {
            "title": "Quoted words",
            "description": self.description,
            "type": ["object", "array", "null"],
            "if": {"type": "array"},
            "then": {"items": entry},
            "else": {"if": {"type": "object"}, "then": entry},
        }

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """Every stretch."""
        stretches = value if isinstance(value, list) else filter(None, [value])
        return tuple((words["start"], words["end"]) for words in stretches)

    def encode(self, value: Any, encoding: Any) -> Any:
        """One as itself, several as a list."""
        stretches = [{"start": start, "end": end} for start, end in value]
        return stretches[0] if len(stretches) == 1 else stretches

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """A column that holds JSON."""
        return tuple((start, end) for start, end in getattr(row, column))

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """As a column of JSON takes it."""
        return [list(stretch) for stretch in value]
