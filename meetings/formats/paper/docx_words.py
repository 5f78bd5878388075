"""Words in a document for Word: styles, languages, direction, links, places that links lead to."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as Line

from . import blocks as b

_INK, _INK_2 = RGBColor(0x1D, 0x1C, 0x1A), RGBColor(0x57, 0x53, 0x4B)
_ACCENT = RGBColor(0x8C, 0x2F, 0x1F)
_SERIF, _SANS = "Georgia", "Arial"
#: sizes of headings and of the title, in points
_SIZES = {"Title": 24, "Subtitle": 13, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}
#: where what is told of a term begins
_TERM = Cm(3.2)
#: characters that no XML has
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: languages of which letters are set by the fonts for East Asia
_HAN = ("zh", "ja", "ko")


def set_styles(document: Document) -> None:
    """The look of the register: a serif for what was said, ink, one accent; A4."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    styles: Any = document.styles
    _look(styles["Normal"], _SERIF, 10.5, _INK)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in _SIZES.items():
        _look(styles[name], _SERIF, size, _INK)
        styles[name].font.bold, styles[name].font.italic = name != "Subtitle", False
        styles[name].paragraph_format.keep_with_next = True
        styles[name].paragraph_format.space_before = Pt(14 if name == "Heading 1" else 10)
    # The line under the title is drawn by the template.
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for name, size, color in (("Beside", 9, _INK_2), ("Term", 10.5, _INK)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _look(style, _SANS if name == "Beside" else _SERIF, size, color)
        style.paragraph_format.space_after = Pt(4)
    term = styles["Term"].paragraph_format
    term.left_indent, term.first_line_indent = _TERM, -_TERM
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    _look(cell, _SERIF, 9.5, _INK)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)


def _look(style: Any, font: str, size: float, color: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), font)
    fonts.set(qn("w:cs"), font)


def set_language(document: Document, tag: str) -> None:
    """The language of all that says no other."""
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), _tag(tag))


def _tag(tag: str) -> str:
    """A tag as Word has it: "en-gb" is "en-GB"."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


class Words:
    """Puts words into lines, each link and place by its own number."""

    def __init__(self, document: Document, anchors: Iterable[str]) -> None:
        self._document = document
        self._section = document.element.body.sectPr
        self._places = {name: n for n, name in enumerate(dict.fromkeys(anchors), start=1)}
        self._links: dict[str, str] = {}
        self._styles: dict[str, str] = {style.name: style.style_id for style in document.styles}

    def line(self) -> Line:
        """A new line at the end, before what is told of the section.

        Not add_paragraph, which looks through all lines there are.
        """
        made = OxmlElement("w:p")
        self._section.addprevious(made)
        return Line(made, self._document._body)

    def styled(self, line: Line, style: str) -> None:
        """Give a line its style, which is not looked up anew each time."""
        if style != "Normal":
            line._p.style = self._styles[style]

    def put(self, line: Line, words: b.Inline, language: str = "", anchor: str = "") -> None:
        """Words into a line, from the right where they begin so; ``anchor`` is the place it is."""
        rtl = b.is_rtl("".join(run.text for run in words))
        if rtl:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        if anchor in self._places:
            line._p.append(self._mark("w:bookmarkStart", anchor, named=True))
        for run in words:
            if run is b.BREAK:
                line.add_run().add_break()
            elif run.text:
                self._run(line, run, language)
        if anchor in self._places:
            line._p.append(self._mark("w:bookmarkEnd", anchor))

    def _mark(self, kind: str, anchor: str, *, named: bool = False) -> Any:
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(self._places[anchor]))
        if named:
            mark.set(qn("w:name"), self._name(anchor))
        return mark

    def _name(self, anchor: str) -> str:
        """The name of a place, of letters and digits: that of a statement is its ¶."""
        return anchor if anchor.isalnum() and len(anchor) < 20 else f"place{self._places[anchor]}"

    def _run(self, line: Line, run: b.Run, language: str) -> None:
        made = line.add_run(_FORBIDDEN.sub("\ufffd", run.text))
        if run.kind == "strong":
            made.font.bold = True
        elif run.kind == "muted":
            made.font.color.rgb = _INK_2
        elif run.kind == "inferred":
            made.font.color.rgb, made.font.size = _ACCENT, Pt(8)
        elif run.kind in ("quoted", "searched"):
            self._shade(made)
        self._speak(made, run.text, run.language or language)
        if run.url or run.anchor in self._places:
            link = OxmlElement("w:hyperlink")
            if run.url:
                link.set(qn("r:id"), self._link(run.url))
            else:
                link.set(qn("w:anchor"), self._name(run.anchor))
            made._r.addprevious(link)
            link.append(made._r)

    def _shade(self, made: Any) -> None:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FCEFBE")):
            shade.set(qn(name), value)
        made._r.get_or_add_rPr().append(shade)

    def _speak(self, made: Any, text: str, language: str) -> None:
        """The language of words, and their direction."""
        rtl = b.is_rtl(text)
        if rtl:
            made.font.rtl = True
        if language:
            told = OxmlElement("w:lang")
            first = language.split("-")[0].lower()
            name = "w:bidi" if rtl else "w:eastAsia" if first in _HAN else "w:val"
            told.set(qn(name), _tag(language))
            made._r.get_or_add_rPr().append(told)

    def _link(self, url: str) -> str:
        """The number of an address among those of the document."""
        if url not in self._links:
            rels = self._document.part.rels
            self._links[url] = number = f"rIdLink{len(self._links) + 1}"
            # Not get_or_add, which reads through all there are: a long record has thousands.
            rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, number, is_external=True)
        return self._links[url]

    def page_number(self, line: Line) -> None:
        """The number of the page, which the reader's program knows."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        line._p.append(field)
        field.append(line.add_run("1")._r)

    def set_widths(self, table: Table, shares: Sequence[int]) -> None:
        """Shares of the width of the page for each column."""
        table.autofit = False
        page = self._document.sections[0]
        margins = (page.left_margin or 0) + (page.right_margin or 0)
        whole = (page.page_width or 0) - margins
        for column, share in zip(table.columns, shares, strict=True):
            # Some programs go by the column, others by its cells.
            column.width = Emu(whole * share // sum(shares))
            for cell in column.cells:
                cell.width = Emu(whole * share // sum(shares))

    def keep_rows(self, table: Table) -> None:
        """Rows stay on one page, with a light line below each."""
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        lines = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "none" if side in ("left", "right", "insideV") else "single")
            line.set(qn("w:sz"), "4")
            line.set(qn("w:color"), "D8D3C6")
            lines.append(line)
        told = table._tbl.tblPr
        told.find(qn("w:tblW")).addnext(lines)
        margins = OxmlElement("w:tblCellMar")
        for side, width in (("left", "0"), ("right", "120")):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), width)
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        told.find(qn("w:tblLayout")).addnext(margins)

    def repeat_head(self, table: Table) -> None:
        """The first row is the head, on each page anew."""
        head = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(head)
