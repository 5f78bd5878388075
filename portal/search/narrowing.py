"""Choices that narrow a search: who spoke, on what, where and when, each with its count.

Counted over the newest hits, at most a thousand. A field that is in use is counted without
itself, so that a second value of it can be chosen.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Count

from meetings.filters.facet import Facet, Option
from meetings.models import Meeting, Statement, StatementParticipant, StatementTopic
from meetings.models.choices import Form
from meetings.models.keys import DAY, MEETING
from meetings.search.expressions import FieldTerm
from meetings.search.keys import newest_keys
from meetings.search.resolution import resolve
from meetings.search.statements import CAP, Hits, Prepared

from .asked import Asked, field_label

SHOWN = 8


def facets(asked: Asked, prepared: Prepared, hits: Hits) -> list[Facet]:
    """The facets of a search: a query each, and three more for each that is in use."""
    counters = {"from": _speakers, "topic": _topics, "in": _meetings, "form": _forms}
    found = []
    for name, count in counters.items():
        keys = _without(name, prepared) if asked.fields.get(name) else hits.keys
        found.append(_facet(name, asked.fields.get(name, ()), count(keys)))
    return found


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


def _speakers(keys: Sequence[int]) -> Counted:
    rows = StatementParticipant.objects.filter(key__in=keys).order_by()
    counted = rows.values_list("participant__slug", "participant__name").annotate(n=Count("pk"))
    return counted.order_by("-n", "participant__sort_name", "participant__slug")


def _topics(keys: Sequence[int]) -> Counted:
    rows = StatementTopic.objects.filter(key__in=keys).order_by()
    counted = rows.values_list("topic__slug", "topic__name").annotate(n=Count("pk"))
    return counted.order_by("-n", "topic__sort_name", "topic__slug")


def _meetings(keys: Sequence[int]) -> Counted:
    counted = Counter(key % DAY // MEETING for key in keys)
    rows = (
        Meeting.objects.published()
        .select_related("series")
        .in_bulk([pk for pk, _n in counted.most_common(3 * SHOWN)])
    )
    return [
        (rows[pk].slug, rows[pk].shown_title, n) for pk, n in counted.most_common() if pk in rows
    ]


def _forms(keys: Sequence[int]) -> Counted:
    rows = Statement.objects.filter(key__in=keys).order_by().values_list("form")
    counted = dict(rows.annotate(n=Count("pk")))
    return [
        (value, str(label), counted[value]) for value, label in Form.choices if value in counted
    ]
