"""The words of a document with the names of participants among them, as people are looked for."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..names import Mention, Word, words_of
from ..parts import Span
from ..register import Register
from ..words import meanings

_ONE_SPACE = re.compile(r"[ \u00a0]|[ \u00a0]?[-‐‑][ \u00a0]?")
_DOT_AND_SPACE = re.compile(r"\.[ \u00a0]?")
_ARTICLES = frozenset(("the", "a", "an", "then"))


@dataclass
class PeopleText:
    """A text, its words, and where the names of participants begin and end."""

    text: str
    mentions: Sequence[Mention]
    register: Register
    #: titles, in which every word has a capital
    headings: Sequence[Span] = ()
    words: list[Word] = field(init=False)

    def __post_init__(self) -> None:
        self.words = words_of(self.text)
        self._starts = [word.start for word in self.words]
        self._by_start = {mention.span.start: mention for mention in self.mentions}
        self._by_end = {mention.span.end: mention for mention in self.mentions}

    def mention_at(self, place: int) -> Mention | None:
        """The name that begins with a word."""
        return self._by_start.get(self.words[place].start) if place < len(self.words) else None

    def mention_before(self, place: int) -> Mention | None:
        """The name that ends with the word before, “Norway” in “Norway's Minister”."""
        return self._by_end.get(self.words[place - 1].end) if place else None

    def word_from(self, position: int) -> int:
        """The first word that begins at a position or behind it."""
        return bisect_left(self._starts, position)

    def mention_over(self, place: int) -> Mention | None:
        """The name that begins before a word and holds it: “UN Secretary-General”."""
        for here in range(place - 1, max(place - 12, -1), -1):
            mention = self.mention_at(here)
            if mention is not None:
                return mention if mention.span.end > self.words[place].start else None
        return None

    def behind(self, mention: Mention) -> int:
        """The word behind a name."""
        return self.word_from(mention.span.end)

    def gap(self, place: int) -> str:
        """What stands between a word and the one before it."""
        if not 0 < place < len(self.words):
            return "\n"
        return self.text[self.words[place - 1].end : self.words[place].start]

    def joined(self, place: int) -> bool:
        """Whether a word follows the one before it as in one name."""
        gap = self.gap(place)
        if _DOT_AND_SPACE.fullmatch(gap):
            before = self.words[place - 1].text
            return (len(before) == 1 and before.isupper()) or f"{before}.".casefold() in meanings(
                "abbreviations"
            )
        return bool(_ONE_SPACE.fullmatch(gap))

    def has_capital(self, place: int) -> bool:
        """Whether a word begins with a capital."""
        return place < len(self.words) and self.words[place].text[:1].isupper()

    def folded(self, place: int) -> str:
        """The comparison form of a word, "" behind the last."""
        return self.words[place].folded if place < len(self.words) else ""

    def is_article(self, place: int) -> bool:
        """Whether a word is an article."""
        return place < len(self.words) and self.words[place].text.casefold() in _ARTICLES

    def is_portfolio(self, place: int) -> bool:
        """Whether a word says what an officer is there for."""
        return self.folded(place) in meanings("portfolios")

    def is_heading(self, position: int) -> bool:
        """Whether a position lies in a title."""
        return any(span.start <= position < span.end for span in self.headings)

    def span(self, first: int, last: int) -> Span:
        """From one word to another, both included."""
        return Span(self.words[first].start, self.words[last].end)

    def printed(self, span: Span) -> str:
        """The words of a span, white space as one space."""
        return " ".join(self.text[span.start : span.end].split())
