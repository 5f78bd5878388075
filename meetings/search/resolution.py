"""Fields of a query → conditions: whom ``from:`` names, which years, which meetings."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting, Series
from meetings.models.choices import Form
from participants.names import fold, fold_for_sort

from .conditions import Condition, meeting_ranges, year_range
from .expressions import FieldTerm
from .names import participants_heard, people_heard, topics_discussed

#: rows that a part of a name may stand for, and meetings that one in: may
MOST = 10
MOST_MEETINGS = 50

_YEARS = re.compile(r"(\d{1,4})?\s*(\.\.+|…|-|–)?\s*(\d{1,4})?", re.ASCII)

Resolved = tuple[Condition, str]


def resolve(fields: Iterable[FieldTerm]) -> tuple[list[Condition], list[str]]:
    """Conditions of fields, and sentences on what they were taken as or why they say nothing."""
    notes: list[str] = []
    together: dict[str, list[Condition]] = defaultdict(list)
    conditions: list[Condition] = []
    for field in fields:
        condition, note = _RESOLVERS[field.name](field.value)
        if note:
            notes.append(note)
        if not field.negated:
            together[field.name].append(condition)
        elif not condition.is_empty:
            conditions.append(replace(condition, negated=True))
    return [*map(_either, together.values()), *conditions], notes


def _either(found: list[Condition]) -> Condition:
    """Statements that meet any of the conditions."""
    names = ("participants", "people", "topics", "series", "forms", "ranges")
    values: dict[str, Any] = {
        name: tuple(v for one in found for v in getattr(one, name)) for name in names
    }
    return Condition(**values)


def _from(value: str) -> Resolved:
    name = fold(value)
    if not name:
        return Condition(), _unknown("from", value)
    who = participants_heard()
    exact = Q(folded=name) | Q(formal_folded=name) | Q(names__folded=name) | Q(slug=value.lower())
    if re.fullmatch("[A-Za-z]{3}", value):
        exact |= Q(code=value.upper())
    participants = list(who.filter(exact).distinct().order_by("pk")[:MOST])
    spoken = people_heard()
    named = Q(folded=name) | Q(names__folded=name) | Q(key=value.lower())
    people = list(spoken.filter(named).distinct().order_by("pk")[:MOST])
    if not participants and not people:
        participants = list(who.matching(value).in_alphabetical_order()[:MOST])
        people = list(spoken.matching(value).in_alphabetical_order()[:MOST])
        if len(participants) + len(people) > 0:
            note = _taken("from", value, [*participants, *people])
            return _of(participants=participants, people=people), note
    note = "" if participants or people else _unknown("from", value)
    return _of(participants=participants, people=people), note


def _topic(value: str) -> Resolved:
    rows = topics_discussed()
    exact = (
        Q(sort_name=fold_for_sort(value)) | Q(slug=value.lower()) | Q(abbreviation__iexact=value)
    )
    found = list(rows.filter(exact).order_by("pk")[:MOST])
    if found:
        return _of(topics=found), ""
    for word in fold_for_sort(value).split():
        rows = rows.filter(sort_name__contains=word)
    found = list(rows.order_by("sort_name", "slug")[:MOST]) if fold_for_sort(value) else []
    return _of(topics=found), (_taken("topic", value, found) if found else _unknown("topic", value))


def _in(value: str) -> Resolved:
    slug, name = value.lower(), fold_for_sort(value)
    known = Series.objects.public().filter(Q(slug=slug) | Q(sort_name=name))
    series = list(known.order_by("pk")[:MOST])
    meetings = Meeting.objects.published().filter(
        Q(slug=slug) | Q(slug__startswith=f"{slug}-") | Q(former_slugs__slug=slug)
    )
    found = list(meetings.newest_first().distinct()[:MOST_MEETINGS])
    if not series and not found and name:
        words = Q()
        for word in name.split():
            words &= Q(sort_name__contains=word)
        used = Meeting.objects.published().values("series")
        known = Series.objects.filter(words, pk__in=used)
        series = list(known.order_by("sort_name", "slug")[:MOST])
        if series:
            return _of(series=series), _taken("in", value, series)
    ranges = meeting_ranges((meeting.pk, meeting.first_day) for meeting in found)
    condition = replace(_of(series=series), ranges=ranges)
    return condition, ("" if series or found else _unknown("in", value))


def _form(value: str) -> Resolved:
    found = tuple(form for form in Form.values if form.startswith(value.lower()))
    if found:
        return Condition(forms=found), ""
    return Condition(), _("form: is one of %(forms)s; “%(value)s” is none of them.") % {
        "forms": ", ".join(Form.values),
        "value": value,
    }


def _year(value: str) -> Resolved:
    match = _YEARS.fullmatch(value)
    first, between, last = match.groups() if match else (None, None, None)
    if first is None and last is None:
        note = _("Write years as year:2007 or year:2007..2011; “%(value)s” is neither.")
        return Condition(), note % {"value": value}
    low = int(first) if first else None
    high = int(last) if last else None
    if between is None:
        high = low
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Condition(ranges=(year_range(low, high),)), ""


def _of(**rows: list[Any]) -> Condition:
    ids: dict[str, Any] = {name: tuple(row.pk for row in found) for name, found in rows.items()}
    return Condition(**ids)


def _taken(field: str, value: str, rows: list[Any]) -> str:
    return _("%(field)s: “%(value)s” was taken as %(names)s.") % {
        "field": field,
        "value": value,
        "names": ", ".join(str(row) for row in rows),
    }


def _unknown(field: str, value: str) -> str:
    sentences = {
        "from": _("Nobody on record is called “%(value)s”."),
        "topic": _("No topic is called “%(value)s”."),
        "in": _("No meeting or series is called “%(value)s”."),
    }
    return sentences[field] % {"value": value}


_RESOLVERS: dict[str, Callable[[str], Resolved]] = {
    "from": _from,
    "topic": _topic,
    "in": _in,
    "form": _form,
    "year": _year,
}
