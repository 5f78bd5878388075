"""Public pages are served again unchanged, or from a shared cache (decision 0004).

Everything that a visitor without a session gets depends on the version of the register, the
day, the release and the address. Of these a page's ETag is made, and the key under which the
cache holds it; so nothing has ever to be thrown out: what changed is asked for by another key.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, TypeGuard

from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from redis.exceptions import RedisError

from portal.outage import is_outage

from .counter import Version, read_version
from .encoding import accepts_gzip, pack, suit
from .query import known_parameters, matched, spare_address, tidy
from .release import release

logger = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponseBase]

PUBLIC, PRIVATE, UNKEPT = "public, no-cache", "private, no-cache", "no-cache"
#: bytes of the largest page that the cache takes, and characters of the longest query
LARGEST, LONGEST = 512 * 1024, 500
#: seconds that an entry is held; its version is mostly past before
HELD = 3600
#: seconds for which a cache that failed is not asked again
PAUSE = 10
#: seconds for which pages of the version last seen are served while the database is away
STALE = 600
MESSAGES_COOKIE = "messages"
#: where a request remembers which of the register's own pages have words
WRITTEN = "portal.page_texts"
#: what the middleware outside reads from a response beside its headers: an entry has none
MARKS = ("xframe_options_exempt", "_csp_exempt", "_csp_update", "_csp_replace", "_csp_config")


class State(NamedTuple):
    """What all public pages depend on, as one word, and since when it has been so.

    ``known`` is false where the database is away: it was so when the database last answered.
    ``texts`` are the keys of the register's own pages that have words.
    """

    token: str
    modified: str
    known: bool = True
    texts: frozenset[str] = frozenset()


class LastState:
    """The state that this process saw last, for as long as it may be served."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._seen = 0.0

    def note(self, state: State) -> None:
        """Remember what the database told."""
        self._state, self._seen = state, time.monotonic()

    def recall(self) -> State | None:
        """What it told last, if that is not too long ago."""
        if self._state is None or time.monotonic() - self._seen > STALE:
            return None
        return self._state._replace(known=False)


last = LastState()


class Shelf:
    """The shared cache; one that does not answer is done without, and asked again later."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def take(self, key: str) -> tuple[bytes, dict[str, str]] | None:
        """The page under that key: its body and headers."""
        return self._asked(cache.get, key)

    def put(self, key: str, response: HttpResponse) -> None:
        """Keep a page."""
        self._asked(cache.set, key, (response.content, dict(response.items())), HELD)

    def _asked(self, call: Callable[..., Any], *args: Any) -> Any:
        if time.monotonic() < self._away_until:
            return None
        try:
            value = call(*args)
        except (RedisError, OSError, Error) as error:
            if not self._away_until:
                logger.warning(
                    "The page cache does not answer (%s); pages are served without it.",
                    type(error).__name__,
                )
            self._away_until = time.monotonic() + PAUSE
            return None
        if self._away_until:
            self._away_until = 0.0
            logger.warning("The page cache answers again.")
        return value


def pages(get_response: Handler) -> Handler:
    """Answer from the cache what is public and unchanged; give other public pages their ETag."""
    shelf = Shelf()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        anonymous = is_anonymous(request)
        state = current_state() if anonymous and settings.PAGE_CACHE else None
        if state is None:
            return _served(request, get_response, anonymous=anonymous)
        request.META[WRITTEN] = state.texts
        # Refuses a host that is not ours; pages show none, so it is no part of the key.
        request.get_host()
        tag = tag_of(request, state)
        if tag in request.headers.get("If-None-Match", ""):
            return suit(request, _validated(HttpResponseNotModified(), tag, state))
        return _from_shelf(request, get_response, shelf, tag, state)

    return middleware


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nobody signs in with this request, and no message waits for the visitor."""
    cookies = request.COOKIES
    return not (
        settings.SESSION_COOKIE_NAME in cookies
        or MESSAGES_COOKIE in cookies
        or "HTTP_AUTHORIZATION" in request.META
    )


