"""People that a record file names."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from .declaration import NounDeclaration
from .former import FormerSlugs
from .kinds import Text, TextList


@dataclass(frozen=True)
class FurtherNames(TextList):
    """Further names of a person, which have rows of their own."""

    stored_in_row: ClassVar[bool] = False

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """In order of the alphabet."""
        return tuple(sorted(name.name for name in getattr(row, column).all()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Somebody; the title is held where it was used: at the meeting."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Person",
        description="Somebody this file names. The title is held where it was used: at the "
        "meeting.",
        definition="person",
        model="participants.Person",
    )

    key: Annotated[str, Text(definition="slug", unique=True)]
    name: Annotated[
        str,
        Text("Name in the order the person uses, without honorific or title.", definition="name"),
    ]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    sort_name: Annotated[
        str,
        Text(
            "Family name first where that is the custom (“Holmes, John”). Left out: the name.",
            300,
            column="sort_name_written",
        ),
    ] = ""
    other_names: Annotated[
        tuple[str, ...],
        FurtherNames("Other names.", {"$ref": "#/$defs/name"}, once=True, column="names"),
    ] = ()
