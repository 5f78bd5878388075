"""Numbers that a source reports."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .declaration import NounDeclaration
from .keys import StatementKey
from .kinds import Text
from .passage import Passage, PassageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord:
    """A number in the source's own words; ``statement`` is the number of one."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Figure",
        description="A number the source reports, in its own words; never replaced by our own "
        "count, never summed.",
        definition="figure",
        model="meetings.Figure",
        owner="figure",
    )

    text: Annotated[str, Text("As printed, as “more than 50 countries”.", definition="text")]
    subject: Annotated[str, Text("What is counted.", 250, required=True)]
    statement: Annotated[
        int | None, StatementKey("Number of the statement it is part of.", of="statements")
    ] = None
    passage: Annotated[Passage, PassageOf(needed=True)] = ()
