"""PDF: the letters of each page by PDFium, in the order in which the page sets them.

PDFium spells ligatures out, mends broken cross-references and says where a word is hyphenated.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import nan

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .document import MOST_CHARACTERS, Reading, UnreadableFile

#: PDFium's sign for a hyphen at which a word is cut, which stands for the line end as well
_CUT = "\ufffe"
_LINE_END = re.compile(f"{_CUT}?\r\n|\r|\n|{_CUT}")
#: a step between lines so many times that of close lines parts paragraphs
_PARTED = 1.35
#: letters that no font explains
_UNEXPLAINED = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_PICTURES = "{number} of {pages} pages hold no text, maybe pictures of it."
_FIELDS = "It is a form; what was filled in may be missing."


def read(content: bytes) -> Reading:
    """The text of a PDF, a blank line between its pages and, where they stand apart, paragraphs."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        raise UnreadableFile(_refusal(fault)) from None
    try:
        pages = list(_pages(document))
        notes = [_FIELDS] if document.get_formtype() else []
    finally:
        document.close()
    empty = sum(not page for page in pages)
    if 0 < empty < len(pages):
        notes.append(_PICTURES.format(number=empty, pages=len(pages)))
    text = "\n\n".join(page for page in pages if page)
    if len(_UNEXPLAINED.findall(text)) * 4 > len(text) > 0:
        raise UnreadableFile(
            "Its fonts do not say which letters they show. Have the text recognised (OCR), "
            "or paste it."
        )
    return Reading(text, notes=tuple(notes))


def _refusal(fault: pdfium.PdfiumError) -> str:
    """What to say of a PDF that does not open."""
    if fault.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return "It is protected with a password. Save it without one and try again."
    return "It is damaged: it has no page that can be opened. Save it anew and try again."


def _pages(document: pdfium.PdfDocument) -> Iterator[str]:
    """The text of each page, empty where there is none; no more than may be stored."""
    left = MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            yield ""
            continue
        text = _page_text(page)
        page.close()
        yield text
        left -= len(text)
        if left < 0:
            break


def _page_text(page: pdfium.PdfPage) -> str:
    """The lines of a page."""
    try:
        letters = page.get_textpage()
    except pdfium.PdfiumError:
        return ""
    try:
        text = letters.get_text_range()
        lines = list(_lines(letters, text))
    finally:
        letters.close()
    steps = sorted(line.above - line.height for line in lines if line.above > line.height)
    apart = _PARTED * steps[len(steps) // 4] if steps else 0.0
    parted = ("\n" if 0 < apart < line.above - line.height else "" for line in lines)
    return "\n".join(f"{gap}{line.text}" for gap, line in zip(parted, lines, strict=True)).strip()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: how high it stands and the line before it, in points; NaN if unknown."""

    text: str
    height: float
    above: float


def _lines(letters: pdfium.PdfTextPage, text: str) -> Iterator[_Line]:
    """The lines of a page that are not blank, in their order."""
    # Letters are counted in UTF-16: only where all take one unit are their places known.
    known = len(text) == letters.count_chars()
    start, above = 0, nan
    for end, after, cut in _ends(text):
        line = text[start:end].strip()
        if line:
            height = _height(letters, text, start) if known else nan
            yield _Line(line + cut, height, above)
            above = height
        start = after


def _ends(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the end of each line begins and ends, and the hyphen that it stands for."""
    for found in _LINE_END.finditer(text):
        yield found.start(), found.end(), "-" if found[0][0] == _CUT else ""
    yield len(text), len(text), ""


def _height(letters: pdfium.PdfTextPage, text: str, start: int) -> float:
    """How high on the page the first letter of a line stands, in points; NaN if unknown."""
    place = next((at for at in range(start, len(text)) if not text[at].isspace()), start)
    across, up = ctypes.c_double(), ctypes.c_double()
    told = pdfium_c.FPDFText_GetCharOrigin(letters.raw, place, across, up)
    return up.value if told else nan
