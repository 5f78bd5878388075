"""Rows by any name that a reader may type: of a participant, person, topic, series or meeting.

A whole name wins over a part of one, and what several go by is never guessed.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from participants.models import Participant, Person
from participants.names import fold_for_sort, fold_name, search_words
from participants.slugs import is_slug

from ..models import Meeting, Series, Topic

#: rows that one name may be offered as
MOST_MEANT = 8

_CODE = re.compile("[A-Z]{3}")


def rows_named(rows: QuerySet[Any], typed: str) -> list[Any]:
    """Those of the rows that a text names, in the order of their names; three queries at most.

    One is who is meant, several are to choose from: at most :data:`MOST_MEANT`.
    """
    whole, parts = _LOOKUPS[rows.model]
    for condition in (whole(typed), _formerly(typed), parts(typed)):
        if not condition:
            continue
        numbers = rows.model._default_manager.filter(condition).order_by().values("pk")
        named = rows.filter(pk__in=numbers).order_by(*_ORDERS[rows.model])[:MOST_MEANT]
        if found := list(named):
            return found
    return []


def _formerly(typed: str) -> Q:
    """An address under which a row was known."""
    return Q(former_slugs__slug=typed.strip()) if is_slug(typed.strip()) else Q()


def _whole_name(typed: str) -> Q:
    name = fold_name(typed)
    return Q(folded=name) | Q(names__folded=name) if name else Q()


def _whole_participant(typed: str) -> Q:
    name = fold_name(typed)
    code = Q(code=typed.strip()) if _CODE.fullmatch(typed.strip()) else Q()
    return _whole_name(typed) | Q(formal_folded=name) | code if name else Q()


def _part_of_name(typed: str) -> Q:
    return _every_word(search_words(typed), "folded", "names__folded")


def _part_of_participant(typed: str) -> Q:
    return _every_word(search_words(typed), "folded", "formal_folded", "names__folded")


def _whole_topic(typed: str) -> Q:
    name = fold_for_sort(typed)
    return Q(sort_name=name) | Q(abbreviation__iexact=typed.strip()) if name else Q()


def _whole_series(typed: str) -> Q:
    name = fold_for_sort(typed)
    return Q(sort_name=name) if name else Q()


def _part_of_sort_name(typed: str) -> Q:
    return _every_word(fold_for_sort(typed).split(), "sort_name")


def _whole_meeting(typed: str) -> Q:
    name = typed.strip()
    return Q(title__iexact=name) | Q(former_slugs__slug=name.lower()) if name else Q()


def _part_of_meeting(typed: str) -> Q:
    return _every_word(search_words(typed), "title", "slug", "series__sort_name", "city")


def _every_word(words: list[str], *fields: str) -> Q:
    """Each of the words somewhere in one of the fields."""
    condition = Q()
    for word in words[:12]:
        somewhere = Q()
        for field in fields:
            somewhere |= Q((f"{field}__icontains", word))
        condition &= somewhere
    return condition


_Condition = Callable[[str], Q]
#: what a whole name answers to, and what a part of one does
_LOOKUPS: dict[Any, tuple[_Condition, _Condition]] = {
    Participant: (_whole_participant, _part_of_participant),
    Person: (_whole_name, _part_of_name),
    Topic: (_whole_topic, _part_of_sort_name),
    Series: (_whole_series, _part_of_sort_name),
    Meeting: (_whole_meeting, _part_of_meeting),
}
_ORDERS: dict[Any, tuple[str, ...]] = {
    Participant: ("sort_name", "slug"),
    Person: ("sort_name", "key"),
    Topic: ("sort_name", "slug"),
    Series: ("sort_name", "slug"),
    Meeting: ("-first_day", "slug", "pk"),
}
