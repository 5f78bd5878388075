"""The list of documents: sources, and what they refer to."""

from typing import Any

from django.db.models import Case, CharField, QuerySet, Value, When

from ..dates import wording
from ..filters.document import DocumentFilter
from ..models import Document
from .document import language_name
from .lists import FilteredList, in_order

#: whether the text of a document is held here
HELD = Case(When(text="", then=Value("named")), default=Value("text"), output_field=CharField())


class DocumentList(FilteredList):
    """Documents that published records come from or refer to."""

    template_name = "meetings/document_list.html"
    filterset_class = DocumentFilter
    paginate_by = 20

    def rows(self) -> QuerySet[Any]:
        """Public documents; ``held`` says whether there is a text."""
        return Document.objects.public().annotate(held=HELD)

    def cards(self, numbers: list[int]) -> list[Any]:
        """Documents without their texts, with their issuers."""
        rows = Document.objects.annotate(held=HELD).defer("text").prefetch_related("issuers")
        return in_order(numbers, rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, with dates and languages in words."""
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.when = wording(row.date) if row.date else ""
            row.language_name = language_name(row.language) if row.language else ""
        return context
