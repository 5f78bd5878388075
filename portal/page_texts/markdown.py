"""Markdown of staff as HTML: headings, lists, emphasis and links; no HTML of theirs, no images."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# HTML is shown as it was typed. An image would be asked for from elsewhere, which no page does.
# Addresses of scripts ("javascript:", "data:") make no link: the library refuses them.
_MARKDOWN: Any = MarkdownIt("commonmark", {"html": False}).disable(["image"])
#: words in square brackets that are no link: what a form leaves to be filled in
_OPEN = re.compile(r"\[[^\[\]]*\]")
_LOWEST = 6


def html_of(text: str) -> Markup:
    """A text as HTML, its headings below the title of the page, none more than one level deeper."""
    tokens: list[Token] = _MARKDOWN.parse(text)
    _rank_headings([token for token in tokens if token.type.startswith("heading_")])
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(html)  # noqa: S704 - the library escapes all that it does not write itself


def _rank_headings(marks: list[Token]) -> None:
    """Give the highest headings the level below the title; ``marks`` open and close in turn."""
    highest = min((_level(token) for token in marks), default=1)
    above = 1
    for opens, closes in zip(marks[::2], marks[1::2], strict=True):
        above = min(_level(opens) - highest + 2, above + 1, _LOWEST)
        opens.tag = closes.tag = f"h{above}"


def _level(token: Token) -> int:
    return int(token.tag[1:])


def open_places(text: str) -> list[str]:
    """What is left to be filled in: words in square brackets that are no link."""
    return [found for words in _words(_MARKDOWN.parse(text)) for found in _OPEN.findall(words)]


def _words(tokens: Sequence[Token]) -> list[str]:
    """The words of each paragraph and heading, as they are shown."""
    inline = [token for token in tokens if token.type == "inline"]
    return [_shown(token) for token in inline]


def _shown(token: Token) -> str:
    signs = {"softbreak": " ", "hardbreak": " "}
    return "".join(signs.get(child.type, child.content) for child in token.children or [])
