"""A source text divided into pages of lines; a short one is one page."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from .lines import Bounds

#: bytes of words (UTF-8), and lines, that one page shows; a text of more is long
LARGEST, MOST = 150_000, 600
#: the parameter that asks for the page of a line
LINE = "line"


class LinedText(Protocol):
    """A document that is shown by lines."""

    @property
    def text(self) -> str:
        """The whole text."""

    def get_absolute_url(self) -> str:
        """The page of the document."""


def is_long_text(text: str) -> bool:
    """Whether a text is too long for one page."""
    return len(text.encode()) > LARGEST or text.count("\n") + text.count("\r") >= MOST


def line_pages(text: str, bounds: Sequence[Bounds]) -> list[range]:
    """The numbers of the lines on each page, in order: as many as there is room for."""
    if not is_long_text(text):
        return [range(1, len(bounds) + 1)]
    # Characters are counted, for all are taken to be of the same bytes.
    room = LARGEST * len(text) // max(len(text.encode()), 1)
    ends = [end for _start, end in bounds]
    pages, first = [], 0
    while first < len(bounds):
        fitting = bisect_right(ends, bounds[first][0] + room)
        last = min(max(fitting, first + 1), first + MOST)
        pages.append(range(first + 1, last + 1))
        first = last
    return pages


def line_address(document: LinedText, line: int) -> str:
    """The address of a line; of a long text it asks for the page that has it."""
    query = f"?{LINE}={line}" if is_long_text(document.text) else ""
    return f"{document.get_absolute_url()}{query}#line-{line}"
