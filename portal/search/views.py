"""The search page, and suggestions while typing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.models.choices import Form
from meetings.search.engine.limits import within
from meetings.search.results.suggestions import suggestions

from .result_page import result_page
from .search_request import SearchRequest

#: seconds that suggestions may take of the database; later ones are of no use
SUGGESTION_LIMIT = 1.0
#: of answers that took too long or found nothing: nobody keeps them, the page cache neither
NO_STORE = "no-store"


def search(request: HttpRequest) -> HttpResponse:
    """The search page. 503 where the search took too long, with a sentence that says so."""
    search_request = SearchRequest.of(request.GET)
    results = None if search_request.is_empty else result_page(search_request)
    context = {
        "search_request": search_request,
        "canonical": search_request.address,
        "forms": Form.choices,
        "results": results,
    }
    response = render(request, "portal/search.html", context)
    if results and results.timeout:
        response.status_code = 503
    if results and not results.total.n:
        # The next one that asks may find something, or is to be counted as well.
        response["Cache-Control"] = NO_STORE
    return response


def suggest(request: HttpRequest) -> JsonResponse:
    """Names that begin with ``q``: participants, people, topics, series and meetings.

    ``noun`` asks for one of these alone ("participant", "person", …).

    None (503) where they took too long.
    """
    typed, noun = request.GET.get("q", "")[:200], request.GET.get("noun", "")
    suggested = within(SUGGESTION_LIMIT, lambda: suggestions(typed, noun=noun))
    if suggested is None:
        headers = {"Cache-Control": NO_STORE}
        return JsonResponse({"suggestions": []}, status=503, headers=headers)
    nouns = {
        "participant": _("Participant"),
        "person": _("Person"),
        "topic": _("Topic"),
        "series": _("Series"),
        "meeting": _("Meeting"),
    }
    rows = [
        {"noun": nouns[row.noun], "label": row.label, "url": row.url, "slug": row.slug}
        for row in suggested
    ]
    response = JsonResponse({"suggestions": rows})
    response["X-Robots-Tag"] = "noindex"
    if not rows:
        response["Cache-Control"] = NO_STORE
    return response
