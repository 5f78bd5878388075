"""What can be taken along: a page for people, and the same for programs (OpenAPI)."""

from typing import Any, NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..formats.lists import LISTS
from ..formats.openapi import openapi, parameters
from ..formats.registry import FILE_FORMATS

#: nouns in the order in which the page tells of their files
_NOUNS = tuple(dict.fromkeys(fmt.noun for fmt in FILE_FORMATS))


class Described(NamedTuple):
    """A list: its address and files, its filters, and the headings of its table."""

    name: str
    label: Any
    route: str
    filters: list[dict[str, Any]]
    headings: list[str]


def api(request: HttpRequest) -> HttpResponse:
    """Which lists and files there are, under which addresses, and what stands in them."""
    lists = [
        Described(one.name, one.label, one.page_route, parameters(one), one.table.headings)
        for one in LISTS
    ]
    files = [(noun, [fmt for fmt in FILE_FORMATS if fmt.noun == noun]) for noun in _NOUNS]
    return render(request, "pages/api.html", {"lists": lists, "files": files})


def description(request: HttpRequest) -> HttpResponse:
    """The interface in OpenAPI 3.1."""
    return HttpResponse(
        msgspec.json.format(msgspec.json.encode(openapi()), indent=1),
        content_type="application/vnd.oai.openapi+json;version=3.1",
    )
