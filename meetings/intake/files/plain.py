"""Plain text: its encoding found, and letters that a wrong encoding garbled put right."""

from ftfy import fix_encoding

from .decoding import decoded
from .document import Reading

_MENDED = "Letters that another program had garbled were put right."


def read(content: bytes) -> Reading:
    """The text of a plain file, in any encoding."""
    found = decoded(content)
    lines = found.text.split("\n")
    mended = [line if line.isascii() else fix_encoding(line) for line in lines]
    notes = found.notes if mended == lines else (*found.notes, _MENDED)
    return Reading("\n".join(mended), found.encoding, notes)
