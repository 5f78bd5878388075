"""Kinds of values that are objects or lists of objects, each with a field list of its own."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from .declaration import FieldKind, Json, columns_of, fields_of


@dataclass(frozen=True)
class Object(FieldKind):
    """One object; ``record`` is its field list. Its values are columns of the row around it."""

    record: Any = None

    def schema(self) -> Json:
        """What the noun of the object defines."""
        return {"$ref": f"#/$defs/{self.record.NOUN.definition}"}

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """The plain record of the object."""
        return reading.record(self.record, value, path) if value else default

    def encode(self, value: Any, encoding: Any) -> Any:
        """The object, less what says nothing."""
        return None if value is None else encoding.record(value)

    def columns(self, column: str, value: Any, rows: Any, path: str) -> Json:
        """The columns of the object's own fields."""
        return columns_of(value, rows, path)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The plain record of the row around it."""
        return rows.record(self.record, row)


@dataclass(frozen=True)
class Items(FieldKind):
    """A list of objects; ``record`` is their field list. Their rows lead to that of the noun."""

    record: Any = None
    most: int | None = field(default=None, kw_only=True)
    stored_in_row: ClassVar[bool] = False
    listed: ClassVar[bool] = True

    def schema(self) -> Json:
        """An array of what the noun of the objects defines."""
        most = {"maxItems": self.most} if self.most else {}
        entry = inner_schema(self.record)
        return {"description": self.description, "type": "array", "items": entry} | most

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """The plain records of the objects."""
        listed = enumerate(value or ())
        return tuple(
            reading.record(self.record, entry, f"{path}/{index}") for index, entry in listed
        )

    def encode(self, value: Any, encoding: Any) -> Any:
        """Each object, less what says nothing."""
        return [encoding.record(entry) for entry in value]

    def prefetched(self, column: str) -> tuple[str, ...]:
        """None: their own fields say what is read with them."""
        return ()

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The plain records of the rows that lead here, in their order."""
        entries = sorted(getattr(row, column).all(), key=lambda entry: (entry.order, entry.pk))
        return tuple(rows.record(self.record, entry) for entry in entries)


def inner_schema(record: Any) -> Json:
    """A reference to the schema of a noun, or the schema itself where it has no name."""
    definition = record.NOUN.definition
    return {"$ref": f"#/$defs/{definition}"} if definition else object_schema(record)


def object_schema(record: Any) -> Json:
    """The JSON Schema of a noun's objects."""
    noun = record.NOUN
    listed = fields_of(record)
    one_of = [
        {"required": [key], "properties": {key: {"type": "string", "minLength": 1}}}
        for key in noun.one_of
    ]
    ignored = {
        key: {"description": description, "readOnly": True} for key, description in noun.output_only
    }
    return (
        {
            "description": noun.description,
            "type": ["object", "null"] if noun.nullable else "object",
            "properties": {declared.key: declared.kind.schema() for declared in listed} | ignored,
            "required": [declared.key for declared in listed if declared.required],
            "additionalProperties": False,
        }
        | ({"anyOf": one_of} if one_of else {})
        | ({"title": noun.title} if noun.title else {})
    )
