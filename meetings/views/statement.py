"""The page of one statement, with its source beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models.choices import Noun
from ..reading.statement_page import statement_page
from .lookup import part_elsewhere
from .searched import Searched


def statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of one statement.

    A retired number, or one of a withdrawn record, is gone (410); a former address of the
    meeting redirects for good.
    """
    page = statement_page(slug, number, Searched(request))
    if page is None:
        return part_elsewhere(slug, Noun.STATEMENT, number)
    return render(request, "meetings/statement_detail.html", {"statement": page})
