"""The feed of a page that is followed, asked for in the process itself."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import get_script_prefix, resolve

from meetings.formats.feeds.changes import changes_feed
from meetings.formats.feeds.entry import Feed
from meetings.formats.feeds.lists import list_feed
from meetings.formats.feeds.things import pledge_feed, thing_feed
from portal.search.feed import search_feed
from portal.search.search_request import SearchRequest

from .pages import followed_at


def feed_of(page: str) -> Feed | None:
    """What is new on a page by its address; None where it cannot be followed any more."""
    if followed_at(page) is None:
        return None
    parts = urlsplit(page)
    match = resolve("/" + parts.path.removeprefix(get_script_prefix()))
    route, words, query = str(match.url_name), match.kwargs, QueryDict(parts.query)
    if route == "changes":
        return changes_feed()
    if route == "search":
        return search_feed(SearchRequest.of(query))
    if route == "pledge":
        return pledge_feed(**words)
    if not route.endswith("_list"):
        return thing_feed(route, *words.values())
    listed = list_feed(route.removesuffix("_list"))
    return listed.feed(listed.filters(query))
