"""A page as lines that can be compared: one for each element, attribute and stretch of text.

White space is folded outside ``pre`` and ``textarea``; beside the edge of a block it is dropped,
as no browser shows it there, and between words and inline elements one space is kept.
"""

import re
from html.parser import HTMLParser

VERBATIM = {"pre", "textarea", "script", "style"}
#: beside their tags white space is seen
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i"),
    *("img", "input", "ins", "kbd", "label", "mark", "meter", "output", "progress", "q", "ruby"),
    *("s", "samp", "select", "small", "span", "strong", "sub", "sup", "svg", "textarea", "time"),
    *("tspan", "u", "var"),
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
#: attributes that are lists of words: how they are parted is not seen
_WORD_LISTS = {"class", "style", "d", "points", "srcset", "sizes", "rel"}


class _Lines(HTMLParser):
    """Collects tags and texts in order: ("tag", name, lines) and ("text", verbatim, text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str, list[str]]] = []
        self._verbatim: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element with its attributes in the order of their names."""
        attributes = [f"  {name}={_value(name, value)!r}" for name, value in sorted(attrs, key=str)]
        self.pieces.append(("tag", tag, [f"<{tag}>", *attributes]))
        if tag in VERBATIM:
            self._verbatim.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is closed at once."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note where an element ends."""
        if self._verbatim and self._verbatim[-1] == tag:
            self._verbatim.pop()
        self.pieces.append(("tag", tag, [f"</{tag}>"]))

    def handle_data(self, data: str) -> None:
        """Note text, joined to the text before it."""
        if self.pieces and self.pieces[-1][0] == "text":
            self.pieces[-1][2].append(data)
        else:
            self.pieces.append(("text", "verbatim" if self._verbatim else "", [data]))

    def handle_decl(self, decl: str) -> None:
        """Note the document type."""
        self.pieces.append(("tag", "!doctype", [f"<!{decl}>"]))


def _value(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return " ".join(value.split()) if name in _WORD_LISTS else value


def tree_lines(page: str) -> list[str]:
    """The page's elements, attributes and texts, a line each; two equal lists are seen alike."""
    parser = _Lines()
    parser.feed(page)
    parser.close()
    lines: list[str] = []
    for place, (kind, name, content) in enumerate(parser.pieces):
        if kind == "tag":
            lines += content
        elif name:
            lines += repr("".join(content)).split("\\n")
        else:
            lines += _folded(
                "".join(content),
                after_block=_is_block(parser.pieces, place - 1),
                before_block=_is_block(parser.pieces, place + 1),
            )
    return lines


def _is_block(pieces: list[tuple[str, str, list[str]]], place: int) -> bool:
    """Whether the edge of a block, or of the page, is there."""
    return not 0 <= place < len(pieces) or pieces[place][1] not in INLINE


def _folded(text: str, *, after_block: bool, before_block: bool) -> list[str]:
    """The text in one line, or none where nothing of it is seen."""
    text = _SPACE.sub(" ", text)
    if after_block:
        text = text.removeprefix(" ")
    if before_block:
        text = text.removesuffix(" ")
    return [repr(text)] if text else []
