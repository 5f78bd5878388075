"""Numbers and what they count, as pages print them."""

from functools import cache, lru_cache
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

#: what lists count, in the singular and the plural
_NOUNS = (
    ("delegation", "delegations"),
    ("document", "documents"),
    ("meeting", "meetings"),
    ("meeting attended", "meetings attended"),
    ("participant", "participants"),
    ("person", "people"),
    ("pledge", "pledges"),
    ("result", "results"),
    ("statement", "statements"),
    ("topic", "topics"),
)


def grouped(value: Any) -> Any:
    """A whole number with its thousands apart: 12,345; anything else as it is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    return str(value) if -1000 < value < 1000 else number_format(value, force_grouping=True)


def noun_of(n: Any, unit: str) -> str:
    """The noun for ``n`` of ``unit``, its plural in the language in use: "meeting" for 1."""
    noun = _nouns(get_language()).get(unit)
    return _words(get_language(), *noun, n if isinstance(n, int) else 2) if noun else unit


def grouping_ngettext(singular: str, plural: str, number: int, **values: Any) -> Markup:
    """``ngettext`` of templates, that groups the numbers which stand between the words.

    The number itself is there as ``num``, as Jinja2 has it, for ``%(num)d``.
    """
    words = Markup(_words(get_language(), singular, plural, number))  # noqa: S704 - the catalogue's
    if "%" not in words:
        return words
    return words % {"num": number, **{name: grouped(value) for name, value in values.items()}}


@cache
def _nouns(language: str | None) -> dict[str, tuple[str, str]]:
    """Nouns by their plural in the language in use, as a list asks for each choice it counts."""
    return {gettext(plural): (singular, plural) for singular, plural in _NOUNS}


@lru_cache(maxsize=4096)
def _words(language: str | None, singular: str, plural: str, n: int) -> str:
    """The words for ``n``; kept, as a table asks for those of each cell."""
    return ngettext(singular, plural, n)
