"""What stands before every view."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from portal import views

# Django leaves bytes of a path that are no UTF-8 percent-encoded; our own paths hold no such sign.
_BROKEN = re.compile("%[89A-Fa-f][0-9A-Fa-f]")

Handler = Callable[[HttpRequest], HttpResponseBase]


def health(get_response: Handler) -> Handler:
    """Answer /healthz, whatever the Host and without a redirect to https."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != "/healthz":
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return views.healthz(request)

    return middleware


def permissions_policy(get_response: Handler) -> Handler:
    """Say in a header which devices the pages never use."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware


def readable_address(get_response: Handler) -> Handler:
    """Refuse NUL and bytes that are no UTF-8 in path, query and cookies.

    PostgreSQL cannot store NUL, and Django turns broken bytes into other characters: a view
    that met them would fail, or answer for an address that was not asked.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not _readable(request):
            raise BadRequest("The address holds NUL, or bytes that are no UTF-8.")
        return get_response(request)

    return middleware


def gone_page(get_response: Handler) -> Handler:
    """Give an empty HttpResponseGone its page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and response.status_code == 410:
            return response if response.content else views.gone(request)
        return response

    return middleware


def _readable(request: HttpRequest) -> bool:
    try:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
    except UnicodeDecodeError:
        return False
    sent = [request.path_info, query, *request.COOKIES.values()]
    return not (_BROKEN.search(request.path_info) or any("\0" in text for text in sent))
