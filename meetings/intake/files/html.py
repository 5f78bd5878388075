"""Web pages: what a reader sees of one, a block a line."""

import re

from lxml import etree, html

from .decoding import decoded
from .document import Reading, UnreadableFile
from .markup import page_text

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_NOT_MARKUP = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEFT_OUT = "Menus, scripts and what the page hides were left out."


def read(content: bytes) -> Reading:
    """The text of a web page."""
    declared = _CHARSET.search(content[:4096])
    found = decoded(content, declared[1].decode("ascii") if declared else "")
    text, hidden = html_text(found.text)
    notes = (*found.notes, _LEFT_OUT) if hidden else found.notes
    return Reading(text, found.encoding, notes)


def html_text(markup: str) -> tuple[str, bool]:
    """The text of markup, and whether any was left out.

    Raises UnreadableFile where it is nested too deep.
    """
    # The parser is told the encoding: what the page declares is out of date by now. The process is
    # limited, so the parser need not be; it would leave out what is nested deep.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    content = _NOT_MARKUP.sub("", markup).encode("utf-8")
    try:
        root = html.document_fromstring(content, parser=parser)
    except etree.ParserError:
        # There is no element, and no word.
        return "", False
    if any("Excessive depth" in fault.message for fault in parser.error_log):
        raise UnreadableFile(
            "Its blocks are nested too deep to read. Copy its text and paste that."
        )
    page = page_text(root)
    return page.text, page.hidden
