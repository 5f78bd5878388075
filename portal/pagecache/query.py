"""The parameters that a public page reads: no other reaches its view, nor makes another page.

Each route says which those are (``meetings.routes.page``). The query of a page that tells nothing
is left as it is, and with one it is not cached.
"""

from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

#: where a request remembers that known parameters were empty
_EMPTIED = "portal.emptied"


def spare_address(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """The way to the same page without the empty fields of a form; None where there are none."""
    if not request.META.get(_EMPTIED):
        return None
    return HttpResponsePermanentRedirect(request.get_full_path())


def matched(request: HttpRequest) -> ResolverMatch | None:
    """The public route of a request; None for the admin and for what no route answers."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return None if match.namespaces else match


def known_parameters(match: ResolverMatch) -> frozenset[str] | None:
    """The parameters that the page reads; None where its route does not tell."""
    parameters = getattr(match.func, "parameters", None)
    return None if parameters is None else frozenset(parameters)


def tidy(request: HttpRequest, known: frozenset[str]) -> str:
    """Leave the known parameters alone in the request, in one order; return their query.

    What is empty is left out too: a form sends every field. Where there was such, the page is
    asked for again at the address of what was chosen: see :func:`spare_address`.
    """
    given = request.META.get("QUERY_STRING", "")
    if not given:
        return ""
    query = QueryDict(mutable=True)
    for name in sorted(known & request.GET.keys()):
        values = [value for value in request.GET.getlist(name) if value]
        if values:
            query.setlist(name, values)
    tidied = query.urlencode()
    if tidied != given:
        request.META[_EMPTIED] = any(
            not text for name in known for text in request.GET.getlist(name)
        )
        request.META["QUERY_STRING"] = tidied
        query._mutable = False
        request.GET = query  # type: ignore[assignment]  # the stubs have it immutable
    return tidied
