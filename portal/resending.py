"""Forms that could not be taken when they were sent: what was typed is kept, to be sent again.

The token of a form grows stale when somebody signs in anew in another window, and a session ends
while a long form is filled in. What was typed comes back with the page that says so, unless the
form came from elsewhere: then nobody is led to send it.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)

#: a name and a value, as they were sent
Field = tuple[str, str]


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or stale (CSRF_FAILURE_VIEW)."""
    return _page(request, "403_csrf.html")


def session_ended(request: HttpRequest) -> HttpResponse:
    """The page for a form of staff that came without a session."""
    return _page(request, "403_signed_out.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    ours = came_from_here(request)
    context = {
        "fields": kept_fields(request) if ours else [],
        "files": bool(ours and request.FILES),
        "signing_in": request.path == reverse("admin:login"),
        "here": request.get_full_path(),
    }
    response = render(request, template, context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        address = urlsplit(sender)
    except ValueError:
        return False
    origin = f"{address.scheme}://{address.netloc}"
    own = f"{request.scheme}://{request.get_host()}"
    return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS


def kept_fields(request: HttpRequest) -> list[Field]:
    """What was typed, in its order; nothing of a form with a password."""
    if any("password" in name for name in request.POST):
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != _TOKEN
        for value in values
    ]
