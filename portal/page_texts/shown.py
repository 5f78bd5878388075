"""Which pages of the register's own are linked: those that somebody has written."""

from typing import NamedTuple

from django.db import Error
from django.http import HttpRequest
from django.urls import reverse

from portal.page_texts.page_text import PageKey, PageText
from portal.pagecache.middleware import WRITTEN


class PageLink(NamedTuple):
    """A link in the foot of every page."""

    url: str
    label: str


def own_pages(request: HttpRequest | None = None) -> list[PageLink]:
    """The pages that have words, in the order of the footer.

    The page cache asks for them with the version of the register, in one query. Else it is a query
    of its own; pages without a request, which are shown when the database fails, link to none.
    """
    if not request:
        return []
    if WRITTEN not in request.META:
        request.META[WRITTEN] = _written()
    written = request.META[WRITTEN]
    return [PageLink(reverse(key), str(key.label)) for key in PageKey if key in written]


def _written() -> frozenset[str]:
    try:
        return frozenset(PageText.objects.values_list("key", flat=True))
    except Error:
        # The page itself says what is wrong.
        return frozenset()
