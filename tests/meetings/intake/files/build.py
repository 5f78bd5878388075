"""Files that tests read: Word documents, PDF, zips, and the ways in which they are wrong."""

import io
import zipfile
from collections.abc import Callable, Iterable

import docx
from fpdf import FPDF

#: words of a Word document's body, where other markup can be put in
BODY_END = b"</w:body>"


def word(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document with paragraphs: the name of a style and the words of each."""
    document = docx.Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a Word document."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def rezipped(
    content: bytes,
    change: Callable[[str, bytes], bytes] = lambda _name, data: data,
    more: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """A zip with its parts changed, and more of them added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, data in more:
            new.writestr(name, data)
    return written.getvalue()


def with_body(content: bytes, markup: bytes) -> bytes:
    """A Word document with markup at the end of its body."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(BODY_END, markup + BODY_END) if name == "word/document.xml" else data

    return rezipped(content, change)


def with_footnote(content: bytes) -> bytes:
    """A Word document with a footnote to its first paragraph."""
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        b"<w:footnotes "
        + space
        + b'><w:footnote w:id="2"><w:p><w:r><w:t>See A/RES/60/1.</w:t></w:r>'
        b"</w:p></w:footnote></w:footnotes>"
    )
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )

    def change(name: str, data: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", relation)
        reference = b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        return data.replace(b"</w:p>", reference, 1) if name == "word/document.xml" else data

    return rezipped(content, change, [("word/footnotes.xml", notes)])


def zipped(**parts: bytes) -> bytes:
    """A zip of parts; "__" in a name stands for a slash."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def pdf(*pages: Iterable[str], compressed: bool = True, password: str = "") -> bytes:
    """A PDF with pages of paragraphs, set in lines of a page's width."""
    document = FPDF()
    document.set_compression(compressed)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    for paragraphs in pages:
        document.add_page()
        document.set_font("Times", size=12)
        for words in paragraphs:
            document.multi_cell(0, 6, words, align="L", new_x="LMARGIN", new_y="NEXT")
            document.ln(4)
    return bytes(document.output())


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages are drawn and hold no letter."""
    document = FPDF()
    for _page in range(pages):
        document.add_page()
        document.rect(20, 20, 100, 200, style="F")
    return bytes(document.output())
