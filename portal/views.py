"""The front page, health, and the pages for requests that cannot be served.

The latter read no database and run no context processor: they are shown when those fail.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.timezone import localdate

from portal import context, health
from portal.home import front_page


def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return render(request, "portal/home.html", {"home": front_page(localdate())})


def healthz(request: HttpRequest) -> JsonResponse:
    """200 where the database answers and has every migration, else 503; no detail beyond that."""
    state = health.state()
    response = JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)
    response["Cache-Control"] = "no-store"
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
    """The page for a fault of our own."""
    return _plain_page("500.html", 500)


def _plain_page(template: str, status: int) -> HttpResponse:
    try:
        body = loader.get_template(template).render(context.site())
    except TemplateDoesNotExist:
        # Even a site whose templates are missing says what happened.
        body = f"<!doctype html><html lang=en><title>{status}</title><h1>{status}</h1></html>"
    return HttpResponse(body, status=status)
