"""What a query names, looked up: whom ``from:`` means, which years, which meetings."""

import re
from collections import Counter, defaultdict
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
from .expansion import Branch, branches_of, query_units
from .language import FieldTerm, ParsedQuery, parse_query
from .name_bearers import NameBearers, participants_on_record, people_on_record, topics_discussed
from .units import Unit, kind_named, meeting_ordinal, of_noun
from .word_lists import COMMON_WORDS

#: rows that a part of a name may stand for, and meetings that one in: may
MOST_ROWS = 10
MOST_MEETINGS = 50
#: values of one field that are looked up
MOST_VALUES = 10

_YEARS = re.compile(r"(\d{1,4})?\s*(\.\.+|…|-|–)?\s*(\d{1,4})?", re.ASCII)

#: a condition, and a sentence on what it was taken as or why it says nothing
Resolved = tuple[Condition, str]


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """A query with its names and fields looked up, to be asked of statements and of nouns."""

    parsed: ParsedQuery
    units: tuple[Unit, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    branches: tuple[Branch, ...] = ()

    def __post_init__(self) -> None:
        ways = branches_of(self.units, self.parsed.expression.without)
        object.__setattr__(self, "branches", tuple(ways))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark: the words that are sought, other names too."""
        return tuple(dict.fromkeys(positive_terms(self.branches[0].expression)))

    @property
    def phrase(self) -> str:
        """The words as typed, in normal form, without common words at either end."""
        words = [word for term in self.parsed.terms for word in term.words]
        while words and words[0] in COMMON_WORDS:
            del words[0]
        while words and words[-1] in COMMON_WORDS:
            del words[-1]
        return " ".join(words)

    @property
    def kind(self) -> str:
        """The noun that the query is about by a word for it, as "pledges"; empty for none."""
        return kind_named(self.units)

    @property
    def ordinal(self) -> int | None:
        """The number of a meeting in its series that is asked for; None for none."""
        return meeting_ordinal(self.units)

    @property
    def named(self) -> NameBearers | None:
        """Who or what the whole query names, beside words for a kind; None for none."""
        units = [unit for unit in self.units if not unit.kind]
        return units[0].bearers if len(units) == 1 else None

    def units_for(self, noun: str) -> list[Unit]:
        """The units that rows of a noun must hold."""
        return of_noun(self.units, noun)

    def without_unit(self, unit: Unit) -> "ResolvedQuery":
        """The query without one of its units."""
        return replace(self, units=tuple(other for other in self.units if other is not unit))

    def without_field(self, name: str) -> "ResolvedQuery":
        """The query without what one field asks for; what it leaves out stays left out."""
        fields = [field for field in self.parsed.fields if field.name != name or field.negated]
        conditions, _notes = field_conditions(fields)
        return replace(self, conditions=tuple(conditions))


def resolve_query(query: ParsedQuery | str) -> ResolvedQuery:
    """Look up what a query names: at most twelve queries."""
    parsed = parse_query(query) if isinstance(query, str) else query
    conditions, notes = field_conditions(parsed.fields)
    units = query_units(parsed.expression)
    sentences = [*parsed.notes, *notes, *_read_as(units)]
    if _asks_nothing(parsed):
        conditions.append(Condition())
        sentences.append(
            _("There is nothing to seek in “%(text)s”: write a word or a name.")
            % {"text": parsed.text.strip()}
        )
    return ResolvedQuery(parsed, tuple(units), tuple(conditions), tuple(sentences))


def _asks_nothing(parsed: ParsedQuery) -> bool:
    """Whether something was typed that holds nothing to seek: signs alone."""
    expression = parsed.expression
    return bool(parsed.text.strip()) and not (
        expression.parts or expression.without or parsed.fields
    )


def _read_as(units: Iterable[Unit]) -> list[str]:
    """Sentences on what was read as a name where it does not say so itself."""
    sentences = []
    for unit in units:
        labels = unit.bearers.labels if unit.bearers else {}
        if labels and fold_name(unit.typed) not in labels:
            names = list(labels.values())[:MOST_ROWS]
            sentence = _("“%(typed)s” was read as a name: %(names)s.")
            sentences.append(sentence % {"typed": unit.typed, "names": ", ".join(names)})
    return sentences


def field_conditions(fields: Iterable[FieldTerm]) -> tuple[list[Condition], list[str]]:
    """Conditions of fields, and sentences on what they were taken as or why they say nothing.

    Of each field as many values are looked up as the form takes; a sentence tells of more.
    """
    notes: list[str] = []
    wanted: dict[str, list[Condition]] = defaultdict(list)
    excluded: list[Condition] = []
    taken: Counter[str] = Counter()
    for field in fields:
        taken[field.name] += 1
        if taken[field.name] > MOST_VALUES:
            continue
        condition, note = _RESOLVERS[field.name](field.value)
        if note:
            notes.append(note)
        if not field.negated:
            wanted[field.name].append(condition)
        elif not condition.is_empty:
            excluded.append(replace(condition, negated=True))
    for name, n in taken.items():
        if n > MOST_VALUES:
            notes.append(
                _("Only the first %(most)d values of %(field)s: were looked up.")
                % {"most": MOST_VALUES, "field": name}
            )
    return [*map(_any_of, wanted.values()), *excluded], list(dict.fromkeys(notes))


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
    speakers, speaking_people = participants_on_record(), people_on_record()
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
