"""Documents that a source refers to."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .kinds import Date, Text
from .passage import Passage, PassageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecord:
    """A document referred to, which records share: title, symbol and date are of its row."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Reference",
        description="A document that the source refers to.",
        definition="reference",
        model="meetings.Reference",
        owner="reference",
        shared_row="document",
    )

    title: Annotated[str, Text("Title.", definition="text", column="document.title")]
    symbol: Annotated[str, Text("Symbol, as “A/RES/60/1”.", 100, column="document.symbol")] = ""
    date: Annotated[str, Date(column="document.date")] = ""
    passage: Annotated[Passage, PassageOf()] = ()
