"""A file is known by its first bytes, and one of another kind is refused with what to do."""

import pytest

from meetings.intake.files.document import UnreadableFile
from meetings.intake.files.kinds import kind_of

from . import build

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"Summary", "a.txt", "txt"),
        (b"Summary", "A.TXT", "txt"),
        (b"Summary", "summary", "txt"),
        (b"<p>Summary", "a.html", "html"),
        (b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE HTML>", "a.htm", "html"),
        (b"<html><body>x", "a", "html"),
        (b"<?xml version='1.0'?>\n" + b"<!-- x -->" * 300 + b"<html>", "a.html", "html"),
        (b"<!---->" * 500 + b"x", "a.txt", "txt"),
        ("<html>".encode("utf-16"), "a.html", "html"),
        (b"\n%PDF-1.7", "a.pdf", "pdf"),
        (build.zipped(**{"[Content_Types].xml": b"", "word__document.xml": b""}), "a.docx", "docx"),
    ],
)
def test_kind_is_known(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "scan.pdf", "It is a picture. Have its text recognised (OCR)"),
        (b"\xff\xd8\xff\xe0", "scan.jpg", "It is a picture."),
        (b"GIF89a", "x.docx", "It is a picture."),
        (b"II*\x00", "x.tif", "It is a picture."),
        (b"RIFF1234WEBPVP8", "x.webp", "It is a picture."),
        (b"\x00\x00\x00\x18ftypheic", "x.heic", "It is a picture."),
        (b"{\\rtf1\\ansi", "x.rtf", "It is in Rich Text Format (.rtf)."),
        (b"{\\rtf1\\ansi", "x.docx", "It is in Rich Text Format (.rtf)."),
        (OLE, "x.doc", "It is in an old format of Word (.doc) or another program."),
        (OLE + "Workbook".encode("utf-16-le"), "x.xls", "It is a spreadsheet."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", "protected with a password"),
        (build.zipped(xl__workbook=b""), "x.xlsx", "It is a spreadsheet."),
        (build.zipped(ppt__slides=b""), "x.pptx", "It is a presentation."),
        (build.zipped(**{"content.xml": b""}), "x.odt", "It is an OpenDocument file."),
        (build.zipped(picture=b""), "x.docx", "It is an archive of files."),
        (
            b"PK\x03\x04" + bytes(40),
            "x.docx",
            "It is damaged: the parts of it cannot be told apart.",
        ),
        (b"\x1f\x8b\x08", "x.gz", "It is an archive of files."),
        (b"%!PS-Adobe", "x.ps", "It is PostScript."),
        (b"\x7fELF", "x.txt", "It is no document."),
        (b"MIME-Version: 1.0\r\n", "x.mht", "It is an e-mail or a page saved as one."),
        (b"%PDF-1.7", "x.docx", "It is called .docx, but holds a PDF. Rename it to .pdf"),
        (b"<html>", "x.txt", "It is called .txt, but holds a web page. Rename it to .html"),
        (b"Summary", "x.pdf", "It is called .pdf, but it is damaged or none."),
        (b"Summary", "x.exe", "Files called .exe are not read here."),
    ],
)
def test_other_kind_is_refused(content: bytes, name: str, told: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        kind_of(content, name)

    assert told in str(refused.value)
