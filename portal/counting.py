"""Numbers and what they count, as pages print them."""

from functools import cache
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import pass_context
from jinja2.runtime import Context

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
    if isinstance(value, int) and not isinstance(value, bool):
        return number_format(value, force_grouping=True)
    return value


def noun_of(n: Any, unit: str) -> str:
    """The noun for ``n`` of ``unit``, its plural in the language in use: "meeting" for 1."""
    noun = _nouns(get_language()).get(unit)
    return ngettext(*noun, n if isinstance(n, int) else 2) if noun else unit


@cache
def _nouns(language: str | None) -> dict[str, tuple[str, str]]:
    """Nouns by their plural in the language in use; once, as a list asks for each choice it counts."""
    return {gettext(plural): (singular, plural) for singular, plural in _NOUNS}


def grouping(translate: Any) -> Any:
    """``ngettext`` of a template, that groups the numbers which stand between the words."""

    @pass_context
    def ngettext(context: Context, singular: str, plural: str, number: int, **values: Any) -> Any:
        shown = {name: grouped(value) for name, value in values.items()}
        return translate(context, singular, plural, number, **shown)

    return ngettext
