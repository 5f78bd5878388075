"""The text of markup: a block a line, lists with their marks, rows of tables with tabs.

The tree is walked without recursion: pages nest as deep as they like.
"""

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from .listmarks import ItemList

#: stands for a tab until white space is put together; no letter of any font
TAB = "\ue009"

#: what no reader sees as text
_SILENT = frozenset({"audio", "canvas", "embed", "frameset", "head", "iframe", "map", "math"}) | {
    *("noscript", "object", "script", "style", "svg", "template", "video")
}
#: what leads to other pages or is filled in
_CONTROLS = frozenset({"button", "datalist", "nav", "select", "textarea"})
#: blocks with a blank line around them
_PARTED = frozenset({"blockquote", "dl", "fieldset", "figure", "hr", "p", "pre", "table"}) | {
    *("h1", "h2", "h3", "h4", "h5", "h6")
}
_LISTS = frozenset({"dir", "menu", "ol", "ul"})
_BLOCKS = (
    _PARTED
    | _LISTS
    | {
        *(
            "address",
            "article",
            "aside",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dt",
            "td",
        ),
        *(
            "figcaption",
            "footer",
            "form",
            "header",
            "legend",
            "li",
            "main",
            "section",
            "summary",
            "th",
            "tr",
        ),
    }
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: the white space of markup; a no-break space is none
_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, and whether anything that a reader might see was left out of it."""

    text: str
    hidden: bool


def page_text(root: etree._Element) -> PageText:
    """The text below an element."""
    walk = etree.iterwalk(root, events=("start", "end"))
    page = _Page()
    for event, element in walk:
        if event == "end":
            page.leave(element)
            if element is not root:
                page.say(element.tail)
        elif _left_out(element):
            page.hidden |= element.tag not in _SILENT and _says(element)
            walk.skip_subtree()
        else:
            page.enter(element)
            page.say(element.text)
    page.end()
    return PageText("\n".join(page.lines), page.hidden)


def _left_out(element: etree._Element) -> bool:
    """Whether an element and all in it is no part of what is read."""
    return (
        element.tag in _SILENT
        or element.tag in _CONTROLS
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") == "navigation"
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _says(element: etree._Element) -> bool:
    """Whether there is a word in an element."""
    return any(words.strip() for words in element.itertext())


def _is_row(element: etree._Element) -> bool:
    """Whether a row holds values, a line for all: several cells, no two blocks in any of them."""
    cells = [cell for cell in element if cell.tag in ("td", "th")]
    blocks = (list(islice(cell.iterdescendants(*_BLOCKS), 2)) for cell in cells)
    return len(cells) > 1 and all(len(held) < 2 for held in blocks)


@dataclass(slots=True)
class _Page:
    """The lines of a page that is being read."""

    lines: list[str] = field(default_factory=list)
    hidden: bool = False
    _line: list[str] = field(default_factory=list)
    _lists: list[ItemList] = field(default_factory=list)
    #: the row of values that is being read, and how many blocks with kept white space are open
    _row: etree._Element | None = None
    _kept: int = 0
    #: what stands before the next words, and whether a blank line does
    _mark: str = ""
    _parted: bool = False

    def enter(self, element: etree._Element) -> None:
        """Begin an element."""
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == "q":
            self._line.append("“")
        elif tag in _BLOCKS and self._row is not None:
            self._line.append(
                TAB if tag in ("td", "th") and element.getprevious() is not None else " "
            )
        elif tag in _BLOCKS:
            self._begin(element)

    def leave(self, element: etree._Element) -> None:
        """End an element."""
        tag = element.tag
        if tag == "q":
            self._line.append("”")
        elif self._row is element:
            self._row = None
            self.end()
        elif tag in _BLOCKS and self._row is None and not _left_out(element):
            self.end()
            if tag in _LISTS:
                self._lists.pop()
            self._kept -= tag == "pre"
            self._mark = "" if tag == "li" else self._mark
            self._part(tag)

    def say(self, words: str | None) -> None:
        """Add words to the line."""
        if not words:
            return
        if not self._kept:
            self._line.append(_SPACE.sub(" ", words))
            return
        first, *others = words.replace("\t", TAB).split("\n")
        self._line.append(first)
        for other in others:
            self._break()
            self._line.append(other)

    def end(self) -> None:
        """End the line; it is written if it says anything."""
        line = "".join(self._line)
        self._line.clear()
        if not self._kept:
            line = TAB.join(_SPACE.sub(" ", cell).strip(" ") for cell in line.split(TAB))
        line = line.replace(TAB, "\t").rstrip()
        if not line.strip():
            return
        if self._parted and self.lines:
            self.lines.append("")
        self.lines.append(self._mark + (line.lstrip() if self._mark else line))
        self._parted, self._mark = False, ""

    def _begin(self, element: etree._Element) -> None:
        """Begin a block."""
        tag = element.tag
        self.end()
        self._part(tag)
        if tag in _LISTS:
            self._lists.append(ItemList.of(element))
        elif tag == "li":
            items = self._lists[-1] if self._lists else ItemList()
            self._parted &= not items.begun
            self._mark = "  " * (len(self._lists) - 1) + items.mark(element)
        elif tag == "tr" and _is_row(element):
            self._row = element
        self._kept += tag == "pre"

    def _part(self, tag: str) -> None:
        """Have a blank line before the next words where a block of this name begins or ends."""
        outermost = tag in _LISTS and not self._lists
        self._parted |= (tag in _PARTED or outermost) and not self._mark

    def _break(self) -> None:
        """Break the line; a second time in a row parts paragraphs."""
        if self._row is not None:
            self._line.append(" ")
            return
        blank = not "".join(self._line).strip()
        self.end()
        self._parted |= blank and not self._mark
