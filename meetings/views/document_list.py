"""The list of documents: sources, and what they refer to."""

from typing import Any

from django.db.models import Case, CharField, QuerySet, Value, When

from ..dates import wording
from ..filters.document import DocumentFilter
from ..models import Document
from .document import language_name
from .lists import FilteredList


class DocumentList(FilteredList):
    """Documents that published records come from or refer to."""

    template_name = "meetings/document_list.html"
    filterset_class = DocumentFilter
    paginate_by = 20

    def rows(self) -> QuerySet[Any]:
        """Public documents, without their texts; ``held`` says whether there is one."""
        held = Case(
            When(text="", then=Value("named")), default=Value("text"), output_field=CharField()
        )
        public = Document.objects.public().annotate(held=held)
        return public.defer("text").prefetch_related("issuers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, with dates and languages in words."""
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.when = wording(row.date) if row.date else ""
            row.language_name = language_name(row.language) if row.language else ""
        return context
