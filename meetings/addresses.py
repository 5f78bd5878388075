"""Addresses of public pages for rows that are many: ``reverse()`` is asked once, not once a row."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode

# Stand-ins for the slug and the number of an address; no path holds them.
_SLUG, _NUMBER = "0-slug-0", 987_654_321


@lru_cache(maxsize=64)
def _pattern(route: str, numbered: bool, prefix: str) -> str:
    """The address with ``%s`` for the slug and, where it has one, the number."""
    args = [_SLUG, _NUMBER] if numbered else [_SLUG]
    found = reverse(route, args=args).replace("%", "%%")
    return found.replace(_SLUG, "%s").replace(str(_NUMBER), "%s")


def address(route: str, slug: str) -> str:
    """What ``reverse(route, args=[slug])`` says, for routes of a slug alone."""
    return _pattern(route, False, get_script_prefix()) % slug


def addresses(route: str) -> Callable[[str], str]:
    """``address`` of one route, for the rows of one page."""
    return _pattern(route, False, get_script_prefix()).__mod__


def numbered_address(route: str, slug: str, number: int) -> str:
    """What ``reverse(route, args=[slug, number])`` says: pages of statements and pledges."""
    return _pattern(route, True, get_script_prefix()) % (slug, number)


def numbered_addresses(route: str, slug: str) -> Callable[[int], str]:
    """``numbered_address`` of one route and meeting, for the rows of one page."""
    before, after = numbered_address(route, slug, _NUMBER).rsplit(str(_NUMBER), 1)
    return lambda number: f"{before}{number}{after}"


def list_address(route: str, **query: str) -> str:
    """The address of a list, filtered."""
    return f"{reverse(route)}?{urlencode(query)}"


def whole_address(path: str) -> str:
    """The address of a path of this site, with its host: for what leaves the site."""
    return f"{settings.SITE_URL}{path}"
