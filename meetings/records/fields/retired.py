"""Numbers that are never used again."""

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from meetings.models.choices import Noun

from .declaration import Json, NounDeclaration
from .kinds import TextList


@dataclass(frozen=True)
class RetiredNumbers(TextList):
    """The retired numbers of a noun."""

    entry: Json = field(default_factory=lambda: {"$ref": "#/$defs/number"})
    once: bool = field(default=True, kw_only=True)
    of: Noun = field(kw_only=True)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The numbers that a meeting has retired, in ascending order."""
        retired = row.retired_numbers.all()
        return tuple(sorted(number.number for number in retired if number.noun == self.of))


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
        tuple[int, ...], RetiredNumbers("Numbers of statements.", of=Noun.STATEMENT)
    ] = ()
    pledges: Annotated[tuple[int, ...], RetiredNumbers("Numbers of pledges.", of=Noun.PLEDGE)] = ()


#: no number was taken out
NONE_RETIRED = RetiredRecord()
