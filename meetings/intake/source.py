"""A document as rules read it: the mended text with its blocks and the names in it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from .layout import Block, Kind, blocks_of
from .mending import MendedText, mended
from .names import Mention, Names
from .parts import Span
from .people import People
from .people.text import PeopleText
from .register import Register


@dataclass
class Source:
    """The text of a document, read once for all rules. All spans are of the mended ``text``."""

    mended: MendedText
    names: Names

    @classmethod
    def of(cls, stored: str, register: Register) -> "Source":
        """Read the text of a document as it is stored."""
        return cls(mended(stored), Names(register))

    @property
    def text(self) -> str:
        """What rules read."""
        return self.mended.text

    @property
    def register(self) -> Register:
        """Whom and what the register knows."""
        return self.names.register

    @cached_property
    def blocks(self) -> list[Block]:
        """Headings, paragraphs, bullets and turns in order."""
        return blocks_of(self.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names of participants in order; unknown and ambiguous ones have no ``key``."""
        return self.names.mentions(self.text)

    @cached_property
    def people(self) -> People:
        """The persons and office holders in order."""
        return People.of(self.people_text)

    @cached_property
    def people_text(self) -> PeopleText:
        """The words with the names of participants among them."""
        headings = [block.span for block in self.blocks if block.kind == Kind.HEADING]
        return PeopleText(self.text, self.mentions, self.register, headings)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The names that lie inside a span."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        return [mention for mention in self.mentions[first:last] if span.holds(mention.span)]

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]
