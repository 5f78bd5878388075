"""Choices that narrow a search: who spoke, on what, where and when, each with its count.

Counted over the newest hits, at most a thousand. A field that is in use is counted without
itself, so that a second value of it can be chosen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from meetings.cards.meeting import MEETING as NAMED
from meetings.cards.meeting import meeting_card
from meetings.lists.facets import Facet, Option
from meetings.models import Meeting, Topic
from meetings.models.choices import Form
from meetings.models.facet_count import FacetName
from meetings.models.keys import DAY, MEETING
from meetings.search.expressions import FieldTerm
from meetings.search.facets import count_values
from meetings.search.keys import newest_keys
from meetings.search.resolution import resolve
from meetings.search.statements import CAP, Hits, Prepared
from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from .asked import Asked, field_label

SHOWN = 8

#: the facets that are counted, by the field that has them
_COUNTED = {"from": FacetName.PARTICIPANT, "topic": FacetName.TOPIC, "form": FacetName.FORM}


def _names(model: Any) -> PreparedQuery:
    rows = model.objects
    return PreparedQuery(
        lambda numbers: (
            rows.filter(pk__in=[numbers]).order_by().values_list("pk", "slug", "name", "sort_name")
        )
    )


_SPEAKERS, _TOPICS = _names(Participant), _names(Topic)
_MEETINGS = PreparedQuery(
    lambda numbers: (
        Meeting.objects.published().filter(pk__in=[numbers]).order_by().values_list("pk", *NAMED)
    )
)


def facets(asked: Asked, prepared: Prepared, hits: Hits) -> list[Facet]:
    """The facets of a search: one query counts, one names the values of each."""
    keys = {
        name: _without(name, prepared) if asked.fields.get(name) else hits.keys
        for name in ("from", "topic", "in", "form")
    }
    counted = count_values({facet: keys[name] for name, facet in _COUNTED.items()})
    rows = {
        "from": _named(_SPEAKERS, counted[FacetName.PARTICIPANT], bool(asked.fields.get("from"))),
        "topic": _named(_TOPICS, counted[FacetName.TOPIC], bool(asked.fields.get("topic"))),
        "in": _meetings(keys["in"], bool(asked.fields.get("in"))),
        "form": _forms(counted[FacetName.FORM]),
    }
    return [_facet(name, asked.fields.get(name, ()), found) for name, found in rows.items()]


def years(hits: Hits) -> list[tuple[int, int]]:
    """The years of the hits with their number, the latest first; no query."""
    counted = Counter(key // DAY // 10_000 for key in hits.keys)
    return sorted(((year, n) for year, n in counted.items() if year), reverse=True)[:SHOWN]


def _without(name: str, prepared: Prepared) -> Sequence[int]:
    """The newest hits of the search without one of its fields."""
    fields = [one for one in prepared.query.fields if _is_other(one, name)]
    conditions, _notes = resolve(fields)
    asked = replace(prepared, conditions=tuple(conditions))
    return newest_keys(asked.ways, list(asked.conditions), CAP, using=asked.using)


def _is_other(one: FieldTerm, name: str) -> bool:
    return one.name != name or one.negated


Counted = Iterable[tuple[str, str, int]]


def _facet(name: str, chosen: Sequence[str], counted: Counted) -> Facet:
    """The most frequent values, and those chosen; what gives nothing stands with 0."""
    rows = list(counted)
    known = {value.lower(): (value, label, n) for value, label, n in rows}
    options = []
    for value in chosen:
        own, label, n = known.get(value.lower(), (value, value, 0))
        options.append(Option(own, label, n, checked=True))
    taken = {option.value for option in options}
    options += [Option(value, label, n, False) for value, label, n in rows if value not in taken]
    return Facet(name, field_label(name), options[: max(SHOWN, len(taken))], [])


def _named(names: PreparedQuery, numbers: Mapping[int, int], every: bool) -> Counted:
    """The most frequent values, those of one number by name; ``every`` one where some are chosen,
    for these are known by their names alone."""
    wanted = list(numbers) if every else _most_frequent(numbers)
    rows = [(-numbers[pk], order, slug, name) for pk, slug, name, order in names.rows(wanted)]
    return [(slug, name, -n) for n, _order, slug, name in sorted(rows)]


def _most_frequent(numbers: Mapping[int, int]) -> list[int]:
    """The values that may be shown: those with as many hits as the last one that is, too."""
    least = sorted(numbers.values(), reverse=True)[:SHOWN][-1:]
    return [value for value, n in numbers.items() if n >= least[0]]


def _meetings(keys: Sequence[int], every: bool) -> Counted:
    """Meetings by number, the latest first among equals."""
    counted = Counter(key % DAY // MEETING for key in keys)
    most = counted.most_common(None if every else SHOWN)
    cards = {pk: meeting_card(named) for pk, *named in _MEETINGS.rows([pk for pk, _n in most])}
    return [(cards[pk].slug, cards[pk].shown_title, n) for pk, n in most if pk in cards]


def _forms(numbers: Mapping[str, int]) -> Counted:
    return [
        (value, str(label), numbers[value]) for value, label in Form.choices if value in numbers
    ]
