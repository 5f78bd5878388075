"""Pages are sent compressed to those who take them so, and kept as they are sent.

An attacker who has a visitor ask for addresses of his making and sees how long the answers are can
guess a secret that is compressed together with what he sent (BREACH). So only that is compressed
which nobody's secret can stand in: public pages, asked for without a session (``middleware``).
"""

import gzip

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

#: what is worth compressing: texts, from a length in bytes on
TYPES = (
    "text/",  # calendars, too
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/schema+json",
)
SMALLEST = 500
#: zlib's level: 9 saves another hundredth, at twice the time
LEVEL = 6


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether who asks takes gzip: by its name, or else by ``*``, unless at weight 0."""
    weights: dict[str, float] = {}
    for entry in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, parameter = entry.partition(";")
        weights[coding.strip()] = _weight(parameter)
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(parameter: str) -> float:
    """The number of ``q=0.5``; 1 where there is none, 0 where it cannot be read."""
    name, _, number = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0


def pack(response: HttpResponse) -> None:
    """Compress a body where that is switched on and worth it."""
    if not settings.COMPRESS or response.has_header("Content-Encoding"):
        return
    if not response.headers.get("Content-Type", "").startswith(TYPES):
        return
    if len(response.content) >= SMALLEST:
        _replace(response, gzip.compress(response.content, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"


def suit(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Undo ``pack`` for who does not take it, and say that others may get it another way."""
    if response.headers.get("Content-Encoding") == "gzip" and not accepts_gzip(request):
        _replace(response, gzip.decompress(response.content))
        del response.headers["Content-Encoding"]
    if settings.COMPRESS:
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _replace(response: HttpResponse, body: bytes) -> None:
    response.content = body
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(body))
