"""Where the words of a part stand in a source document."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, ClassVar

from .declaration import FieldKind, Json, fields_of_kind
from .objects import Items


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` (excluded) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PassageRange:
    """Code points ``start`` to ``end`` (excluded) of a document's text, and the words there."""

    document: str
    start: int
    end: int
    exact: str


#: Several ranges where a page break or the layout cuts a passage.
Passage = tuple[PassageRange, ...]


@dataclass(frozen=True)
class PassageOf(FieldKind):
    """The passage of a part; where it is ``needed``, only a draft may lack it."""

    needed: bool = field(default=False, kw_only=True)
    definition: str = field(default="passage", kw_only=True)
    stored_in_row: ClassVar[bool] = False
    resolved: ClassVar[bool] = True

    def encode(self, value: Any, encoding: Any) -> Any:
        """One range as itself, several as a list."""
        ranges = [encoding.range(piece) for piece in value]
        return ranges[0] if len(ranges) == 1 else ranges

    def prefetched(self, column: str) -> tuple[str, ...]:
        """None: the passages of a record are read together."""
        return ()

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The ranges that lead to the row."""
        return rows.passage(row)


def needs_passage(record: Any) -> bool:
    """Whether only a draft may lack the passage of a noun."""
    (field,) = fields_of_kind(record, PassageOf)
    return bool(field.kind.needed)


@dataclass(frozen=True)
class OwnSpan(FieldKind):
    """A stretch of the document itself; ``ranges`` where a file may give a list of them."""

    key: str = field(default="passage", kw_only=True)
    ranges: bool = field(default=False, kw_only=True)

    def schema(self) -> Json:
        """A range of which the document may be left out, or a list of such."""
        if self.ranges:
            return {
                "title": "Passage of the document itself",
                "description": self.description,
            } | _one_or_several("ownRange")
        return {"$ref": "#/$defs/ownRange", "description": self.description}

    def encode(self, value: Any, encoding: Any) -> Any:
        """The range, without its document."""
        return encoding.own_range(value)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The columns ``start`` and ``end``."""
        return Span(row.start, row.end)

    def columns(self, column: str, value: Any, rows: Any, path: str) -> Json:
        """The columns ``start`` and ``end``."""
        return {"start": value.start, "end": value.end}


@dataclass(frozen=True)
class OwnItems(Items):
    """Objects that stand at a stretch of their document, which the reader resolves."""

    resolved: ClassVar[bool] = True

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The plain records in the order of the text."""
        parts = getattr(row, column)
        # By start and end, then by what tells apart two parts of one range: never as they came.
        _of_document, *order = parts.model._meta.ordering
        in_order = sorted(parts.all(), key=attrgetter(*order))
        return tuple(rows.record(self.record, part) for part in in_order)


def _described(description: str) -> Json:
    return {"description": description, "type": ["string", "null"]}


def _object(description: str, properties: Json, required: list[str]) -> Json:
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _one_or_several(definition: str) -> Json:
    entry = {"$ref": f"#/$defs/{definition}"}
    return {
        "type": ["object", "array"],
        "if": {"type": "array"},
        "then": {"items": entry, "minItems": 1},
        "else": {"if": {"type": "object"}, "then": entry},
    }


def _range(description: str, required: list[str], title: str) -> Json:
    properties = {
        "document": {
            "$ref": "#/$defs/slug",
            "description": "The key of a document of this file.",
        },
        "quote": {"$ref": "#/$defs/quote"},
        "position": {"$ref": "#/$defs/position"},
    }
    either = [{"required": [key]} for key in ("quote", "position")]
    return _object(description, properties, required) | {"anyOf": either, "title": title}


def stretch(description: str, title: str) -> Json:
    """The schema of an object with a start and an end."""
    edge = {"$ref": "#/$defs/codePoint"}
    return _object(description, {"start": edge, "end": edge}, ["start", "end"]) | {"title": title}


#: what the schema says of passages
DEFINITIONS: Json = {
    "quote": _object(
        "Words of the source (TextQuoteSelector). Any Unicode white space matches as one space.",
        {
            "start": {
                "$ref": "#/$defs/text",
                "description": "The first words. They must be unique in the document, after "
                "“prefix”; found never or more than once is refused, with the count.",
            },
            "end": _described(
                "The last words: the first place after the first words where they stand. Without "
                "them, “start” is the whole passage."
            ),
            "prefix": _described(
                "The words right before “start”, where “start” alone is not unique."
            ),
        },
        ["start"],
    )
    | {"title": "Quotation"},
    "position": stretch(
        "Where the words stand (TextPositionSelector), in code points of the document's text; "
        "“end” is the first position after them.",
        "Position",
    ),
    "range": _range(
        "One stretch of a source document, by quotation, by position, or both; both must agree.",
        ["document"],
        "Range",
    ),
    "ownRange": _range(
        "One stretch of the document itself; its key may be left out.",
        [],
        "Range of the document itself",
    ),
    "passage": {
        "title": "Passage",
        "description": "Where the words stand in a source document; a list of ranges where a page "
        "break or the layout cuts a passage.",
    }
    | _one_or_several("range"),
}
