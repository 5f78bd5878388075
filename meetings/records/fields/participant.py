"""Participants that a record file refers to and the portal does not ship."""

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from participants.models.choices import NameKind, ParticipantKind, Region

from .declaration import Json, NounDeclaration
from .former import FormerSlugs
from .keys import ParticipantKey
from .kinds import Choice, Text, TextList


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRecord:
    """A further name; ``kind`` is "other", "former" or "abbreviation"."""

    name: str
    kind: str = "other"


@dataclass(frozen=True)
class Names(TextList):
    """Further names: each a text, or an object with its kind."""

    entry: Json = field(default_factory=lambda: {"$ref": "#/$defs/otherName"})
    stored_in_row: ClassVar[bool] = False

    def read(self, value: Any, default: Any, path: str, reading: Any) -> Any:
        """Each name with its kind."""
        return tuple(
            NameRecord(name=name) if isinstance(name, str) else NameRecord(**name)
            for name in value or ()
        )

    def encode(self, value: Any, encoding: Any) -> Any:
        """Each as a text where its kind says nothing more."""
        return [
            name.name if name.kind == "other" else {"name": name.name, "kind": name.kind}
            for name in value
        ]

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """In order of the alphabet."""
        names = sorted(getattr(row, column).all(), key=lambda name: name.name)
        return tuple(NameRecord(name=name.name, kind=name.kind) for name in names)


#: what the schema says of a further name
OTHER_NAME: Json = {
    "title": "Other name",
    "description": "A further name; with its kind where it is a former name or an abbreviation.",
    "type": ["string", "object"],
    "if": {"type": "object"},
    "then": {
        "description": "A name and its kind.",
        "type": "object",
        "properties": {
            "name": {"$ref": "#/$defs/name"},
            "kind": {
                "description": "Why the participant goes by it.",
                "enum": NameKind.values,
            },
        },
        "required": ["name", "kind"],
        "additionalProperties": False,
    },
    "else": {"if": {"type": "string"}, "then": {"$ref": "#/$defs/name"}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRecord:
    """A body that takes part in meetings."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Participant",
        description="A state, organisation, organ, ministry or other body that this file refers "
        "to and the portal does not ship.",
        definition="participant",
        model="participants.Participant",
    )

    slug: Annotated[str, Text(definition="slug", unique=True)]
    name: Annotated[str, Text("Short name as the United Nations uses it.", definition="name")]
    formal_name: Annotated[str, Text("Formal name.", 300)] = ""
    sort_name: Annotated[
        str,
        Text("What lists are ordered by. Left out: the name.", 300, column="sort_name_written"),
    ] = ""
    kind: Annotated[str, Choice("What it is.", ParticipantKind)]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    code: Annotated[
        str,
        Text(
            "ISO 3166 alpha-3 code where there is one.",
            pattern=r"^([A-Z]{3})?$(?!\n)",
            unique=True,
        ),
    ] = ""
    region: Annotated[
        str, Choice("UN regional group, of Member States only.", Region, open=True)
    ] = ""
    other_names: Annotated[
        tuple[NameRecord, ...],
        Names("Other and former names, and abbreviations.", column="names"),
    ] = ()
    part_of: Annotated[
        str,
        ParticipantKey("The participant it is part of: a unit its office, a ministry its state."),
    ] = ""
