"""From the bytes of a file to the text of a document as it will be stored."""

from dataclasses import dataclass


class UnreadableFile(ValueError):  # noqa: N818 - it is what the file is
    """A file that cannot be read; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class DocumentText:
    """The text of a document, and what is known of the file it comes from."""

    text: str
    #: "txt", "html", "docx" or "pdf"
    kind: str
    encoding: str
    #: what was left out or repaired in reading, for a curator
    notes: tuple[str, ...]
    #: of the bytes of the file, hexadecimal
    sha256: str
