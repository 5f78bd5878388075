"""A record divided into pages: a long one has several, each with some of its statements."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: bytes of words (UTF-8), and statements, that one page shows; a record of more is long
LARGEST, MOST = 150_000, 300
#: bytes of page one for a statement of a later page, and for each of its paragraphs
ENTRY, ANCHOR = 120, 20
#: the share of a page that page one shows, however much it leads on to
LEAST = 0.1


class Size(NamedTuple):
    """Bytes of the words that a page shows of a statement, and how many paragraphs it has."""

    shown: int
    paragraphs: int


def is_long(texts: Iterable[str]) -> bool:
    """Whether the texts of a record are too long, or too many, for one page."""
    sizes = [len(text.encode()) for text in texts]
    return len(sizes) > MOST or sum(sizes) > LARGEST


def divided(sizes: Sequence[Size]) -> list[range]:
    """The places of the statements on each page, in order: as many as there is room for.

    Page one has less room, for it leads on to every paragraph of the others.
    """
    entries = sum(ENTRY + ANCHOR * size.paragraphs for size in sizes)
    share = max(LEAST, 1 - entries / (2 * LARGEST))
    pages, first, room, most = [], 0, LARGEST * share, MOST * share
    for place, size in enumerate(sizes):
        if place > first and (size.shown > room or place - first >= most):
            pages.append(range(first, place))
            first, room, most = place, LARGEST, MOST
        room -= size.shown
    return [*pages, range(first, len(sizes))]
