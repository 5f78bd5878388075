"""What reading a file gives: its text, or the reason why there is none."""

from dataclasses import dataclass

#: most bytes of a file
MOST_BYTES = 20_000_000
#: most code points of a text
MOST_CHARACTERS = 2_000_000


class UnreadableFile(ValueError):  # noqa: N818 - it names the file's state, which is told to a curator
    """A file that gives no text; the message says what is wrong with it and what to do."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a file, with line feeds and tabs but no other control character."""

    text: str
    #: "txt", "html", "docx" or "pdf"
    kind: str
    #: the encoding of its letters, as Python names it; of docx and pdf "utf-8"
    encoding: str
    #: what was left out or repaired in reading, a sentence each
    notes: tuple[str, ...]
    #: SHA-256 of the file's bytes, in hexadecimal digits
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one of the readers makes of the bytes of its kind."""

    text: str
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
