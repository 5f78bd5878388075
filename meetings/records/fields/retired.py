"""Numbers that are never used again."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .kinds import TextList


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredRecord:
    """Numbers of statements and pledges that were taken out."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Retired numbers",
        description="Numbers of statements and pledges that were taken out of the record: never "
        "used again.",
        definition="retired",
    )

    statements: Annotated[
        tuple[int, ...],
        TextList("Numbers of statements.", {"$ref": "#/$defs/number"}, once=True),
    ] = ()
    pledges: Annotated[
        tuple[int, ...], TextList("Numbers of pledges.", {"$ref": "#/$defs/number"}, once=True)
    ] = ()


#: no number was taken out
NONE_RETIRED = RetiredRecord()
