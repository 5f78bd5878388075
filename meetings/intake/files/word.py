"""Word documents: mammoth makes markup of one, whose text is read as that of a page.

A .docx is a zip of XML parts. Before mammoth opens it, the parts are counted and weighed, and none
may declare entities: Word never does.
"""

import io
import re
import zipfile
import zlib

import mammoth

from .document import Reading, UnreadableFile
from .html import html_text
from .markup import TAB
from .numbering import with_numbers

#: most parts, most bytes of all unpacked and of the parts that are XML
MOST_PARTS = 2_000
MOST_UNPACKED = 200_000_000
MOST_XML = 30_000_000
#: a part that is so many times its packed size, and larger than this, is no document
_RATIO, _LARGE = 200, 1_000_000
_BOMB = "It unpacks to far more than a document holds. Save its text alone and try again."
_DAMAGED = "It is damaged: a part of it cannot be unpacked. Save it anew and try again."
#: what leads from a note back to the text
_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[\w-]+">↑</a>')
_MARGINS = "Heads and feet of pages were left out."
_COMMENTS = "Comments were left out."
_CHANGES = "Tracked changes were taken as accepted."
_PICTURES = "{number} pictures were left out."
_NUMBERS = "Numbers of lists were counted anew, from 1 in each."


def read(content: bytes) -> Reading:
    """The text of a Word document, its footnotes at the end."""
    try:
        names = _check(content)
        converted = mammoth.convert_to_html(
            io.BytesIO(with_numbers(content)),
            convert_image=mammoth.images.img_element(lambda _image: {}),
        )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError):
        raise UnreadableFile(_DAMAGED) from None
    markup = _BACK.sub("", converted.value).replace("\t", TAB)
    text, _hidden = html_text(markup)
    found = {
        _MARGINS: any(name.startswith(("word/header", "word/footer")) for name in names),
        _COMMENTS: "word/comments.xml" in names,
        _CHANGES: _tracked(content),
        _PICTURES.format(number=markup.count("<img")): "<img" in markup,
        _NUMBERS: "<ol><li>" in markup,
    }
    return Reading(text, notes=tuple(note for note, held in found.items() if held))


def _check(content: bytes) -> list[str]:
    """The names of the parts; raises UnreadableFile where they are a bomb."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableFile(_BOMB)
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(
                "It is protected with a password. Save it without one and try again."
            )
        left = MOST_XML
        for part in parts:
            if part.file_size > max(_LARGE, _RATIO * part.compress_size):
                raise UnreadableFile(_BOMB)
            if part.filename.lower().endswith((".xml", ".rels")):
                left = _weighed(archive, part, left)
        return [part.filename for part in parts]


def _weighed(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """How many bytes of XML may still come after a part, which declares no entity."""
    with archive.open(part) as opened:
        markup = opened.read(left + 1)
    if len(markup) > left:
        raise UnreadableFile(_BOMB)
    # XML may take two bytes a letter.
    if b"<!" in markup.replace(b"\x00", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise UnreadableFile("It declares entities, which no Word document does. It was not read.")
    return left - len(markup)


def _tracked(content: bytes) -> bool:
    """Whether the body holds insertions or deletions that Word tracks."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = (
            archive.read("word/document.xml") if "word/document.xml" in archive.namelist() else b""
        )
    return b"<w:del " in body or b"<w:ins " in body
