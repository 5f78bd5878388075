"""What a document is made of: a head with facts, and sections of blocks. Words only, no markup."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext

from ...addresses import whole_address

#: the anchor of the section that says what is inferred, to which each mark leads
INFERRED = "inferred"


class Run(NamedTuple):
    """Words of a line. ``url`` leads to a page, ``anchor`` to a place of this document.

    ``kind`` says how they look: "" plain, "strong", "muted", "quoted" (words that a statement
    quotes), "searched" (what was searched) or "inferred" (a mark beside a value that no source
    has). ``language`` is set where it is not that of the line.
    """

    text: str
    url: str = ""
    anchor: str = ""
    kind: str = ""
    language: str = ""


#: where a line goes on in the next one
BREAK = Run("\n")
#: the words of one line
Inline = Sequence[Run]


class Heading(NamedTuple):
    """A heading inside a section: level 3 or 4; ``listed`` in the contents or not."""

    level: int
    words: Inline
    anchor: str = ""
    listed: bool = False


class Paragraph(NamedTuple):
    """Words in a paragraph.

    ``kind`` is "" for reading text, "muted" for what the editors add, "beside" for what belongs to
    the heading above and is not parted from what follows.
    """

    words: Inline
    kind: str = ""
    language: str = ""


class Bullets(NamedTuple):
    """A list: each item is a line, and lines under it; ``columns`` of them stand side by side."""

    items: Sequence[Sequence[Inline]]
    columns: int = 1
    numbered: bool = False
    language: str = ""


class Terms(NamedTuple):
    """Terms, each with one or several lines."""

    rows: Sequence[tuple[str, Sequence[Inline]]]


class Table(NamedTuple):
    """A table with a head; ``widths`` are shares of the whole."""

    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Inline]]


class Part(NamedTuple):
    """A paragraph of a statement: its number in the record ("19.2"; the first has none)."""

    number: str
    words: Inline


class Speech(NamedTuple):
    """A statement: its number (the ¶) with the address, who spoke, as what, the words and notes."""

    number: int
    url: str
    level: int
    speakers: Inline
    capacities: Sequence[Inline]
    parts: Sequence[Part]
    notes: Inline
    language: str = ""
    anchor: str = ""


Block = Heading | Paragraph | Bullets | Terms | Table | Speech


@dataclass(slots=True)
class Section:
    """A part of the document under a heading; ``note`` stands beside that."""

    title: str
    anchor: str
    blocks: Sequence[Block]
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Paper:
    """A document.

    ``kicker`` is the line above the title, ``notes`` those below it; ``day`` when what it says was
    stored, the only time that stands in the file. ``url`` is the whole address of the page;
    ``edition`` and ``digest`` stand in the foot with it. ``contents`` asks for a table of contents.
    ``elsewhere`` are addresses of the same at any length.
    """

    title: str
    kicker: str
    language: str
    day: datetime
    url: str
    lead: Inline = ()
    notes: Sequence[Inline] = ()
    facts: Sequence[tuple[str, Sequence[Inline]]] = ()
    sections: Sequence[Section] = ()
    contents: bool = False
    elsewhere: Sequence[str] = ()
    edition: str = ""
    digest: str = ""

    @property
    def speeches(self) -> list[Speech]:
        """Its statements, which make its length."""
        return [
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Speech)
        ]

    @property
    def size(self) -> int:
        """How many characters its statements have."""
        return sum(
            len(run.text) for speech in self.speeches for part in speech.parts for run in part.words
        )


def anchors(paper: Paper) -> Iterable[str]:
    """The places of a document to which a link may lead."""
    for section in paper.sections:
        yield section.anchor
        for block in section.blocks:
            if isinstance(block, Speech | Heading) and block.anchor:
                yield block.anchor


def whole(url: str) -> str:
    """The address of a page with its host: a document leaves the site."""
    return whole_address(url) if url.startswith("/") else url


def link(text: str, url: str = "") -> Run:
    """Words that lead to a page of the site, or to a place of the document (#p12)."""
    if url.startswith("#"):
        return Run(text, anchor=url[1:])
    return Run(text, whole(url))


def muted(text: str) -> Run:
    """Words that say what a value is."""
    return Run(text, kind="muted")


def marked(reason: str) -> list[Run]:
    """The mark of a value that is inferred, where it is; the reasons stand in a table of all."""
    return [Run(" "), Run(gettext("inferred"), anchor=INFERRED, kind="inferred")] if reason else []


def told(reason: str) -> list[Run]:
    """That a value is inferred, and why, where it is: for a document without such a table."""
    if not reason:
        return []
    return [Run(" "), Run(gettext("inferred"), kind="inferred"), muted(f" ({reason})")]


def joined(lines: Iterable[Inline], between: str = " · ") -> list[Run]:
    """Several lines as one."""
    words: list[Run] = []
    for line in lines:
        if line:
            words += [Run(between, kind="muted"), *line] if words else line
    return words


def stacked(lines: Iterable[Inline]) -> list[Run]:
    """Several lines as one that goes on in the next for each."""
    words: list[Run] = []
    for line in lines:
        if line:
            words += [BREAK, *line] if words else line
    return words


def is_rtl(text: str) -> bool:
    """Whether a text begins in a script that is written from the right, as ``dir=auto`` has it."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False
