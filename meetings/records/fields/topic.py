"""Topics that a record file refers to."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .former import FormerSlugs
from .keys import TopicKey
from .kinds import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    """A subject of statements; ``broader`` is the name of another."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Topic",
        description="A subject of statements.",
        definition="topic",
        model="meetings.Topic",
    )

    name: Annotated[
        str, Text("Name, as “Women, Peace and Security”.", 200, required=True, unique=True)
    ]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    abbreviation: Annotated[str, Text("Abbreviation, as “WPS”.", 30)] = ""
    broader: Annotated[
        str,
        TopicKey("Name of the broader topic, which the file lists too.", 200, of="topics"),
    ] = ""