def current_state() -> State | None:
    """What public pages depend on now; None where the database does not tell.

    While it is away: what they depended on when it last answered, for some minutes.
    """
    try:
        version = read_version()
    except Error as error:
        # The page itself will say what is wrong, or do without the database.
        return last.recall() if is_outage(error) else None
    day = timezone.localdate().isoformat()
    state = _state(version, day, get_language() or "")
    last.note(state)
    return state


@lru_cache(maxsize=8)
def _state(version: Version, day: str, language: str) -> State:
    current = release()
    token = "/".join(map(str, (current.digest, *version, day, language)))
    modified = last_modified(version, day, current.written)
    return State(token, modified, texts=frozenset(version.texts.split()))


def last_modified(version: Version, day: str, written: float) -> str:
    """The latest of the last change, the beginning of the day, and the release; never ahead."""
    midnight = timezone.make_aware(datetime.fromisoformat(day)).timestamp()
    since = max(version.changed / 1_000_000, midnight, written)
    return http_date(min(since, time.time()))


def tag_of(request: HttpRequest, state: State) -> str:
    """The ETag of an address, as long as the state lasts.

    Weak, for proxies that compress; no other page has it, so that a 304 is for what was sent.
    """
    return f'"{_digest(state.token, request.path, request.META.get("QUERY_STRING", ""))}"'


def _digest(*words: str) -> str:
    return blake2b("\0".join(words).encode(errors="replace"), digest_size=16).hexdigest()


def _served(request: HttpRequest, get_response: Handler, *, anonymous: bool) -> HttpResponseBase:
    """Serve what is for this visitor alone, or by a site without the cache."""
    match = matched(request)
    if match is None:
        return get_response(request)
    known = known_parameters(match)
    if known is not None:
        tidy(request, known)
    response = spare_address(request) or get_response(request)
    page = response if anonymous and is_public_page(response) else None
    if not response.has_header("Cache-Control"):
        response.headers["Cache-Control"] = PRIVATE
        patch_vary_headers(response, ["Cookie"])
    return response if page is None else _compressed(request, page)


def _from_shelf(
    request: HttpRequest, get_response: Handler, shelf: Shelf, tag: str, state: State
) -> HttpResponseBase:
    """Serve a public page from the cache, or fill it.

    The state was read before the page is made: what is made of older records is never kept
    under a newer version.
    """
    match = matched(request)
    if match is None:
        return get_response(request)
    known = known_parameters(match)
    query = tidy(request, known) if known is not None else request.META.get("QUERY_STRING", "")
    if spare := spare_address(request):
        spare.headers["Cache-Control"] = UNKEPT
        return spare
    kept = len(query) <= LONGEST and (known is not None or not query)
    key = f"page:{_digest(state.token, request.path, query)}"
    stored = shelf.take(key) if kept else None
    if stored is not None:
        body, headers = stored
        return suit(request, _validated(HttpResponse(body, headers=headers), tag, state))
    response = get_response(request)
    if not (state.known and is_public_page(response)):
        # What is made without the database may lack something: it is not kept.
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = PRIVATE if response.cookies else UNKEPT
        return response
    if kept and len(response.content) <= LARGEST:
        # Compressed once, for all who ask until it changes.
        pack(response)
        shelf.put(key, response)
    return _compressed(request, _validated(response, tag, state))


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page as this visitor takes it."""
    if accepts_gzip(request):
        pack(response)
    return suit(request, response)


def is_public_page(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Whether a response is a whole page, the same for all who have no session."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and response.headers.get("Vary", "Cookie").lower() == "cookie"
        and not any(mark in vars(response) for mark in MARKS)
    )


def _validated(response: HttpResponse, tag: str, state: State) -> HttpResponse:
    """Give a page the headers by which it is asked for again."""
    response.headers["ETag"] = f"W/{tag}"
    response.headers["Last-Modified"] = state.modified
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Vary"] = "Cookie"
    return response
