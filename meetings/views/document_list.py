"""The list of documents: sources, and what they refer to."""

from typing import Any

from django.db.models import QuerySet

from ..filters.document import DocumentFilter
from ..models import ListedDocument
from ..reading.document import document_rows
from .lists import FilteredList


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
        return list(document_rows(numbers))
