"""Numbers that are never used again."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import Noun
from .kinds import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredRecord:
    """Numbers of statements and pledges that were taken out."""

    NOUN: ClassVar[Noun] = Noun(
        title="Retired numbers",
        description="Numbers of statements and pledges that were taken out of the record: never "
        "used again.",
        definition="retired",
    )

    statements: Annotated[
        tuple[int, ...],
        Texts("Numbers of statements.", {"$ref": "#/$defs/number"}, once=True),
    ] = ()
    pledges: Annotated[
        tuple[int, ...], Texts("Numbers of pledges.", {"$ref": "#/$defs/number"}, once=True)
    ] = ()


#: no number was taken out
NONE_RETIRED = RetiredRecord()
