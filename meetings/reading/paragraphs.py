"""The words of a statement in paragraphs, and the opening by which a long one is shown."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..source_text import OwnedSpan, Segment, cut, line_bounds
from .search_marks import SearchMarks

#: characters above which a paged record shows a statement by its opening
LONG = 6_000
#: characters of an opening, at most
OPENING = 1_500
#: bytes of words (UTF-8) that the page of a statement shows beside its source
LARGEST = 180_000


# A tuple: a long record has thousands of these.
class Paragraph(NamedTuple):
    """A line that holds words, by its number; ``segments`` where some of them are marked."""

    part: int
    text: str
    segments: Sequence[Segment[str]] = ()


class Rest(NamedTuple):
    """What an opening leaves out: the numbers of further paragraphs, and how long the whole is."""

    parts: range
    characters: int


def paragraphs(
    text: str, quotations: Iterable[tuple[int, int]], searched: SearchMarks
) -> list[Paragraph]:
    """The lines with words, quoted ones (by their spans) and those searched marked."""
    spans = [*searched.spans(text)]
    spans += [OwnedSpan(start, end, "quoted") for start, end in quotations]
    if spans:
        lines = [line for line in cut(text, spans) if line.segments]
        return [
            Paragraph(part, text[line.start : line.end], line.segments)
            for part, line in enumerate(lines, start=1)
        ]
    words = [text[start:end] for start, end in line_bounds(text) if start < end]
    return [Paragraph(part, line) for part, line in enumerate(words, start=1)]


def paragraph_count(text: str) -> int:
    """How many :func:`paragraphs` there are, without cutting them."""
    # Not by an expression, which takes thirty times as long: a debate has four million characters.
    return sum(map(bool, text.replace("\r", "\n").split("\n")))


def opening_end(text: str, most: int = OPENING, longest: int = LONG) -> int:
    """Where the opening of a long text ends, after a line or a word; the end of any other text."""
    return _end(text, most) if len(text) > longest else len(text)


def page_end(text: str) -> int:
    """Where what the page of a statement has room for ends; seldom is that not all."""
    size = len(text.encode())
    return _end(text, LARGEST * len(text) // size) if size > LARGEST else len(text)


def _end(text: str, most: int) -> int:
    """Where a text is cut after so many characters at most."""
    # A line or a word that goes on too long is cut where it stands.
    least = most // 2
    for ends in ("\r\n", " "):
        last = max(text.rfind(end, least, most + 1) for end in ends)
        if last >= 0:
            return last
    return most
