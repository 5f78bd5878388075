"""Attributions: who says a sentence, and by which rule."""

from dataclasses import dataclass, field

from .clauses import Clause
from .speakers import Speaker


@dataclass(slots=True)
class Attribution:
    """Who says a sentence.

    ``anaphor`` is a word that stands for who spoke before. Where there is neither, and ``saying``,
    it is said by nobody in particular; not ``saying``: the sentence only tells what happened.
    """

    rule: str
    speakers: list[Speaker] = field(default_factory=list)
    collective: str = ""
    anaphor: str = ""
    saying: bool = True
    #: what says so, where nobody in particular speaks
    reason: str = ""
    weak: bool = False
    #: no statement, but it says who “they” are
    passing: bool = False
    #: tokens of the clause, for the capacity of its speaker
    clause: Clause | None = None

    @property
    def whose(self) -> frozenset[str]:
        """The speakers and the collective, to compare with another's."""
        named = {speaker.key or speaker.printed.casefold() for speaker in self.speakers}
        return frozenset(
            named | ({f"({self.collective.casefold()})"} if self.collective else set())
        )
