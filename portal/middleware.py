"""What stands before every view."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal import views

# Django leaves bytes of a path that are no UTF-8 percent-encoded; our own paths hold no such sign.
_BROKEN = re.compile("%[89A-Fa-f][0-9A-Fa-f]")

_READ = ["GET", "HEAD", "OPTIONS"]

Handler = Callable[[HttpRequest], HttpResponseBase]


def health(get_response: Handler) -> Handler:
    """Answer /healthz, whatever the Host and without a redirect to https."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != "/healthz":
            return get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(headers={"Allow": ", ".join(_READ)})
        if request.method not in {"GET", "HEAD"}:
            return views.not_allowed(request, _READ)
        return views.healthz(request)

    return middleware


def permissions_policy(get_response: Handler) -> Handler:
    """Say in a header which devices the pages never use."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware


# Control characters but tabs and line breaks.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
# U+0080 to U+009F, U+FDD0 to U+FDEF, U+FFFE and U+FFFF in UTF-8; apart, as each is sought faster.
_NO_CHARACTERS = [
    re.compile(pattern)
    for pattern in (rb"\xc2[\x80-\x9f]", rb"\xef\xb7[\x90-\xaf]", rb"\xef\xbf[\xbe\xbf]")
]
# The picture of each (␛ for escape), else the sign for what cannot be shown.
_SIGNS = (
    dict.fromkeys([*range(0x80, 0xA0), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF], "\ufffd")
    | {code: chr(0x2400 + code) for code in _CONTROLS}
    | {0x7F: "\u2421"}
)


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


def visible_signs(get_response: Handler) -> Handler:
    """Show control characters as signs: a page of them is no HTML, and nobody sees what is there.

    Source texts are kept as they came, with what scanners and old printers left in them.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_html(response):
            page = response.content
            if _holds_controls(page):
                response.content = page.decode().translate(_SIGNS)
        return response

    return middleware


def _holds_controls(page: bytes) -> bool:
    found = len(page.translate(None, _CONTROLS)) < len(page)
    return found or any(pattern.search(page) for pattern in _NO_CHARACTERS)


def _is_html(response: HttpResponse) -> bool:
    return str(response.headers.get("Content-Type", "")).startswith("text/html")


def _readable(request: HttpRequest) -> bool:
    try:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
    except UnicodeDecodeError:
        return False
    sent = [request.path_info, query, *request.COOKIES.values()]
    return not (_BROKEN.search(request.path_info) or any("\0" in text for text in sent))
