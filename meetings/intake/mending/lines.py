"""The lines of a stored text: where each stands, and what its beginning and end say.

Positions count Unicode code points. A line ends at a line feed, a carriage return, the pair of
them, a form feed or another separator of Unicode; a form feed ends a page as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

#: what shows nothing wherever it stands: zero-width characters, marks of direction
ZERO_WIDTH = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
#: spaces of every width
SPACES = (
    "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
#: what may stand for a hyphen at the end of a line where a word is cut
HYPHENS = "-\u2010\u2011\u00ad\u00ac"
#: what a text never shows, but for line ends and tabs
CONTROLS = "".join(
    map(chr, [*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)])
)

_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK = SPACES + ZERO_WIDTH + CONTROLS
_BULLET = re.compile(
    "(?:[•·∙▪▫■□●○◦◆◇‣⁃➢➤►▶✓✔❖\uf02d\uf076\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc]|-{2}(?=\\s)|[-–—−*](?=\\s|$)"
    '|[-–](?=[A-Z“"])|o(?=\t|\\s{2}|\\s[A-Z0-9“"]))\\s*'
)
#: a bullet only where a line is indented
_INDENTED = re.compile(r"o\s+")
_NUMBER = re.compile(
    r"(?:[(\[](?:(?P<a>\d{1,3})|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[)\]]\.?(?=\s|$)"
    r"|(?P<b>\d{1,3})[.)]{1,2}(?=\s|$|[A-Z])|\d{1,3}(?:\.\d{1,3})+[.)]?(?=\s)"
    r"|(?:[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]{1,2}(?=\s|$))\s*"
)
#: words that no line ends with, but where it goes on; and no line of several words
LEADING = {"a", "an", "and", "between", "by", "for", "from", "of", "the", "their", "with"}
LEADING_IN_SENTENCE = LEADING | {"as", "at", "in", "its", "on", "or", "that", "to", "which"}
#: a line that ends so may end its paragraph
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_CLOSING = re.compile(r"[,;)\]!?»”]|\.(?!\.)(?=\W|$)|:(?=\s|$)")


@dataclass(frozen=True)
class Line:
    """A line that is not blank: its place, without the space around it, and what is before it."""

    start: int
    end: int
    content: str
    #: columns of space before it
    indent: int
    #: blank lines before it
    blanks: int
    #: whether a page ends before it
    page: bool = False
    #: whether a number that it begins with may be that of an item
    item: bool = True

    @cached_property
    def bullet(self) -> int:
        """How many code points its bullet takes, with the space after it; 0 without one."""
        found = _BULLET.match(self.content) or (
            _INDENTED.match(self.content) if self.indent > 1 else None
        )
        return found.end() if found else 0

    @cached_property
    def _numbering(self) -> re.Match[str] | None:
        return _NUMBER.match(self.content) if self.item else None

    @property
    def numbered(self) -> bool:
        """Whether it begins as a numbered item does: "1.", "(a)", "iv)", "2.1"."""
        return self._numbering is not None

    @property
    def bracketed(self) -> bool:
        """Whether its number stands in brackets."""
        return self.numbered and self.content[0] in "(["

    @cached_property
    def number(self) -> int | None:
        """The number of its item, where that is written in digits."""
        digits = self._numbering and (self._numbering["a"] or self._numbering["b"])
        return int(digits) if digits else None

    @cached_property
    def marker_alone(self) -> bool:
        """Whether nothing follows its bullet or number."""
        return len(self.content) in (self.bullet, self._numbering.end() if self._numbering else 0)

    @cached_property
    def terminal(self) -> bool:
        """Whether a sentence or an introduction ends with it."""
        return bool(_TERMINAL.search(self.content))

    @cached_property
    def unfinished(self) -> bool:
        """Whether it ends with a comma or within brackets."""
        return self.content[-1] == "," or self.content.rfind("(") > self.content.rfind(")")

    @property
    def listing(self) -> bool:
        """Whether it ends in the middle of a list whose members commas part."""
        return self.content[-1] == "," and self.content.count(",") > 1

    @property
    def leads_on(self) -> bool:
        """Whether it ends with a word that another must follow, or a dash."""
        several = self.content.count(" ") > 2
        if several and self.last_word in ("-", "–", "—"):
            return True
        return self.last_word in (LEADING_IN_SENTENCE if several else LEADING)

    @cached_property
    def continues(self) -> bool:
        """Whether it begins in small letters."""
        return self.content[0].islower() and not self.bullet and self.content[:3] != "c/o"

    @cached_property
    def closing(self) -> bool:
        """Whether it begins with a sign that no line begins with: a comma, a closing bracket."""
        return bool(_CLOSING.match(self.content))

    @cached_property
    def capitals(self) -> bool:
        """Whether it is printed in capitals."""
        return self.content.isupper() and sum(map(str.isalpha, self.content)) >= 4

    @property
    def width(self) -> int:
        """Columns that it takes from the margin."""
        return self.indent + len(self.content)

    @property
    def last_word(self) -> str:
        """Its last word."""
        return self.content.rsplit(maxsplit=1)[-1]

    def holds(self, following: "Line") -> bool:
        """Whether a word of this line is cut, and goes on in the line that follows."""
        return bool(
            self.content[-1] in HYPHENS
            and len(self.content) > 1
            and self.content[-2].isalpha()
            and following.content[0].isalpha()
            and not following.bullet
        )


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank, in order."""
    start, blanks, page = 0, 0, False
    for end, after in _ends(text):
        raw = text[start:end]
        content = raw.strip(_BLANK)
        if content:
            before = len(raw) - len(raw.lstrip(_BLANK))
            first = start + before
            yield Line(first, first + len(content), content, before, blanks, page)
            blanks, page = 0, False
        elif text[end:after] != "\f":
            blanks += 1
        page |= text[end:after] == "\f"
        start = after


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Where the end of each line begins and ends."""
    for found in _END.finditer(text):
        yield found.start(), found.end()
    yield len(text), len(text)
