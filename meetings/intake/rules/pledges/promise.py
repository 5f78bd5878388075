"""A promise found in a sentence, before it is a pledge of a record."""

from dataclasses import dataclass

from ...parts import Span, Sureness
from .makers import Makers


@dataclass(frozen=True, slots=True)
class Promise:
    """``at`` is where it begins (its subject or verb), ``what`` where what is promised begins."""

    at: int
    what: int
    makers: Makers
    strength: str
    rule: str
    kind: str = ""
    sureness: Sureness = Sureness.LIKELY
    #: by somebody else than the speaker, before the meeting
    earlier: bool = False
    #: it is said to be done
    done: bool = False
    #: where its words end, None for the end of the clause
    end: int | None = None
    #: whether what is promised stands before the verb: “forty places would be reserved”
    passive: bool = False

    def clause(self, start: int, end: int) -> Span:
        """Its words, between two places."""
        return Span(start, self.end if self.end is not None else end)
