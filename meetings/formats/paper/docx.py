"""A document for Word and its like (.docx), written by python-docx.

Headings are styles, lists and tables are such, heads of tables are repeated, links lead on, and
each language is told. The same paper gives the same bytes.
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO

import docx
from django.conf import settings
from docx.document import Document
from docx.text.paragraph import Paragraph as Line

from . import blocks as b
from .docx_words import Words, set_language, set_styles

#: the moment that an archive tells of each of its parts: the first that it can
_NEVER = (1980, 1, 1, 0, 0, 0)


def docx_file(paper: b.Paper) -> bytes:
    """The file."""
    document = docx.Document()
    set_styles(document)
    set_language(document, paper.language)
    _properties(document, paper)
    _Writer(document, paper).write()
    made = BytesIO()
    document.save(made)
    return _undated(made)


def _properties(document: Document, paper: b.Paper) -> None:
    """What the file says of itself."""
    told = document.core_properties
    told.title, told.subject, told.language = paper.title, paper.kicker, paper.language
    told.author = told.last_modified_by = settings.SITE_NAME
    told.identifier, told.version, told.comments = paper.url, paper.edition, paper.url
    told.created = told.modified = paper.day
    told.category = told.keywords = ""


def _undated(made: BytesIO) -> bytes:
    """The same archive without the moment at which it was written."""
    packed = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _NEVER)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()


class _Writer:
    """The blocks of a paper, put into a document one after the other."""

    def __init__(self, document: Document, paper: b.Paper) -> None:
        self._document, self._paper = document, paper
        self._words = Words(document, b.anchors(paper))

    def write(self) -> None:
        """Head, sections, foot."""
        paper = self._paper
        self._line([b.Run(paper.kicker)], "Beside")
        self._line([b.Run(paper.title)], "Title")
        if paper.lead:
            self._line(paper.lead, "Subtitle")
        for note in paper.notes:
            self._line(note, "Beside")
        if paper.facts:
            self._terms(b.Terms(paper.facts))
        for section in paper.sections:
            self._line([b.Run(section.title)], "Heading 1", anchor=section.anchor)
            if section.note:
                self._line([b.Run(section.note)], "Beside").paragraph_format.keep_with_next = True
            for block in section.blocks:
                self._block(block)
        self._foot()

    def _foot(self) -> None:
        """Address, version and digest, and the number of the page."""
        line = self._document.sections[0].footer.paragraphs[0]
        self._words.styled(line, "Beside")
        told = [self._paper.url, self._paper.edition]
        told += [f"SHA-256 {self._paper.digest}"] if self._paper.digest else []
        self._words.put(line, [b.Run(" · ".join(filter(None, told)) + " · ")])
        self._words.page_number(line)

    def _line(
        self, words: b.Inline, style: str = "Normal", anchor: str = "", language: str = ""
    ) -> Line:
        line = self._words.line()
        self._words.styled(line, style)
        self._words.put(line, words, language, anchor)
        return line

    def _block(self, block: b.Block) -> None:
        match block:
            case b.Heading():
                self._line(block.words, f"Heading {block.level - 1}", block.anchor)
            case b.Paragraph():
                style = "Beside" if block.kind else "Normal"
                line = self._line(block.words, style, language=block.language)
                line.paragraph_format.keep_with_next = block.kind == "beside" or None
            case b.Bullets():
                self._bullets(block)
            case b.Terms():
                self._terms(block)
            case b.Table():
                self._table(block.head, block.widths, block.rows)
            case b.Speech():
                self._speech(block)

    def _bullets(self, block: b.Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        for item in block.items:
            self._line(b.stacked(item), style, language=block.language)

    def _terms(self, block: b.Terms) -> None:
        for term, lines in block.rows:
            name = b.Run(f"{term}:\t", kind="strong")
            self._line([name, *b.stacked(lines)], "Term")

    def _table(
        self, head: Iterable[str], widths: Iterable[int], rows: Iterable[Iterable[b.Inline]]
    ) -> None:
        titles = [[b.Run(words, kind="strong")] for words in head]
        made = [*rows]
        table = self._document.add_table(rows=1 + len(made), cols=len(titles), style="Table Grid")
        self._words.set_widths(table, [*widths])
        for row, cells in zip(table.rows, [titles, *made], strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                self._words.styled(cell.paragraphs[0], "Cell")
                self._words.put(cell.paragraphs[0], words)
        self._words.keep_rows(table)
        self._words.repeat_head(table)
        self._line([])

    def _speech(self, block: b.Speech) -> None:
        number = b.Run(f"¶{block.number}", block.url)
        words = [number, b.Run("  "), *block.speakers]
        self._line(words, f"Heading {block.level - 1}", block.anchor)
        for capacity in block.capacities:
            self._line(capacity, "Beside").paragraph_format.keep_with_next = True
        for part in block.parts:
            before = [b.Run(f"{part.number}  ", kind="muted")] if part.number else []
            line = self._line([*before, *part.words], language=block.language)
            # Notes are never alone on a page.
            is_last = part is block.parts[-1]
            line.paragraph_format.keep_with_next = (is_last and bool(block.notes)) or None
        if block.notes:
            self._line(block.notes, "Beside")
