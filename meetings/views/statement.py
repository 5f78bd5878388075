"""Statements: the list, and the page of each with its source beside it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ..formats.page_meta.statement import statement_head
from ..lists.narrower import narrower_lists
from ..lists.statement import StatementFilterSet, StatementPaginator
from ..lists.view import FilteredListView
from ..models.choices import Noun
from ..reading.statement import StatementRow, statement_rows
from ..reading.statement_page import statement_page
from ..search.engine.limits import within
from ..search.results.marking import as_html, snippet
from .lookup import part_elsewhere
from .searched import PARAMETER, Searched, mark_value

#: seconds that one list of statements may take of the database
LIMIT = 2.0


class StatementList(FilteredListView):
    """Statements of published records, newest or oldest first, or by relevance to words."""

    template_name = "meetings/statement_list.html"
    noun = _("Statements")
    filterset_class = StatementFilterSet
    paginator_class = StatementPaginator
    paginate_by = 20
    #: there are no pages by number
    page_kwarg = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, within a limit of time where anything is filtered, and ``narrower`` topics."""
        if not (self.filter.address.is_filtered and self.filter.is_valid()):
            return super().get_context_data(**kwargs)
        context = within(LIMIT, lambda: super(StatementList, self).get_context_data(**kwargs))
        if context is None:
            self.filter.stop()
            context = super().get_context_data(**kwargs) | {"timeout": True}
        return context | {"narrower": narrower_lists(self.filter, "statement_list")}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page; one that took too long is not kept."""
        response = super().render_to_response(context, **kwargs)
        if "timeout" in context:
            response["Cache-Control"] = "no-store"
        return response

    def read_rows(self, numbers: list[int]) -> list[StatementRow]:
        """The statements of keys, with what was searched marked."""
        rows = statement_rows(numbers)
        terms = self.filter.query.terms if self.filter.is_searching else ()
        if not terms:
            return rows
        query = QueryDict(mutable=True)
        query[PARAMETER] = mark_value(terms)
        marking = f"?{query.urlencode()}"
        return [
            replace(row, found=as_html(snippet(row.text, terms)), marking=marking) for row in rows
        ]


def statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one statement.

    A retired number, or one of a withdrawn record, is gone (410); a former address of the
    meeting redirects for good.
    """
    page = statement_page(slug, number, Searched(request))
    if page is None:
        return part_elsewhere(slug, Noun.STATEMENT, number)
    context = {"statement": page, "head": statement_head(page)}
    return render(request, "meetings/statement_detail.html", context)
