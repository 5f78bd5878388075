"""The search page, and suggestions while typing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.models.choices import Form
from meetings.search.engine.limits import SearchTimeout, time_limit
from meetings.search.results.suggestions import suggestions
from meetings.views.parameters import reads

from .page import results
from .search_request import PARAMETERS, Asked

#: seconds that suggestions may take of the database; later ones are of no use
SUGGESTION_LIMIT = 1.0
#: of answers that took too long or found nothing: nobody keeps them, the page cache neither
NO_STORE = "no-store"


@reads(*PARAMETERS)
def search(request: HttpRequest) -> HttpResponse:
    """The search page. 503 where the search took too long, with a sentence that says so."""
    asked = Asked.of(request.GET)
    context = {"asked": asked, "canonical": asked.address, "forms": Form.choices}
    if asked.is_empty:
        return render(request, "portal/search.html", context)
    found = results(asked)
    response = render(request, "portal/search.html", context | found)
    if "timeout" in found:
        response.status_code = 503
    if "timeout" in found or not found["total"].n:
        # The next one that asks may find something, or is to be counted as well.
        response["Cache-Control"] = NO_STORE
    return response


@reads("q")
def suggest(request: HttpRequest) -> JsonResponse:
    """Names that begin with ``q``: participants, people, topics, series and meetings.

    None (503) where they took too long.
    """
    try:
        with time_limit(SUGGESTION_LIMIT):
            found = suggestions(request.GET.get("q", "")[:200])
    except SearchTimeout:
        headers = {"Cache-Control": NO_STORE}
        return JsonResponse({"suggestions": []}, status=503, headers=headers)
    nouns = {
        "participant": _("Participant"),
        "person": _("Person"),
        "topic": _("Topic"),
        "series": _("Series"),
        "meeting": _("Meeting"),
    }
    rows = [{"noun": nouns[one.noun], "label": one.label, "url": one.url} for one in found]
    response = JsonResponse({"suggestions": rows})
    response["X-Robots-Tag"] = "noindex"
    if not rows:
        response["Cache-Control"] = NO_STORE
    return response
