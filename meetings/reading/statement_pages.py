"""A record divided into pages: a long one has several, each with some of its statements."""

from collections.abc import Sequence
from typing import NamedTuple

#: bytes of words (UTF-8), and statements, that one page shows; a record of more is long
LARGEST, MOST = 150_000, 300
#: bytes of HTML that the statements of one page come to, at most, and what they are reckoned from:
#: those of a statement without its words, and of each paragraph shown
HTML, STATEMENT, PARAGRAPH = 440_000, 1_000, 180
#: bytes of page one for the anchor of each further paragraph of a statement
ANCHOR = 20
#: the share of a page that page one shows, however much it leads on to
LEAST = 0.1


class Size(NamedTuple):
    """Bytes of the words that a page shows of a statement, in how many lines, and of how many."""

    shown: int
    lines: int
    paragraphs: int

    @property
    def html(self) -> int:
        """About how many bytes of the page it takes."""
        marks = PARAGRAPH * self.lines + ANCHOR * self.paragraphs
        return STATEMENT + self.shown + marks


def is_long(texts: Sequence[str]) -> bool:
    """Whether the texts of a record are too long, or too many, for one page."""
    words = sum(len(text.encode()) for text in texts)
    lines = sum(text.count("\n") + 1 for text in texts)
    html = words + STATEMENT * len(texts) + PARAGRAPH * lines
    return len(texts) > MOST or words > LARGEST or html > HTML


def divided(sizes: Sequence[Size], ahead: int) -> list[range]:
    """The places of the statements on each page, in order: as many as there is room for.

    Page one has less room, for it leads on to all others, which takes ``ahead`` bytes.
    """
    share = max(LEAST, 1 - ahead / (2 * LARGEST))
    pages, first = [], 0
    words = html = 0
    for place, size in enumerate(sizes):
        words, html = words + size.shown, html + size.html
        is_full = words > LARGEST * share or html > HTML * share or place - first >= MOST * share
        if is_full and place > first:
            pages.append(range(first, place))
            first, share, words, html = place, 1, size.shown, size.html
    return [*pages, range(first, len(sizes))]
