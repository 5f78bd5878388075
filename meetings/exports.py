"""Telling that something which is not public was handed out, whoever listens (portal.audit)."""

from typing import Any

from django.dispatch import Signal

from .models import Document, Meeting
from .models.choices import Layer, Status

#: ``row`` is the record or the document, ``words`` what of it was handed out
draft_exported = Signal()


def tell_export(row: Meeting | Document, words: str) -> None:
    """Tell that a file of a record, or of a document, was handed out, unless it is published.

    ``words`` say which: “original.docx”, “Revision 3”.
    """
    if not _published(row):
        draft_exported.send(sender=type(row), row=row, words=words)


def _published(row: Any) -> bool:
    if isinstance(row, Meeting):
        return row.status == Status.PUBLISHED
    users = Meeting.objects.filter(layer=Layer.RECORD, status=Status.PUBLISHED)
    return users.filter(passages__document=row).exists()
