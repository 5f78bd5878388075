"""The statements that a search finds, as a feed: those published or changed last come first."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.formats.feeds.atom import MEDIA_TYPE, encoded
from meetings.formats.feeds.entries import statement_entries
from meetings.formats.feeds.entry import Feed
from meetings.formats.feeds.newest import newest_rows
from meetings.formats.feeds.rows import StatementRows
from meetings.search.engine.limits import within
from meetings.search.query.resolution import resolve_query
from meetings.views.list_feed import LIMIT
from meetings.views.refusals import refusal, too_slow

from .search_request import SearchRequest

#: the parameters that it reads of those of a search
FEED_PARAMETERS = ("q", "from", "in", "topic", "form", "year_from", "year_to")


def search_feed(asked: SearchRequest) -> Feed:
    """The feed of a search; a search for nothing finds nothing."""
    plain = replace(asked, group="", sort="", after=None, before=None, page=1)
    page = plain.address
    query = page.partition("?")[2]
    address = reverse("search_atom")
    names = [plain.text, *(value for values in plain.fields.values() for value in values)]
    words = " ".join(filter(None, names))
    feed = Feed(
        title=_("Search: %(words)s") % {"words": words} if words else _("Search"),
        page=page,
        address=f"{address}?{query}" if query else address,
    )
    if not plain.is_empty:
        resolved = resolve_query(plain.query)
        found = newest_rows(StatementRows(resolved.branches, resolved.conditions))
        feed.entries = statement_entries(found)
    return feed


def search_atom(request: HttpRequest) -> HttpResponse:
    """A search as Atom. 503 where it took too long, with a sentence that says so."""
    feed = within(LIMIT, lambda: search_feed(SearchRequest.of(request.GET)))
    if feed is None:
        return refusal(too_slow())
    return HttpResponse(encoded(feed), content_type=MEDIA_TYPE)
