"""What a filtered list holds, in words: "Statements by Japan on peacebuilding, 2007"."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

from ..models import Meeting, Topic
from ..models.wording import meeting_in_sentence, topic_in_sentence
from .address import SORT
from .filters import LanguagesField
from .name_filters import NameField
from .typed_names import rows_chosen

#: a name that is a description, which English gives an article
_DESCRIBED = re.compile(
    r"(Advisory|Democratic|Department|Dominican|European|General|Global|Holy|Human|International"
    r"|Lao|League|Ministry|Office|Organi[sz]ation|Permanent|Russian|Secretary|Security|State of"
    r"|Syrian|United|World|.*\b(Republic|Islands|Union|Commission|Council|Committee|Fund|Bank|Board"
    r"|Group|Network|Movement|Secretariat|Assembly|Programme|Mission|Unit)\b)"
)
_PLURAL = ("Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles")
#: phrases that several lists have
BY, ON, AT = _("by %(names)s"), _("on %(names)s"), _("at %(names)s")
AT_LEVEL, IN_ROLE = _("at the level of %(names)s"), _("as %(names)s")
IN_SERIES = _("in the series %(names)s")
WITH_WORDS = ngettext_lazy("with the word “%(names)s”", "with the words “%(names)s”", "n")
NAMED = _("named “%(names)s”")
#: pairs of filters by year, and what their span is called; the first closes a heading
_YEARS = ("year_from", "year_to")
_DUE = ("due_from", "due_to")


def heading(filters: Any, noun: str) -> str:
    """The heading of a list: its noun, and what it is narrowed to where that is understood."""
    used = {name: values for name, values in filters.address.used.items() if name != SORT}
    if not used or not filters.is_valid():
        return noun
    said = [noun]
    for name, phrase in filters.phrases.items():
        if name in used:
            names = _either(_names(filters, name))
            said.append(str(phrase % {"names": names, "n": len(names.split())}))
    words = " ".join(said)
    if years := _years(*(filters.values.get(name) for name in _YEARS)):
        words = f"{words}, {years}"
    others = [
        _other(filters, name)
        for name in used
        if name not in filters.phrases and name not in (*_YEARS, *_DUE)
    ]
    if due := _years(*(filters.values.get(name) for name in _DUE)):
        others.append(gettext("due %(years)s") % {"years": due})
    return f"{words} ({'; '.join(others)})" if others else words


def _names(filters: Any, name: str) -> list[str]:
    if isinstance(filters.form.fields[name], NameField):
        return [in_sentence(row) for row in rows_chosen(filters, name)]
    return _labels(filters, name)


def _other(filters: Any, name: str) -> str:
    """A filter that has no phrase of its own: its label, and what is chosen."""
    label = str(filters.form[name].label)
    if isinstance(filters.form.fields[name], forms.BooleanField):
        return label[:1].lower() + label[1:]
    return f"{label[:1].lower()}{label[1:]}: {_either(_labels(filters, name))}"


def _labels(filters: Any, name: str) -> list[str]:
    """The values of a filter as its chips show them; of a closed list, as common nouns."""
    values = [filters.shown(name, value) for value in filters.address.used[name]]
    field = filters.form.fields[name]
    is_common = hasattr(field, "choices") and not isinstance(field, LanguagesField)
    return [*map(_common, values)] if is_common else values


def in_sentence(row: Any) -> str:
    """The name of a row as English has it within a sentence; another language as it stands."""
    name = str(row)
    if isinstance(row, Participant) and _is_english():
        described = _DESCRIBED.match(name.partition(" (")[0]) or name.startswith(_PLURAL)
        return f"the {name}" if described and not name.startswith("The ") else name
    if isinstance(row, Meeting):
        return meeting_in_sentence(row.title, name)
    return topic_in_sentence(name) if isinstance(row, Topic) else name


def _common(name: str) -> str:
    """A name of which nothing but the first letter is a capital, with a small one in English."""
    if _is_english() and name[1:] == name[1:].lower():
        return name[:1].lower() + name[1:]
    return name


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def _either(names: Iterable[str]) -> str:
    """Names in words: "Japan", "Japan or Mexico", "Japan, Mexico or Chile"."""
    *first, last = names
    if not first:
        return last
    return gettext("%(names)s or %(last)s") % {"names": ", ".join(first), "last": last}


def _years(first: int | None, last: int | None) -> str:
    """A span of years: "2007", "2007–2011", "since 2007", "until 2011"."""
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return gettext("since %(year)s") % {"year": first}
    return gettext("until %(year)s") % {"year": last} if last else ""
