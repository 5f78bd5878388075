"""What a file is: its first bytes tell, and its name must agree."""

import io
import re
import zipfile
from pathlib import PurePath

from .document import UnreadableFile

#: extensions of each kind, and the words for it
EXTENSIONS = {
    "txt": (".txt", ".text", ".md"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm", ".dotx"),
    "pdf": (".pdf",),
}
NAMES = {"html": "a web page", "docx": "a Word document", "pdf": "a PDF"}
_ASKED = "Choose a .txt, .html, .docx or .pdf file, or paste the text."
_PICTURE = f"It is a picture. Have its text recognised (OCR), and paste that. {_ASKED}"
_AS_DOCX = "Open it, save it as .docx and choose that."
_SPREADSHEET = f"It is a spreadsheet. Copy what it says into a text. {_ASKED}"

#: beginnings of files that are none of ours, with what to say
_OTHERS = (
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avif)",
        _PICTURE,
    ),
    (rb"\{\\rtf", f"It is in Rich Text Format (.rtf). {_AS_DOCX}"),
    (
        rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd",
        f"It is an archive of files. Unpack it first. {_ASKED}",
    ),
    (rb"%!PS", "It is PostScript. Make a PDF of it and choose that."),
    (
        rb"\x7fELF|MZ.{58}|\xca\xfe\xba\xbe|ID3|OggS|.{4}ftyp|\x1aE\xdf\xa3|SQLite format 3",
        f"It is no document. {_ASKED}",
    ),
    (
        rb"MIME-Version:|From [^\n]{5,200}\n|(?:Received|Return-Path|Delivered-To): ",
        f"It is an e-mail or a page saved as one. {_ASKED}",
    ),
)
#: Comments are atomic: taken apart in other ways, many of them would take for ever.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?><\?xml[^>]*+>\s*+)?(?>(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: what a zip holds, with what to say
_ZIPPED = (
    ("xl/", _SPREADSHEET),
    ("ppt/", f"It is a presentation. Copy what it says into a text. {_ASKED}"),
    ("content.xml", f"It is an OpenDocument file. {_AS_DOCX}"),
    ("META-INF/container.xml", f"It is an electronic book. {_ASKED}"),
    ("Index/Document.iwa", f"It is a Pages document. {_AS_DOCX}"),
)


def kind_of(content: bytes, name: str) -> str:
    """The kind of a file: "txt", "html", "docx" or "pdf".

    Raises UnreadableFile where it is another, or its name says another.
    """
    extension = PurePath(name.strip().lower()).suffix
    kind = _by_content(content, extension)
    if not extension or extension in EXTENSIONS[kind]:
        return kind
    known = any(extension in extensions for extensions in EXTENSIONS.values())
    if kind != "txt":
        advice = f"Rename it to .{kind} and try again."
        raise UnreadableFile(f"It is called {extension}, but holds {NAMES[kind]}. {advice}")
    if known:
        raise UnreadableFile(
            f"It is called {extension}, but it is damaged or none. Save it anew and try again."
        )
    raise UnreadableFile(f"Files called {extension} are not read here. {_ASKED}")


def _by_content(content: bytes, extension: str) -> str:
    """What the first bytes say; the extension tells a web page where they do not."""
    start = content[:4096]
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _zipped(content)
    if start.startswith(_OLE):
        raise UnreadableFile(_ole(content))
    for beginning, message in _OTHERS:
        if re.match(beginning, start, re.DOTALL):
            raise UnreadableFile(message)
    if _HTML.match(start) or _wide_html(start):
        return "html"
    return "html" if extension in EXTENSIONS["html"] else "txt"


def _wide_html(start: bytes) -> bool:
    """Whether a web page begins in two bytes a letter."""
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    return wide and bool(_HTML.match(start[2:].replace(b"\x00", b"")))


def _ole(content: bytes) -> str:
    """What to say of a file of old Office programs, or one that they encrypted."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "It is protected with a password. Save it without one and try again."
    if "Workbook".encode("utf-16-le") in content:
        return _SPREADSHEET
    return f"It is in an old format of Word (.doc) or another program. {_AS_DOCX}"


def _zipped(content: bytes) -> str:
    """The kind of a zip: a Word document, or none of ours."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError):
        raise UnreadableFile(
            "It is damaged: the parts of it cannot be told apart. Save it anew and try again."
        ) from None
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        return "docx"
    for part, message in _ZIPPED:
        if any(entry.startswith(part) for entry in names):
            raise UnreadableFile(message)
    raise UnreadableFile(f"It is an archive of files. Unpack it first. {_ASKED}")
