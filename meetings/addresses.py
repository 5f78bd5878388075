"""Addresses of rows, where a page has many: the pattern is looked up once, not for each."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

#: stand for a slug and a number until they are known
_SLUG, _NUMBER = "the-slug-of-a-row", 987_654_321


def meeting_url(slug: str) -> str:
    """The page of a meeting."""
    return _pattern("meeting", get_script_prefix(), _SLUG) % slug


def statement_url(slug: str, number: int) -> str:
    """The page of a statement of a meeting."""
    return _pattern("statement", get_script_prefix(), _SLUG, _NUMBER) % (slug, number)


def pledge_url(slug: str, number: int) -> str:
    """The page of a pledge of a meeting."""
    return _pattern("pledge", get_script_prefix(), _SLUG, _NUMBER) % (slug, number)


def row_url(route: str, slug: str) -> str:
    """The page of a participant, person, topic, series or document, by the name of its route."""
    return _pattern(route, get_script_prefix(), _SLUG) % slug


@lru_cache(maxsize=32)
def _pattern(route: str, prefix: str, *args: str | int) -> str:
    del prefix  # What reverse() begins with; another one makes another pattern.
    found = reverse(route, args=args).replace("%", "%%")
    return found.replace(_SLUG, "%s").replace(str(_NUMBER), "%s")
