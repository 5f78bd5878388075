"""Who does what is done at this moment: whoever is signed in, or a command."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: who it is where there is no request; no user can have the name, for its space
COMMAND = "command line"

_request: ContextVar[HttpRequest | None] = ContextVar("portal.audit.request", default=None)


def requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: know the request while it is answered. It asks for no user by itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return middleware


def in_request() -> bool:
    """Whether a request is being answered."""
    return _request.get() is not None


def name_of(user: Any) -> str:
    """The name under which a user stands in the log; "" for nobody."""
    return user.get_username() if user is not None and user.is_authenticated else ""


def acting() -> str:
    """Who is signed in; "" where nobody is, ``COMMAND`` where nobody asked from outside."""
    request = _request.get()
    return COMMAND if request is None else name_of(getattr(request, "user", None))
