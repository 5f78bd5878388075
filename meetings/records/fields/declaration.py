"""What a field list is made of: kinds of values, and the noun that they describe together."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, MISSING, dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, get_args, get_origin, get_type_hints

Json = dict[str, Any]

#: values that say nothing; a dump leaves their keys out
NOTHING: tuple[Any, ...] = (None, "", [], {}, False)


@dataclass(frozen=True)
class FieldKind:
    """One value of a noun: its key in the file, its column in the register, its schema."""

    description: str = ""
    _: KW_ONLY
    #: the key in the file, where it is not the attribute's name
    key: str = ""
    #: the model's attribute, where it is not called so; one of another row has a dot
    column: str = ""
    #: the shared definition of the schema that it follows
    definition: str = ""
    #: whether it stands once in its list
    unique: bool = False
    #: whether a dump has the key even when it says nothing
    always: bool = False
    #: a value that says nothing here and is left out of a dump
    left_out: str = ""

    #: whether the value is held by a column of the noun's own row
    stored_in_row: ClassVar[bool] = True
    #: whether the value is a list of other rows, joined by a table between them
    joined: ClassVar[bool] = False
    #: whether the column is a foreign key
    foreign: ClassVar[bool] = False
    #: whether the reader computes the value beforehand, by its path
    resolved: ClassVar[bool] = False

    def schema(self) -> Json:
        """The JSON Schema of the key."""
        described = {"description": self.description} if self.description else {}
        if self.definition:
            return {"$ref": f"#/$defs/{self.definition}"} | described
        return described

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """The plain value of what stands in the file; what says nothing is the default."""
        return value or default

    def encode(self, value: Any, encoding: Any) -> Any:
        """The plain value as a file has it."""
        return None if self.left_out and value == self.left_out else value

    def prefetched(self, column: str) -> tuple[str, ...]:
        """Rows to read beforehand, for all rows of the noun at once."""
        return () if self.stored_in_row else (column,)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The plain value that a row holds."""
        return attrgetter(column)(row)

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """What the column holds for a plain value."""
        return value

    def columns(self, column: str, value: Any, rows: Any, path: str) -> Json:
        """The columns of the noun's own row that hold the value, by name."""
        own = self.stored_in_row and "." not in column
        return {column: self.stored(value, rows, path)} if own else {}


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a field list: a kind under its name, with what is meant without it."""

    name: str
    kind: Any
    default: Any

    @property
    def key(self) -> str:
        """The key in the file."""
        return str(self.kind.key or self.name)

    @property
    def column(self) -> str:
        """The attribute of the row."""
        return str(self.kind.column or self.name)

    @property
    def required(self) -> bool:
        """Whether a file must give it."""
        return self.default is MISSING


@dataclass(frozen=True)
class NounDeclaration:
    """What is declared of a noun as a whole."""

    title: str
    description: str
    #: its name among the definitions of the schema; "" stands where it is used
    definition: str = ""
    #: the model of its rows
    model: str = ""
    #: the field of a passage or inference that leads to its rows
    owner: str = ""
    #: keys of which one must say something
    one_of: tuple[str, ...] = ()
    #: whether null says that nothing is known
    nullable: bool = False
    #: the column that leads to a row which other records use too, made from the whole record
    shared_row: str = ""
    #: keys that a reader ignores, and what they say
    output_only: tuple[tuple[str, str], ...] = ()


def fields_of(record: Any) -> tuple[Field, ...]:
    """The field list of a noun, in the order of the file."""
    return _fields_of(record)


@cache
def _fields_of(record: Any) -> tuple[Field, ...]:
    hints = get_type_hints(record, include_extras=True)
    listed = []
    for attribute in fields(record):
        hint = hints[attribute.name]
        kinds = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        listed += [
            Field(attribute.name, kind, attribute.default)
            for kind in kinds
            if isinstance(kind, FieldKind)
        ]
    return tuple(listed)


def fields_of_kind(record: Any, kind: Any) -> tuple[Field, ...]:
    """The fields of a noun that are of one kind (or one of several)."""
    return tuple(field for field in fields_of(record) if isinstance(field.kind, kind))


def columns_of(record: Any, rows: Any, path: str = "") -> Json:
    """What the columns of a row hold for a plain record; "" means what leaving it out means."""
    held: Json = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value == "" and not field.required:
            value = field.default
        held |= field.kind.columns(field.column, value, rows, f"{path}/{field.key}")
    return held


def values_of_kind(record: Any, kind: Any, path: str = "") -> Iterator[tuple[str, Field, Any]]:
    """Path, field and value of every field of one kind, in a plain record and all inside it."""
    for field in fields_of(type(record)):
        value, where = getattr(record, field.name), f"{path}/{field.key}"
        if isinstance(field.kind, kind):
            yield where, field, value
        elif hasattr(value, "NOUN"):
            yield from values_of_kind(value, kind, where)
        elif isinstance(field.kind, FieldKind) and getattr(field.kind, "listed", False):
            for index, entry in enumerate(value):
                yield from values_of_kind(entry, kind, f"{where}/{index}")
