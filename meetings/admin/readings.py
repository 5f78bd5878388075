"""Texts of statements that follow when the corrections of their document change."""

from typing import Any

from meetings.models import Document, Passage, Statement
from meetings.records.stored_texts import text_of

from .quotations import marked_words, quoted_stretches


class Readings:
    """How the statements of a document read before its corrections change."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.before = self._read()

    def follow(self) -> None:
        """Give each statement that read as its passage the words that this now has."""
        after = self._read()
        for pk, (text, row) in self.before.items():
            now = after[pk][0] if pk in after else text
            if row.text == text and now != text:
                words = marked_words(row.text, row.quotations)
                row.text = now
                row.quotations = quoted_stretches(now, [word for word in words if word in now])
                row.save(update_fields=["text", "quotations"])

    def _read(self) -> dict[int, tuple[str, Any]]:
        rows = Statement.objects.filter(passages__document=self.document).distinct()
        found = {}
        for row in rows:
            ranges = Passage.objects.filter(statement=row).select_related("document")
            found[row.pk] = (text_of(ranges.order_by("order", "pk")), row)
        return found
