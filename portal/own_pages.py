"""Error pages are the site's own while DEBUG is on, too: what visitors will see is seen in time.

Django shows its technical pages then, and has no setting for it. The traceback stands in the
terminal, as on a public site.
"""

from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, get_urlconf
from django.views import debug


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, exception=exception)


def _failed(
    request: HttpRequest, exc_type: Any, exc_value: Any, tb: Any, status_code: int = 500
) -> HttpResponse:
    if isinstance(exc_value, BadRequest | SuspiciousOperation):
        return _page(request, 400, exception=exc_value)
    return _page(request, 500)


def _page(request: HttpRequest, status: int, **known: Any) -> HttpResponse:
    handler = get_resolver(get_urlconf()).resolve_error_handler(status)
    response: HttpResponse = handler(request, **known)
    return response


def install() -> None:
    """Put the pages of the handlers in the place of Django's technical ones."""
    debug.technical_404_response = _not_found
    debug.technical_500_response = _failed
