"""Which pages can be followed, and the feed of each."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, get_script_prefix, resolve, reverse

from meetings.formats.feeds.lists import LIST_FEEDS
from meetings.formats.feeds.things import ATOM_FORMATS
from portal.search.feed import FEED_PARAMETERS

#: the parameters that the feed of a page reads, by the name of the page's route
PARAMETERS: dict[str, tuple[str, ...]] = {
    "changes": (),
    "search": FEED_PARAMETERS,
    **{fmt.noun: () for fmt in ATOM_FORMATS},
    **{f"{feed.noun}_list": tuple(feed.parameters) for feed in LIST_FEEDS},
}
#: characters of the address of a page that is followed
LONGEST = 1_000


class Followed(NamedTuple):
    """A page that can be followed: its own address, its feed, and the page that offers both.

    ``calendar`` has its meetings, where it is about some.
    """

    page: str
    atom: str
    offer: str
    calendar: str = ""


def followed(route: str, words: Mapping[str, Any], query: QueryDict) -> Followed | None:
    """What follows a page, by its route; None for a page that cannot be followed."""
    parameters = PARAMETERS.get(route)
    if parameters is None:
        return None
    kept = [(name, one) for name in parameters for one in query.getlist(name) if one.strip()]
    if route == "search" and not kept:
        return None
    asked = f"?{urlencode(kept)}" if kept else ""
    page = reverse(route, kwargs=dict(words)) + asked
    atom = reverse(f"{route}_atom", kwargs=dict(words)) + asked
    offer = f"{reverse('follow')}?{urlencode({'about': page})}"
    return Followed(page, atom, offer, _calendar(route, words, asked))


def _calendar(route: str, words: Mapping[str, Any], asked: str) -> str:
    if route == "series":
        return reverse("series_ics", kwargs=dict(words))
    if route == "participant":
        return f"{reverse('meeting_list_ics')}?{urlencode({'participant': words['slug']})}"
    return f"{reverse('meeting_list_ics')}{asked}" if route == "meeting_list" else ""


def followed_by(request: HttpRequest | None) -> Followed | None:
    """The same for the page that a request asks for."""
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or match.namespaces or not match.url_name:
        return None
    return followed(match.url_name, match.kwargs, request.GET)


def followed_at(page: str) -> Followed | None:
    """The same for the address of a page, as somebody typed it; None where it is none."""
    parts = urlsplit(page) if page.startswith("/") and len(page) <= LONGEST else None
    prefix = get_script_prefix()
    if parts is None or parts.netloc or "\0" in page or not parts.path.startswith(prefix):
        return None
    try:
        match = resolve("/" + parts.path.removeprefix(prefix))
        query = QueryDict(parts.query)
    except (Resolver404, UnicodeError, ValueError):
        return None
    if match.namespaces or not match.url_name:
        return None
    return followed(match.url_name, match.kwargs, query)
