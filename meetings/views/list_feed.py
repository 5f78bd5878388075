"""The Atom feed of a list, with its filters."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..formats.feeds.atom import MEDIA_TYPE, encoded
from ..formats.feeds.lists import ListFeed
from ..lists.address import link
from ..lists.typed_names import settled_names
from ..search.engine.limits import within

#: seconds that one feed may take of the database
LIMIT = 3.0
#: seconds after which who was told to wait may ask again
RETRY_AFTER = 60


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
                return refused(filters)
        found = within(LIMIT, lambda: feed.feed(filters))
        if found is None:
            return too_slow()
        return HttpResponse(encoded(found), content_type=MEDIA_TYPE)

    view.__doc__ = f"The {feed.plural} that were published or changed last, as Atom."
    return view


def too_slow() -> HttpResponse:
    """That a feed took too long, and when to ask again."""
    words = _("This took too long. Fewer or rarer words, or another filter, will find it.")
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(f"{words}\n", status=503, content_type=_PLAIN, headers=headers)


def refused(filters: Any) -> HttpResponse:
    """What is wrong with the values of filters, a line each."""
    lines = [
        f"{filters.form[name].label}: {error}"
        for name, errors in filters.form.errors.items()
        for error in errors
    ]
    return HttpResponse("\n".join([*lines, ""]), status=400, content_type=_PLAIN)


_PLAIN = "text/plain; charset=utf-8"
