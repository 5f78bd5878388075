"""What a query names, looked up: whom ``from:`` means, which years, which meetings."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting, Series
from meetings.models.choices import Form
from participants.names import fold_for_sort, fold_name

from ..engine.expressions import Term, positive_terms
from .conditions import Condition, meeting_ranges, year_range
from .expansion import Branch, branches
from .language import FieldTerm, ParsedQuery, parse_query
from .name_bearers import participants_heard, people_heard, topics_discussed

#: rows that a part of a name may stand for, and meetings that one in: may
MOST_ROWS = 10
MOST_MEETINGS = 50

_YEARS = re.compile(r"(\d{1,4})?\s*(\.\.+|…|-|–)?\s*(\d{1,4})?", re.ASCII)

#: a condition, and a sentence on what it was taken as or why it says nothing
Resolved = tuple[Condition, str]


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """A query with its names and fields looked up, to be asked of statements and of nouns."""

    parsed: ParsedQuery
    branches: tuple[Branch, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark: the words that are sought, other names too."""
        return tuple(dict.fromkeys(positive_terms(self.branches[0].expression)))

    def without_field(self, name: str) -> "ResolvedQuery":
        """The query without what one field asks for; what it leaves out stays left out."""
        fields = [field for field in self.parsed.fields if field.name != name or field.negated]
        conditions, _notes = field_conditions(fields)
        return replace(self, conditions=tuple(conditions))


def resolve_query(query: ParsedQuery | str) -> ResolvedQuery:
    """Look up what a query names: at most ten queries."""
    parsed = parse_query(query) if isinstance(query, str) else query
    conditions, notes = field_conditions(parsed.fields)
    ways = branches(parsed.expression)
    return ResolvedQuery(parsed, tuple(ways), tuple(conditions), (*parsed.notes, *notes))


def field_conditions(fields: Iterable[FieldTerm]) -> tuple[list[Condition], list[str]]:
    """Conditions of fields, and sentences on what they were taken as or why they say nothing."""
    notes: list[str] = []
    wanted: dict[str, list[Condition]] = defaultdict(list)
    excluded: list[Condition] = []
    for field in fields:
        condition, note = _RESOLVERS[field.name](field.value)
        if note:
            notes.append(note)
        if not field.negated:
            wanted[field.name].append(condition)
        elif not condition.is_empty:
            excluded.append(replace(condition, negated=True))
    return [*map(_any_of, wanted.values()), *excluded], notes


def _any_of(conditions: Sequence[Condition]) -> Condition:
    """Statements that meet any of the conditions."""
    names = ("participants", "people", "topics", "series", "forms", "ranges")
    values: dict[str, Any] = {
        name: tuple(value for condition in conditions for value in getattr(condition, name))
        for name in names
    }
    return Condition(**values)


def _from(value: str) -> Resolved:
    name = fold_name(value)
    if not name:
        return Condition(), _unknown("from", value)
    speakers, speaking_people = participants_heard(), people_heard()
    exact = Q(folded=name) | Q(formal_folded=name) | Q(names__folded=name) | Q(slug=value.lower())
    if re.fullmatch("[A-Za-z]{3}", value):
        exact |= Q(code=value.upper())
    participants = list(speakers.filter(exact).distinct().order_by("pk")[:MOST_ROWS])
    named = Q(folded=name) | Q(names__folded=name) | Q(key=value.lower())
    people = list(speaking_people.filter(named).distinct().order_by("pk")[:MOST_ROWS])
    note = ""
    if not participants and not people:
        participants = list(speakers.matching(value).in_alphabetical_order()[:MOST_ROWS])
        people = list(speaking_people.matching(value).in_alphabetical_order()[:MOST_ROWS])
        note = _taken_or_unknown("from", value, [*participants, *people])
    return _of(participants=participants, people=people), note


def _topic(value: str) -> Resolved:
    rows = topics_discussed()
    exact = (
        Q(sort_name=fold_for_sort(value)) | Q(slug=value.lower()) | Q(abbreviation__iexact=value)
    )
    topics = list(rows.filter(exact).order_by("pk")[:MOST_ROWS])
    if topics:
        return _of(topics=topics), ""
    words = fold_for_sort(value).split()
    for word in words:
        rows = rows.filter(sort_name__contains=word)
    topics = list(rows.order_by("sort_name", "slug")[:MOST_ROWS]) if words else []
    return _of(topics=topics), _taken_or_unknown("topic", value, topics)


def _in(value: str) -> Resolved:
    slug, name = value.lower(), fold_for_sort(value)
    known = Series.objects.public().filter(Q(slug=slug) | Q(sort_name=name))
    series = list(known.order_by("pk")[:MOST_ROWS])
    meetings = Meeting.objects.published().filter(
        Q(slug=slug) | Q(slug__startswith=f"{slug}-") | Q(former_slugs__slug=slug)
    )
    named = list(meetings.newest_first().distinct()[:MOST_MEETINGS])
    if not series and not named and name:
        words = Q()
        for word in name.split():
            words &= Q(sort_name__contains=word)
        used = Meeting.objects.published().values("series")
        named_so = Series.objects.filter(words, pk__in=used)
        series = list(named_so.order_by("sort_name", "slug")[:MOST_ROWS])
        return _of(series=series), _taken_or_unknown("in", value, series)
    ranges = meeting_ranges((meeting.pk, meeting.first_day) for meeting in named)
    condition = replace(_of(series=series), ranges=ranges)
    return condition, ("" if series or named else _unknown("in", value))


def _form(value: str) -> Resolved:
    forms = tuple(form for form in Form.values if form.startswith(value.lower()))
    if forms:
        return Condition(forms=forms), ""
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
    numbers: dict[str, Any] = {name: tuple(row.pk for row in of) for name, of in rows.items()}
    return Condition(**numbers)


def _taken_or_unknown(field: str, value: str, rows: list[Any]) -> str:
    if not rows:
        return _unknown(field, value)
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
