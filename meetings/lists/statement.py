"""The filters of the list of statements: what they ask for, and the facets beside the list.

The statements themselves are found by ``meetings.search``, by the key alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter

from participants.models import Kind, Participant, Person

from ..models import Meeting, Series, Topic
from ..models.choices import Form
from ..models.facet_count import ALL, FacetName, code, value_of
from ..search.conditions import Filters
from ..search.counts import numbers_of
from ..search.facets import FacetValues
from ..search.statements import Prepared, prepare
from .facet import Facet, Option
from .filters import ChoicesFilter, SortFilter, YearFilter
from .filterset import ListFilter
from .names import names_of
from .slugs import Known, SlugFilter, SlugsFilter
from .words import WordsFilter

NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"

#: filters with a facet, in the order they are shown
FACETS = {
    "participant": FacetName.PARTICIPANT,
    "kind": FacetName.KIND,
    "topic": FacetName.TOPIC,
    "person": FacetName.PERSON,
    "series": FacetName.SERIES,
    "form": FacetName.FORM,
}
#: rows that a facet names: their model, and the field that is their short name
_ROWS: dict[str, tuple[Any, str]] = {
    "participant": (Participant, "slug"),
    "topic": (Topic, "slug"),
    "person": (Person, "key"),
    "series": (Series, "slug"),
}


def _counted(facet: FacetName) -> Known:
    """Which rows published statements have: these are public."""

    def known(numbers: Iterable[int]) -> set[int]:
        pairs = numbers_of((ALL, code(facet, number)) for number in numbers)
        return {value_of(counted) for _all, counted in pairs}

    return known


class StatementFilter(ListFilter):
    """Words, who spoke, topic, series, meeting, form and years."""

    words = WordsFilter(label=_("Words in the statement"))
    participant = SlugsFilter(
        known=_counted(FacetName.PARTICIPANT),
        label=_("Participant"),
        rows=lambda: Participant.objects.public(),
        help_text=_("Another one, by its short name: “japan”."),
    )
    kind = ChoicesFilter(label=_("Kind of speaker"), choices=Kind.choices)
    topic = SlugsFilter(
        known=_counted(FacetName.TOPIC),
        label=_("Topic"),
        rows=lambda: Topic.objects.public(),
        help_text=_("Another one, by its short name: “human-security”."),
    )
    person = SlugsFilter(
        known=_counted(FacetName.PERSON),
        label=_("Person"),
        rows=lambda: Person.objects.public(),
        key="key",
        help_text=_("Another one, by the short name: “yukio-takasu”."),
    )
    series = SlugsFilter(
        known=_counted(FacetName.SERIES),
        label=_("Series"),
        rows=lambda: Series.objects.public(),
        help_text=_("Another one, by its short name, as in its address."),
    )
    meeting = SlugFilter(
        label=_("Meeting"),
        rows=lambda: Meeting.objects.public(),
        help_text=_("Its short name, as in its address."),
    )
    year_from = YearFilter(label=_("From"))
    year_to = YearFilter(label=_("To"))
    form = ChoicesFilter(label=_("Form"), choices=Form.choices)
    without_procedural = BooleanFilter(
        label=_("Without procedural statements"), widget=forms.CheckboxInput
    )
    sort = SortFilter(
        {
            NEWEST: (_("Newest first"), ()),
            OLDEST: (_("Oldest first"), ()),
            RELEVANCE: (_("By relevance"), ()),
        }
    )

    def matching(self) -> QuerySet[Any]:
        """Nothing: the statements are found by :attr:`asked`, not by a query set."""
        return self.queryset.none()

    @property
    def cleaned(self) -> dict[str, Any]:
        """The values of the filters that can be understood."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def searching(self) -> bool:
        """Whether words are searched."""
        return bool(self.cleaned.get("words"))

    @property
    def order(self) -> str:
        """How the list is ordered; relevance is that of words."""
        order = self.cleaned.get("sort") or NEWEST
        return NEWEST if order == RELEVANCE and not self.searching else order

    @cached_property
    def prepared(self) -> Prepared:
        """The words that are searched, with their names looked up."""
        return prepare(self.cleaned.get("words") or "")

    @cached_property
    def asked(self) -> Filters:
        """The filters in use, by row number."""
        cleaned = self.cleaned
        meeting = cleaned.get("meeting")
        return Filters(
            participants=_numbers(cleaned.get("participant")),
            people=_numbers(cleaned.get("person")),
            topics=_numbers(cleaned.get("topic")),
            series=_numbers(cleaned.get("series")),
            meeting=meeting.pk if meeting else None,
            forms=tuple(cleaned.get("form") or ()),
            year_from=cleaned.get("year_from"),
            year_to=cleaned.get("year_to"),
            kinds=tuple(cleaned.get("kind") or ()),
            substance=bool(cleaned.get("without_procedural")),
        )

    def counted_facets(self, counted: Mapping[FacetName, FacetValues]) -> list[Facet]:
        """The facets with their choices; a query for each sort of row that they name."""
        return [self._facet(name, counted.get(facet)) for name, facet in FACETS.items()]

    def _facet(self, name: str, values: FacetValues | None) -> Facet:
        bound = self.form[name]
        typed = None
        if name in _ROWS:
            typed = (self.data.getlist(name) or [""])[-1] if bound.errors else ""
        ticked = {value for value, _label in self._ticked(name)}
        numbers = dict(values.numbers) if values else {}
        options = [
            Option(value, label, n, value in ticked)
            for value, label, n in self._options(name, numbers)
            if n or value in ticked
        ]
        if values is None:
            options = [Option(value, label, 0, True) for value, label in self._ticked(name)]
        options.sort(key=lambda option: not option.checked)
        return Facet(
            name,
            str(bound.label),
            options,
            list(bound.errors),
            exact=values is None or values.exact,
            counted=values is not None,
            typed=typed,
            hint=str(bound.help_text),
        )

    def _options(self, name: str, numbers: Mapping[Any, int]) -> list[tuple[str, str, int]]:
        """Value, label and number of each choice."""
        if name not in _ROWS:
            labels = dict(self.form.fields[name].choices)
            return [(value, str(labels.get(value, value)), n) for value, n in numbers.items()]
        named = names_of(*_ROWS[name], numbers)
        return [(*named[pk], n) for pk, n in numbers.items() if pk in named]

    def _ticked(self, name: str) -> list[tuple[str, str]]:
        """Value and label of each choice that is ticked."""
        chosen = self.cleaned.get(name) or ()
        if name in _ROWS:
            key = _ROWS[name][1]
            return [(getattr(row, key), row.name) for row in chosen]
        labels = dict(self.form.fields[name].choices)
        return [(value, str(labels.get(value, value))) for value in chosen]


def _numbers(rows: list[Any] | None) -> tuple[int, ...]:
    return tuple(row.pk for row in rows or ())
