"""The front page, health, and the pages for requests that cannot be served.

The latter read no database and run no context processor: they are shown when those fail.
"""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.timezone import localdate

from portal import context, health
from portal.databases.commits import may_be_saved
from portal.home import front_page
from portal.outage import RETRY_AFTER, is_outage
from portal.pagecache.middleware import WRITTEN
from portal.resending import came_from_here, kept_fields


def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return render(request, "portal/home.html", {"home": front_page(localdate())})


def healthz(request: HttpRequest) -> JsonResponse:
    """200 where the database answers and has every migration, else 503; no detail beyond that."""
    state = health.state()
    response = JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)
    response["Cache-Control"] = "no-store"
    if response.status_code == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that cannot be read."""
    return _plain_page("400.html", 400)


def gone(request: HttpRequest) -> HttpResponse:
    """The page for a record that was withdrawn."""
    return _plain_page("410.html", 410)


def not_allowed(request: HttpRequest, allowed: list[str]) -> HttpResponse:
    """The page for a method that the address does not take; it names those that it does."""
    response = _plain_page("405.html", 405)
    response["Allow"] = ", ".join(allowed)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of our own, or for a database that is away."""
    if is_outage(sys.exception()):
        return unavailable(request)
    return _plain_page("500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The page while the database is away; what a form sent stands in it, to be sent again."""
    ours = came_from_here(request)
    # The foot of the page asks for nothing that is away.
    request.META.setdefault(WRITTEN, frozenset())
    response = _plain_page(
        "503.html",
        503,
        request,
        sent=request.method not in {"GET", "HEAD"},
        may_be_saved=may_be_saved(),
        fields=kept_fields(request) if ours else [],
        files=bool(ours and request.FILES),
        here=request.get_full_path(),
    )
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _plain_page(
    template: str, status: int, request: HttpRequest | None = None, **more: Any
) -> HttpResponse:
    try:
        body = loader.get_template(template).render(context.site() | more, request)
    except TemplateDoesNotExist:
        # Even a site whose templates are missing says what happened.
        body = f"<!doctype html><html lang=en><title>{status}</title><h1>{status}</h1></html>"
    return HttpResponse(body, status=status)
