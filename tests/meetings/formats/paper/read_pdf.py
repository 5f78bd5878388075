"""A PDF read back by others: its text by PDFium, its tags by pikepdf."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


def squeezed(text: str) -> str:
    """A text without white space, and with a hyphen where PDFium says that a line is cut there."""
    return re.sub(r"\s+|\u200b", "", text.replace("\ufffe", "-").replace("\x02", "-"))


def text_of(data: bytes, *furniture: str) -> str:
    """The text of all pages, squeezed, without what stands at the head and foot of each."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            page = squeezed(document[number].get_textpage().get_text_bounded())
            for words in furniture:
                page = page.replace(squeezed(words), "")
            pages.append(re.sub(r"Page\d+of\d+", "", page))
    return "".join(pages)


def tags_of(data: bytes) -> Counter[str]:
    """How many elements of each kind the tree of tags has."""
    found: Counter[str] = Counter()
    with pikepdf.open(BytesIO(data)) as file:
        _count(file.Root.StructTreeRoot.K, found)
    return found


def _count(node: Any, found: Counter[str]) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _count(child, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found[str(node.S)[1:]] += 1
        if "/K" in node:
            _count(node.K, found)
