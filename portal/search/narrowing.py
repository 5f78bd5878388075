"""Choices that narrow a search: who spoke, on what, where and when, each with its count.

Counted over the newest hits, at most a thousand. A field that is in use is counted without
itself, so that a second value of it can be chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.derived.facet_codes import FacetName
from meetings.lists.facets import Facet, Option
from meetings.models import Meeting, Topic
from meetings.models.choices import Form
from meetings.reading.links import MeetingLink
from meetings.search.query.resolution import ResolvedQuery
from meetings.search.results.capped import CAP
from meetings.search.results.facet_values import count_by_meeting, count_by_value, count_by_year
from meetings.search.results.key_page import newest_keys
from meetings.search.results.statements import StatementHits
from participants.models import Participant
from participants.queries.prepared import PreparedQuery

from .search_request import SearchRequest, field_label

SHOWN = 8

#: the facets that are counted, by the field that has them
_COUNTED = {"from": FacetName.PARTICIPANT, "topic": FacetName.TOPIC, "form": FacetName.FORM}


@dataclass(slots=True)
class _NamedRow:
    """A participant or a topic that a search may be narrowed to."""

    pk: int
    slug: str
    name: str
    sort_name: str


@dataclass(slots=True)
class _MeetingRow(MeetingLink):
    """A meeting that a search may be narrowed to."""


def _rows(model: Any) -> PreparedQuery[_NamedRow]:
    return PreparedQuery(
        lambda numbers: model.objects.filter(pk__in=[numbers]).order_by(), row=_NamedRow
    )


_SPEAKERS, _TOPICS = _rows(Participant), _rows(Topic)
_MEETINGS = PreparedQuery(
    lambda numbers: Meeting.objects.published().filter(pk__in=[numbers]).order_by(),
    row=_MeetingRow,
)


def search_facets(request: SearchRequest, query: ResolvedQuery, hits: StatementHits) -> list[Facet]:
    """The facets of a search: one query counts, one names the values of each."""
    keys = {
        name: _keys_without(name, query) if request.fields.get(name) else hits.keys
        for name in ("from", "topic", "in", "form")
    }
    numbers = count_by_value({facet: keys[name] for name, facet in _COUNTED.items()})
    # Those that are chosen are known by their short names alone: all are named to find them.
    every = {name: bool(request.fields.get(name)) for name in keys}
    options = {
        "from": _named(_SPEAKERS, numbers[FacetName.PARTICIPANT], every=every["from"]),
        "topic": _named(_TOPICS, numbers[FacetName.TOPIC], every=every["topic"]),
        "in": _meetings(keys["in"], every=every["in"]),
        "form": _forms(numbers[FacetName.FORM]),
    }
    return [_facet(name, request.fields.get(name, ()), of) for name, of in options.items()]


def years(hits: StatementHits) -> list[tuple[int, int]]:
    """The years of the hits with their number, the latest first; no query."""
    return sorted(count_by_year(hits.keys).items(), reverse=True)[:SHOWN]


def _keys_without(name: str, query: ResolvedQuery) -> Sequence[int]:
    """The newest hits of the search without one of its fields."""
    wider = query.without_field(name)
    return newest_keys(wider.branches, wider.conditions, CAP)


def _facet(name: str, chosen: Sequence[str], options: Iterable[Option]) -> Facet:
    """The most frequent values, and those chosen; what gives nothing stands with 0."""
    known = {option.value.lower(): option for option in options}
    checked = [
        known.get(value.lower(), Option(value, value, 0, checked=True))._replace(checked=True)
        for value in chosen
    ]
    taken = {option.value for option in checked}
    others = [option for option in known.values() if option.value not in taken]
    return Facet(name, field_label(name), [*checked, *others][: max(SHOWN, len(taken))], [])


def _named(
    rows: PreparedQuery[_NamedRow], numbers: Mapping[int, int], *, every: bool
) -> list[Option]:
    """The most frequent values, or every one; those of one number by name."""
    named = rows.rows(list(numbers) if every else _most_frequent(numbers))
    named.sort(key=lambda row: (-numbers[row.pk], row.sort_name, row.slug, row.name))
    return [Option(row.slug, row.name, numbers[row.pk], checked=False) for row in named]


def _most_frequent(numbers: Mapping[int, int]) -> list[int]:
    """The values that may be shown: those with as many hits as the last one that is, too."""
    least = sorted(numbers.values(), reverse=True)[:SHOWN][-1:]
    return [value for value, n in numbers.items() if n >= least[0]]


def _meetings(keys: Sequence[int], *, every: bool) -> list[Option]:
    """Meetings by number, the latest first among equals."""
    most = count_by_meeting(keys).most_common(None if every else SHOWN)
    named = {row.pk: row for row in _MEETINGS.rows([pk for pk, _n in most])}
    return [
        Option(named[pk].slug, named[pk].shown_title, n, checked=False)
        for pk, n in most
        if pk in named
    ]


def _forms(numbers: Mapping[str, int]) -> list[Option]:
    return [
        Option(value, str(label), numbers[value], checked=False)
        for value, label in Form.choices
        if value in numbers
    ]
