"""Which parameters a public page knows: no other reaches its view, nor makes another page.

A list knows those of its filters. Any other view names what it reads in ``parameters``, an
attribute of the function or class, or here by the name of its route. The query of a page that
tells nothing is left as it is, and with one it is not cached.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

#: pages that know no parameter, by the name of their route
PLAIN = frozenset(
    {
        "document",
        "home",
        "how_records_are_made",
        "meeting",
        "meeting_json",
        "participant",
        "person",
        "pledge",
        "record_schema",
        "series",
        "statement",
        "topic",
        "topic_list",
    }
)
#: parameters of every filtered list beside its filters: a page by number, or by a row's key
LIST = ("page", "after", "before")


def matched(request: HttpRequest) -> ResolverMatch | None:
    """The public route of a request; None for the admin and for what no route answers."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return None if match.namespaces else match


def known_parameters(match: ResolverMatch) -> frozenset[str] | None:
    """The parameters that the page knows; None where it does not tell."""
    return _known(match.func, match.url_name or "")


@lru_cache(maxsize=256)
def _known(view: Any, name: str) -> frozenset[str] | None:
    view = getattr(view, "view_class", view)
    told: Iterable[str] | None = getattr(view, "parameters", None)
    filters = getattr(view, "filterset_class", None)
    if filters is not None:
        return frozenset({*filters.base_filters, *LIST, *(told or ())})
    if getattr(view, "paginate_by", None):
        return frozenset({"page", *(told or ())})
    if told is not None:
        return frozenset(told)
    return frozenset() if name in PLAIN else None


def tidy(request: HttpRequest, known: frozenset[str]) -> str:
    """Leave the known parameters alone in the request, in one order; return their query.

    What is empty is left out too: a form sends every field.
    """
    asked = request.META.get("QUERY_STRING", "")
    if not asked:
        return ""
    query = QueryDict(mutable=True)
    for name in sorted(known & request.GET.keys()):
        values = [value for value in request.GET.getlist(name) if value]
        if values:
            query.setlist(name, values)
    tidied = query.urlencode()
    if tidied != asked:
        request.META["QUERY_STRING"] = tidied
        query._mutable = False
        request.GET = query  # type: ignore[assignment]  # the stubs have it immutable
    return tidied
