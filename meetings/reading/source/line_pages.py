"""A source text divided into pages of lines and parts of lines; a short one is one page.

The address of a line or of a position is permanent; on which page it stands may change.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from django.utils.translation import gettext
from markupsafe import escape

from .pieces import Piece, piece_anchor

#: bytes of words (UTF-8), and lines, that one page shows; a text of more is long
LARGEST, MOST = 150_000, 600
#: bytes of words and markup together that one page shows, and those of an empty line
HEAVIEST, LINE_MARKUP = 340_000, 120
#: the parameters that ask for the page of a line, or of a character (counted from 0)
LINE, POSITION = "line", "position"


class LinedText(Protocol):
    """A document that is shown by lines."""

    @property
    def text(self) -> str:
        """The whole text."""

    def get_absolute_url(self) -> str:
        """The page of the document."""


class _Weight(NamedTuple):
    """Bytes of the words of some pieces, and of these with their markup."""

    words: int
    whole: int


def is_long_text(text: str) -> bool:
    """Whether a text is too long for one page, whatever is marked in it."""
    return len(text.encode()) > LARGEST or text.count("\n") + text.count("\r") >= MOST


def line_pages(
    text: str, pieces: Sequence[Piece], markup: Mapping[int, int] | None = None
) -> list[range]:
    """The numbers of the pieces on each page, in order: as many as there is room for.

    ``markup`` is how many bytes what is marked takes, by the number of the piece.
    """
    marked = markup or {}
    pages, first = [], 1
    words = whole = 0
    for number, piece in enumerate(pieces, start=1):
        weight = _weight(text, piece, marked.get(number, 0))
        words, whole = words + weight.words, whole + weight.whole
        is_full = words > LARGEST or whole > HEAVIEST or number - first >= MOST
        if is_full and number > first:
            pages.append(range(first, number))
            first, words, whole = number, *weight
    return [*pages, range(first, len(pieces) + 1)]


def fitting(
    text: str, pieces: Sequence[Piece], numbers: Sequence[int], markup: Mapping[int, int], most: int
) -> list[int]:
    """The first of these numbers of pieces that take at most so many bytes; one at least."""
    whole = 0
    for count, number in enumerate(numbers):
        whole += _weight(text, pieces[number - 1], markup.get(number, 0)).whole
        if whole > most and count:
            return list(numbers[:count])
    return list(numbers)


def _weight(text: str, piece: Piece, markup: int) -> _Weight:
    """What a piece takes as it is sent."""
    words = len(str(escape(text[piece.start : piece.end])).encode())
    return _Weight(words, words + markup + LINE_MARKUP)


def line_address(document: LinedText, line: int) -> str:
    """The address of a line; of a long text it asks for the page that has it."""
    query = f"?{LINE}={line}" if is_long_text(document.text) else ""
    return f"{document.get_absolute_url()}{query}#{piece_anchor(line, 0)}"


def place_address(document: LinedText, piece: Piece, position: int) -> str:
    """The address of a character: of its line, or of the part of a line that is divided."""
    if piece.part < 2:
        return line_address(document, piece.line)
    return f"{document.get_absolute_url()}?{POSITION}={position}"


def page_wording(pieces: Sequence[Piece], page: range) -> str:
    """What a page shows, in words: lines, or where lines are divided, characters of one."""
    first, last = pieces[page.start - 1], pieces[page.stop - 2]
    if first.part > 1 or (
        last.part and page.stop <= len(pieces) and pieces[page.stop - 1].part > 1
    ):
        places = {"first": f"{first.start + 1:,}", "last": f"{last.end:,}"}
        return gettext("Characters %(first)s–%(last)s") % places
    return gettext("Lines %(first)s–%(last)s") % {
        "first": f"{first.line:,}",
        "last": f"{last.line:,}",
    }


def lines_ahead(
    text: str, pieces: Sequence[Piece], pages: Sequence[range]
) -> list[tuple[int, Sequence[int]]]:
    """The lines that begin on each page after the first, by the number of the page.

    Nothing of a long text, of which the address of a line asks for its page.
    """
    if is_long_text(text):
        return []
    return [
        (number, [pieces[n - 1].line for n in page if pieces[n - 1].part < 2])
        for number, page in enumerate(pages[1:], start=2)
    ]
