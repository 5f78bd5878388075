"""The list of documents: sources, and what they refer to."""

from typing import Any

from django.db.models import QuerySet

from ..cards.rows import document_rows
from ..lists.document import DocumentFilter
from ..lists.pages import FilteredList
from ..models import ListedDocument
from .document import language_name


class DocumentList(FilteredList):
    """Documents that published records come from or refer to."""

    template_name = "meetings/document_list.html"
    filterset_class = DocumentFilter
    paginate_by = 20

    def rows(self) -> QuerySet[Any]:
        """Public documents; ``held`` says whether there is a text."""
        return ListedDocument.objects.all()

    def cards(self, numbers: list[int]) -> list[Any]:
        """Documents without their texts, with their issuers."""
        found = document_rows(numbers)
        for row in found:
            row.language_name = language_name(row.language) if row.language else ""
        return list(found)
