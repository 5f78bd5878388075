"""A text with a known reading as the document that intake reads."""

from hashlib import sha256

from meetings.intake.files import DocumentText


def document_text(text: str) -> DocumentText:
    """The document that a file of this text is."""
    digest = sha256(text.encode()).hexdigest()
    return DocumentText(text=text, kind="txt", encoding="utf-8", notes=(), sha256=digest)
