"""Bytes to letters: the encoding of a text that does not say it, or says it falsely."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from .document import UnreadableFile

#: longest first: one begins as another does
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: encodings that a page may declare; others of Python's are no encodings of letters
_DECLARABLE = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-?\d+|cp\d+|koi8-[ru]|gb\w+|big5\w*|euc-?\w+"
    r"|shift_?jis|sjis|mac\w+|tis-620"
)
#: what pages call it and browsers read as windows-1252 (WHATWG Encoding Standard)
_WESTERN = re.compile(r"us-ascii|ascii|iso-?8859-?1|latin-?1|windows-?1252|cp1252")
#: letters and signs that stand so where a text of western Europe is read in a wrong encoding
_UNLIKELY = re.compile(
    "[a-z][À-ÖØ-ÞŒŠŽŸ]|[A-Za-z][‚ƒ„†‡ˆ‰‹›¡¢¤¥¦¨¬¯±¶¸¿×÷™“√∂∆≈][A-Za-z]|[\x80-\x9f\ufffd]"
)
#: encodings of western Europe, the likeliest first
_LIKELIEST = ("cp1252", "mac_roman")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_GUESSED = (
    "The encoding is not stated and was taken to be {encoding}. Look at letters with accents."
)
_BROKEN = "{number} letters could not be read and stand as “\ufffd”."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was read by, as Python names it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decoded(content: bytes, declared: str = "") -> Decoded:
    """The letters of a text; ``declared`` is the encoding that it says of itself.

    Raises UnreadableFile where it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if content.count(0) * 10 > len(content) * 2:
        even, odd = content[::2].count(0), content[1::2].count(0)
        return _lenient(content, "utf-16-be" if even > odd else "utf-16-le")
    if len(_CONTROL.findall(content)) * 50 > len(content):
        raise UnreadableFile(
            "It holds no text that can be read. Choose a .txt, .html, .docx or .pdf file."
        )
    return _without_mark(content, declared.strip().lower())


def _without_mark(content: bytes, declared: str) -> Decoded:
    """The letters of bytes that no mark stands before."""
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(content):
        return _lenient(content, "utf-8")
    if _DECLARABLE.fullmatch(declared):
        name = "cp1252" if _WESTERN.fullmatch(declared) else declared
        try:
            return _lenient(content, codecs.lookup(name).name)
        except LookupError:
            pass
    encoding = _guessed(content)
    found = _lenient(content, encoding)
    return Decoded(found.text, encoding, (_GUESSED.format(encoding=encoding), *found.notes))


def _lenient(content: bytes, encoding: str) -> Decoded:
    """The letters, with a sign for each that cannot be read."""
    text = content.decode(encoding, "replace")
    number = text.count("\ufffd")
    broken = (_BROKEN.format(number=number),) if number else ()
    return Decoded(text, encoding.removesuffix("-sig"), broken)


def _mostly_utf8(content: bytes) -> bool:
    """Whether far more letters with accents are right in UTF-8 than are broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken > 5 * broken


def _guessed(content: bytes) -> str:
    """The encoding that fits best; western Europe's where nothing speaks against it.

    Raises UnreadableFile where none fits.
    """
    high = sum(byte > 0x7F for byte in content)
    for encoding in _LIKELIEST:
        odd = len(_UNLIKELY.findall(content.decode(encoding, "replace")))
        if high * 8 < len(content) and odd * 10 <= high:
            return encoding
    best = from_bytes(content).best()
    if best is None:
        raise UnreadableFile(
            "The encoding of its letters cannot be found. Save it as UTF-8 and try again."
        )
    return best.encoding
