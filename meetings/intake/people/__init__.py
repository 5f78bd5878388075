"""Persons and office holders in a document: who is named, with which office, and for whom.

``People.of`` finds the printed persons (“H.E. Mr. Delegate 7, Permanent Representative of Kenya”)
and those named by office alone (“the Permanent Representative of Kenya”), and joins later mentions
(“Ambassador Delegate 3”, “the Minister”) to the one that was introduced before. Offices, honorifics
and what ministers are there for are word lists. A person without office, state or body has no
``key``: it is never guessed.

``offices`` reads an office, ``printed_names`` a name, ``finding`` both together, ``same`` joins
mentions of one person.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from ..parts import Span
from .finding import PersonMention, found_people
from .same import join_mentions
from .text import PeopleText

__all__ = ["People", "PersonMention"]


@dataclass
class People:
    """The persons of a document in order; no two mentions overlap."""

    mentions: list[PersonMention]
    _starts: list[int] = field(default_factory=list, repr=False)

    @classmethod
    def of(cls, text: PeopleText) -> "People":
        """Find the persons of a text."""
        found = found_people(text)
        join_mentions(found, text.mentions, text.text)
        return cls(found, [mention.span.start for mention in found])

    def within(self, span: Span) -> list[PersonMention]:
        """The persons whose mention lies inside a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [mention for mention in self.mentions[first:last] if mention.span.end <= span.end]

    def holding(self, position: int) -> PersonMention | None:
        """The mention that a position lies in."""
        place = bisect_left(self._starts, position + 1) - 1
        if place < 0 or self.mentions[place].span.end <= position:
            return None
        return self.mentions[place]
