"""What a query names, looked up: whom ``from:`` means, which years, which meetings."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import FormerSlug, Meeting, Series, Topic
from meetings.models.choices import Form, Layer
from meetings.records.topic_rows import slug_of
from participants.models import Participant, Person
from participants.names import fold_for_sort, fold_name
from participants.queries.prepared import PreparedQuery

from .conditions import Condition, meeting_ranges, year_range
from .language import FieldTerm
from .name_bearers import participants_on_record, people_on_record, topics_discussed

#: rows that a part of a name may stand for, and meetings that one in: may
MOST_ROWS = 10
MOST_MEETINGS = 50
#: values of one field that are looked up
MOST_VALUES = 10
#: values of one field that, as no name is like them, are sought as parts of names
MOST_PARTIAL = 3

_YEARS = re.compile(r"(\d{1,4})?\s*(\.\.+|…|-|–)?\s*(\d{1,4})?", re.ASCII)

#: a condition, and a sentence on what it was taken as or why it says nothing
Resolved = tuple[Condition, str]
#: what was looked up, by field and value
Known = dict[tuple[str, str], Resolved]


def field_conditions(
    fields: Iterable[FieldTerm], known: Known | None = None
) -> tuple[list[Condition], list[str]]:
    """Conditions of fields, and sentences on what they were taken as or why they say nothing.

    Of each field as many values are looked up as the form takes; a sentence tells of more.
    ``known`` keeps what was looked up, for searches that ask a little less.
    """
    notes: list[str] = []
    known = {} if known is None else known
    wanted: dict[str, list[Condition]] = defaultdict(list)
    excluded: list[Condition] = []
    taken: Counter[str] = Counter()
    for term in fields:
        taken[term.name] += 1
        if taken[term.name] > MOST_VALUES:
            continue
        asked = term.name, term.value
        if asked not in known:
            known[asked] = _RESOLVERS[term.name](term.value, _may_be_partial(term.name, known))
        condition, note = known[asked]
        if note:
            notes.append(note)
        if not term.negated:
            wanted[term.name].append(condition)
        elif not condition.is_empty:
            excluded.append(replace(condition, negated=True))
    for name, n in taken.items():
        if n > MOST_VALUES:
            notes.append(
                _("Only the first %(most)d values of %(field)s: were looked up.")
                % {"most": MOST_VALUES, "field": name}
            )
    return [*map(_any_of, wanted.values()), *excluded], list(dict.fromkeys(notes))


def _may_be_partial(name: str, known: Known) -> bool:
    """Whether one more value of a field may be sought as a part of names, which takes longer."""
    partial = sum(1 for (of, _value), (_is, note) in known.items() if of == name and note)
    return partial < MOST_PARTIAL


def _any_of(conditions: Sequence[Condition]) -> Condition:
    """Statements that meet any of the conditions."""
    names = ("participants", "people", "topics", "series", "forms", "ranges")
    values: dict[str, Any] = {
        name: tuple(value for condition in conditions for value in getattr(condition, name))
        for name in names
    }
    return Condition(**values)


def _formerly(model: Any, slug: str) -> Any:
    """The row of a noun that had an address before it was merged or renamed, as a subquery."""
    former = model._meta.get_field("former_slugs")
    return former.related_model.objects.filter(slug=slug).values(former.field.name)


_PARTICIPANTS_CALLED = PreparedQuery(
    lambda name, slug, code: (
        participants_on_record()
        .filter(
            Q(folded=name)
            | Q(formal_folded=name)
            | Q(names__folded=name)
            | Q(slug=slug)
            | Q(pk__in=_formerly(Participant, slug))
            | Q(code=code)
        )
        .distinct()
        .order_by("pk")
        .values_list("pk")[:MOST_ROWS]
    )
)
_PEOPLE_CALLED = PreparedQuery(
    lambda name, key: (
        people_on_record()
        .filter(
            Q(folded=name) | Q(names__folded=name) | Q(key=key) | Q(pk__in=_formerly(Person, key))
        )
        .distinct()
        .order_by("pk")
        .values_list("pk")[:MOST_ROWS]
    )
)


def _from(value: str, partial: bool) -> Resolved:
    name = fold_name(value)
    if not name:
        return Condition(), _unknown("from", value)
    code = value.upper() if re.fullmatch("[A-Za-z]{3}", value) else "-"
    condition = Condition(
        participants=tuple(pk for (pk,) in _PARTICIPANTS_CALLED.rows(name, value.lower(), code)),
        people=tuple(pk for (pk,) in _PEOPLE_CALLED.rows(name, value.lower())),
    )
    if not condition.is_empty:
        return condition, ""
    if not partial:
        return condition, _unknown("from", value)
    participants = participants_on_record().matching(value).in_alphabetical_order()
    people = people_on_record().matching(value).in_alphabetical_order()
    rows = {"participants": list(participants[:MOST_ROWS]), "people": list(people[:MOST_ROWS])}
    return _of(**rows), _taken_or_unknown(
        "from", value, [row for of in rows.values() for row in of]
    )


def _topic(value: str, partial: bool) -> Resolved:
    rows = topics_discussed()
    exact = (
        Q(sort_name=fold_for_sort(value))
        | Q(slug=value.lower())
        | Q(abbreviation__iexact=value)
        | Q(pk__in=_formerly(Topic, value.lower()))
        # The name under which record files knew it.
        | Q(pk__in=_formerly(Topic, slug_of(value, "topic")))
    )
    topics = list(rows.filter(exact).order_by("pk")[:MOST_ROWS])
    if topics:
        return _of(topics=topics), ""
    words = fold_for_sort(value).split() if partial else []
    for word in words:
        rows = rows.filter(sort_name__contains=word)
    topics = list(rows.order_by("sort_name", "slug")[:MOST_ROWS]) if words else []
    return _of(topics=topics), _taken_or_unknown("topic", value, topics)


def _in(value: str, partial: bool) -> Resolved:
    slug, name = value.lower(), fold_for_sort(value)
    known = Series.objects.public().filter(
        Q(slug=slug) | Q(sort_name=name) | Q(pk__in=_formerly(Series, slug))
    )
    series = list(known.order_by("pk")[:MOST_ROWS])
    # What was only named had the address before, and is recorded by now.
    stubs = FormerSlug.objects.filter(slug=slug, meeting__layer=Layer.STUB)
    meetings = Meeting.objects.published().filter(
        Q(slug=slug)
        | Q(slug__startswith=f"{slug}-")
        | Q(pk__in=_formerly(Meeting, slug))
        | Q(slug__in=stubs.values("meeting__slug"))
    )
    named = list(meetings.newest_first()[:MOST_MEETINGS])
    if not series and not named and name and partial:
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


def _form(value: str, _partial: bool) -> Resolved:
    forms = tuple(form for form in Form.values if form.startswith(value.lower()))
    if forms:
        return Condition(forms=forms), ""
    return Condition(), _("form: is one of %(forms)s; “%(value)s” is none of them.") % {
        "forms": ", ".join(Form.values),
        "value": value,
    }


def _year(value: str, _partial: bool) -> Resolved:
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


_RESOLVERS: dict[str, Callable[[str, bool], Resolved]] = {
    "from": _from,
    "topic": _topic,
    "in": _in,
    "form": _form,
    "year": _year,
}
