"""The text of a document as it is held: what positions of passages count, in code points."""

from django.utils.translation import gettext_lazy as _

from ..models import Document
from ..models.choices import Rights
from .file_format import FileFormat


def document_text(key: str) -> bytes | None:
    """The text of a public document that may be shown in full; None for any other."""
    rows = Document.objects.public().filter(key=key, rights=Rights.PUBLIC).exclude(text="")
    text = rows.values_list("text", flat=True).first()
    return None if text is None else text.encode()


DOCUMENT_TEXT = FileFormat(
    "document", "txt", "text/plain; charset=utf-8", _("Plain text"), document_text
)
