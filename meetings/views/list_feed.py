"""The Atom feed of a list, with its filters."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ..formats.feeds.atom import MEDIA_TYPE, encoded
from ..formats.feeds.lists import ListFeed
from ..lists.address import link
from ..lists.typed_names import settled_names
from ..search.engine.limits import within
from .refusals import refusal, too_slow, wrong_values

#: seconds that one feed may take of the database
LIMIT = 3.0


def feed_view(feed: ListFeed) -> Any:
    """The view of the feed of a list.

    Names that are typed lead to the address with slugs; what a filter does not take is a bad
    request (400), and one that takes too long is to be tried later (503).
    """

    def view(request: HttpRequest) -> HttpResponse:
        filters = feed.filters(request.GET)
        if filters is not None:
            if slugs := settled_names(filters):
                query = link(filters.address.used | slugs)
                return HttpResponseRedirect(f"{request.path}{query}")
            if not filters.is_valid():
                return refusal(wrong_values(filters))
        found = within(LIMIT, lambda: feed.feed(filters))
        if found is None:
            return refusal(too_slow())
        return HttpResponse(encoded(found), content_type=MEDIA_TYPE)

    view.__doc__ = f"The {feed.listing.name} that were published or changed last, as Atom."
    return view
