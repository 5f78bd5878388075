"""What the filters of all list pages share: their fields, and the address they make.

An address holds the known parameters that are in use, in one order, and nothing else: unknown
ones (``utm_…``) are left behind, and what is the default is not written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, Count, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Lower, NullIf
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..search.found import Found, rows_found

#: the parameters that say how a list is shown, not what is in it
SORT, PAGE = "sort", "page"


class Chip(NamedTuple):
    """A filter in use, and the query of the same list without it ("?…" or ".")."""

    name: str
    value: str
    url: str


class Option(NamedTuple):
    """A choice of a filter, with how many rows of the list it would leave."""

    value: str
    label: str
    n: int
    checked: bool

    @property
    def number(self) -> str:
        """The number as it is written here."""
        return str(self.n) if self.n < 1_000 else number_format(self.n, force_grouping=True)


class Facet(NamedTuple):
    """A filter with a few choices, counted.

    Not ``exact`` where they were counted over the newest hits alone. ``counted`` is False
    where nothing was, since a filter is wrong. Where any value may be ``typed``, this is what
    was, to be corrected; ``hint`` says how.
    """

    name: str
    label: str
    options: list[Option]
    errors: list[str]
    exact: bool = True
    counted: bool = True
    typed: str | None = None
    hint: str = ""

    @property
    def first(self) -> list[Option]:
        """The choices that are seen at once: all where few are left over."""
        return self.options if len(self.options) <= SEEN + 2 else self.options[:SEEN]

    @property
    def further(self) -> list[Option]:
        """The choices behind "more"."""
        return self.options[len(self.first) :]

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(option.checked for option in self.options)


class FacetYears(NamedTuple):
    """How many rows each year has; not ``exact`` where only the first thousand were counted."""

    numbers: dict[int, int]
    exact: bool


#: choices of a facet that are seen at once
SEEN = 6
#: choices of a facet, beside those that are ticked
MOST_OPTIONS = 16
#: values that one filter takes
MOST_VALUES = 20
#: rows that facets count where they do not count all
CAP = 1_000
#: words that one search may hold; each is a condition of the query
MOST_WORDS = 12


def not_too_many_words(value: str) -> None:
    """Refuse more words than a query should hold. Raises ``ValidationError``."""
    if len(value.split()) > MOST_WORDS:
        raise ValidationError(
            _("Give at most %(most)d words."), code="words", params={"most": MOST_WORDS}
        )


def with_words(rows: QuerySet[Any], value: str, fields: Iterable[str]) -> QuerySet[Any]:
    """Rows with each word of ``value`` in one of the ``fields``, whatever its case."""
    for word in value.split():
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows


def in_byte_order(field: str) -> Any:
    """Order by a text alike on both databases, whatever its case; what is empty comes last."""
    return ByteOrder(NullIf(Lower(field), Value(""))).asc(nulls_last=True)


class ByteOrder(Func):
    """Text to order by the bytes of its UTF-8."""

    template = "%(expressions)s COLLATE BINARY"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same order under PostgreSQL's name."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)


class WordsFilter(django_filters.CharFilter):
    """Words that are typed; ``method`` of the filter set says where they are sought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Words"))
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("validators", [not_too_many_words])
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        )
        super().__init__(*args, **kwargs)


class YearFilter(django_filters.Filter):
    """A year from 1 to 9999; anything else is named in the form."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        outside = _("Years run from 1 to 9999.")
        validators = [MinValueValidator(1, outside), MaxValueValidator(9999, outside)]
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"})
        super().__init__(*args, validators=validators, widget=widget, **kwargs)


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of the values of a closed list, ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Rows with one of the values; all where none is ticked."""
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class ValuesField(forms.MultipleChoiceField):
    """Values of a column that is no closed list: any text, since what nothing has gives nothing."""

    def validate(self, value: list[str]) -> None:
        """Refuse more values than a query should hold. Raises ``ValidationError``."""
        if len(value) > MOST_VALUES:
            raise ValidationError(
                _("Choose at most %(most)d."), code="many", params={"most": MOST_VALUES}
            )
        if any("\0" in text for text in value):
            raise ValidationError(_("Null characters are not allowed."), code="null")


class ValuesFilter(ChoicesFilter):
    """Any of the values that a column holds, ticked."""

    field_class = ValuesField


class SlugField(forms.CharField):
    """The slug of one public row, typed; what is not public is unknown, in the same words."""

    def __init__(
        self, *args: Any, rows: Callable[[], QuerySet[Any]], key: str = "slug", **kw: Any
    ) -> None:
        self.rows, self.key = rows, key
        super().__init__(*args, max_length=120, **kw)

    def clean(self, value: Any) -> Any:
        """The row; None where nothing is typed. Raises ``ValidationError`` for any other slug."""
        slug = super().clean(value)
        if not slug:
            return None
        # "Japan" is taken for "japan".
        row = self.rows().filter(**{self.key: slugify(slug)}).first()
        if row is None:
            raise ValidationError(
                _("Nothing on record has the short name “%(slug)s”."),
                code="unknown",
                params={"slug": slug},
            )
        return row


class SlugFilter(django_filters.Filter):
    """One public row by its slug, typed in a box: no select holds hundreds of names."""

    field_class = SlugField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        )
        super().__init__(*args, **kwargs)


#: given row numbers, those that are public for certain
Known = Callable[[Iterable[int]], Iterable[int]]


class SlugsField(SlugField):
    """The slugs of several public rows; those that are ``known`` to be need not be looked at."""

    def __init__(self, *args: Any, known: Known | None = None, **kw: Any) -> None:
        self.known = known
        super().__init__(*args, **kw)

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return _model_of(self.rows)

    def found(self, slugs: list[str]) -> list[Any]:
        """The public rows of these slugs: whether a row is takes longer to ask than to find."""
        asked = {f"{self.key}__in": slugs}
        if self.known is None:
            return list(self.rows().filter(**asked))
        rows = list(self.model._default_manager.filter(**asked))
        known = set(self.known([row.pk for row in rows]))
        if len(known) == len(rows):
            return rows
        return list(self.rows().filter(**asked))

    def clean(self, value: Any) -> Any:
        """The rows, each once. Raises ``ValidationError`` for a slug that is unknown."""
        typed = list(dict.fromkeys(text for text in value or () if text.strip()))
        if len(typed) > MOST_VALUES:
            raise ValidationError(
                _("Choose at most %(most)d."), code="many", params={"most": MOST_VALUES}
            )
        if any("\0" in text for text in typed):
            raise ValidationError(_("Null characters are not allowed."), code="null")
        slugs = [slugify(text) for text in typed]
        known = {getattr(row, self.key): row for row in self.found(slugs)} if slugs else {}
        unknown = [text for text, slug in zip(typed, slugs, strict=True) if slug not in known]
        if unknown:
            raise ValidationError(
                _("Nothing on record has the short name “%(slug)s”."),
                code="unknown",
                params={"slug": unknown[0]},
            )
        return [known[slug] for slug in dict.fromkeys(slugs)]


@cache
def _model_of(rows: Callable[[], QuerySet[Any]]) -> type[Model]:
    return rows().model


class SlugsFilter(SlugFilter):
    """Any of several public rows by their slugs: ticked, or typed."""

    field_class = SlugsField
    many = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.MultipleHiddenInput())
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Rows with one of the values in a column; all where nothing is chosen."""
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class SortFilter(django_filters.ChoiceFilter):
    """How a list is ordered: ``orders`` maps a value to its label and fields; first is default."""

    def __init__(self, orders: Mapping[str, tuple[Any, Iterable[Any]]], **kwargs: Any) -> None:
        self.orders = dict(orders)
        kwargs.setdefault("label", _("Sort"))
        choices = [(value, label) for value, (label, _fields) in self.orders.items()]
        super().__init__(choices=choices, empty_label=None, **kwargs)

    @property
    def default(self) -> str:
        """The order of a list nobody has ordered."""
        return next(iter(self.orders))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows, in the order chosen."""
        _label, fields = self.orders[value or self.default]
        return qs.order_by(*fields)


class ListFilter(django_filters.FilterSet):
    """The filters of a list page.

    With a value that is wrong the list is empty, and the form says what to change.
    """

    def check(self) -> None:
        """Name in the form what is wrong between two values that are right by themselves."""
        first, last = (self.form.cleaned_data.get(name) for name in ("year_from", "year_to"))
        if first and last and first > last:
            self.form.add_error("year_to", _("This year comes before the first one."))

    @property
    def qs(self) -> QuerySet[Any]:
        """The rows that the filters leave, in order."""
        if not hasattr(self, "_rows"):
            self._rows = self.matching()
        return self._rows

    def matching(self) -> QuerySet[Any]:
        """The rows by what was asked; none where that cannot be understood."""
        if self.form.is_valid():
            self.check()
        if not self.form.is_valid():
            return self.queryset.none()
        return self.filter_queryset(self.queryset.all())

    @classmethod
    def for_list(cls, data: QueryDict, queryset: QuerySet[Any]) -> Self:
        """The filters bound to an address, also where that names none."""
        return cls(data=data, queryset=queryset)

    def without(self, *names: str) -> QuerySet[Any]:
        """The rows that the other filters leave, in no order: what the choices count."""
        self.form.is_valid()
        rows = self.queryset.order_by()
        for key, value in self.form.cleaned_data.items():
            if key not in (*names, SORT):
                rows = self.filters[key].filter(rows, value)
        return rows

    #: the order in which the first thousand rows are counted, where not all are
    first_counted: tuple[Any, ...] = ("pk",)

    #: the noun of the index in which words are sought, by its name in ``search.nouns``
    noun = ""

    @cached_property
    def found(self) -> Found:
        """What the words find in the index."""
        return rows_found(self.noun, self.form.cleaned_data.get("words") or "")

    @property
    def _sought(self) -> bool:
        return bool(self.noun) and "words" in self.used and self.form.is_valid()

    @property
    def more_than(self) -> bool:
        """Whether words found more rows than the list holds."""
        return self._sought and not self.found.whole

    @property
    def notes(self) -> Sequence[str]:
        """Sentences on what of the words was not understood, or was taken as what."""
        return self.found.notes if self._sought else ()

    @property
    def facets(self) -> list[Facet]:
        """The filters with counted choices, in the order they are shown."""
        return []

    def counted_rows(self, *names: str) -> tuple[QuerySet[Any], bool]:
        """The rows that a facet counts, and whether these are all.

        All that the other filters leave, while these are at most one value and no word; else
        the first thousand of them.
        """
        used = {key: values for key, values in self.used.items() if key not in (*names, SORT)}
        if sum(map(len, used.values())) <= 1 and "words" not in used:
            return self.without(*names), True
        numbers, whole = self.sample(*names)
        return self.queryset.order_by().filter(pk__in=numbers), whole

    def sample(self, *names: str) -> tuple[list[int], bool]:
        """The first thousand rows that the other filters leave, and whether these are all."""
        left_out = tuple(name for name in names if name in self.used)
        if left_out not in self._samples:
            rows = self.without(*left_out).order_by(*self.first_counted)
            numbers = list(rows.values_list("pk", flat=True)[: CAP + 1])
            self._samples[left_out] = numbers[:CAP], len(numbers) <= CAP
        return self._samples[left_out]

    @cached_property
    def _samples(self) -> dict[tuple[str, ...], tuple[list[int], bool]]:
        return {}

    def years_of(self, column: str) -> FacetYears:
        """How many rows each year has by a day, whatever years are chosen; one query or two."""
        rows, exact = self.counted_rows("year_from", "year_to")
        dated = rows.filter(**{f"{column}__isnull": False}).values_list(f"{column}__year")
        return FacetYears(dict(dated.annotate(n=Count("pk")).order_by()), exact)

    def facet(self, name: str) -> Facet:
        """The choices of a closed list that rows have or that are ticked; one query or two."""
        column = self.filters[name].field_name
        rows, exact = self.counted_rows(name)
        counts = dict(rows.values_list(column).annotate(n=Count("pk")).order_by())
        bound = self.form[name]
        ticked = self.data.getlist(name) if self.data else []
        options = [
            Option(str(value), str(label), counts.get(value, 0), value in ticked)
            for value, label in bound.field.choices
            if value and (counts.get(value) or value in ticked)
        ]
        return Facet(name, str(bound.label), options, list(bound.errors), exact)

    def column_facet(self, name: str) -> Facet:
        """The most frequent rows that a foreign key leads to; two queries or three."""
        column = self.filters[name].field_name
        rows, exact = self.counted_rows(name)
        counted = rows.filter(**{f"{column}__isnull": False}).values_list(column).order_by()
        return self._named(name, list(counted.annotate(n=Count("pk"))), exact)

    def link_facet(self, name: str, links: QuerySet[Any], owner: str, value: str) -> Facet:
        """The most frequent rows that link rows lead to, over the first thousand; three queries.

        ``owner`` and ``value`` are the fields of a link that lead to the listed row and to the
        row that is counted.
        """
        numbers, whole = self.sample(name)
        own = links.filter(**{f"{owner}__in": numbers, f"{value}__isnull": False}).order_by()
        counted = own.values_list(value).annotate(n=Count(owner, distinct=True))
        return self._named(name, list(counted), whole)

    def typed_facet(self, name: str) -> Facet:
        """Rows that are typed and not counted: those that are ticked, to take them off."""
        return self._named(name, [], exact=True)._replace(counted=False)

    def _named(self, name: str, counted: list[tuple[int, int]], exact: bool) -> Facet:
        bound, field = self.form[name], self.form.fields[name]
        chosen = self.form.cleaned_data.get(name) or []
        numbers = dict(sorted(counted, key=lambda row: (-row[1], row[0]))[:MOST_OPTIONS])
        every = dict(counted)
        ticked = [
            Option(getattr(row, field.key), str(row), every.get(row.pk, 0), True) for row in chosen
        ]
        taken = {row.pk for row in chosen}
        rows = field.model._default_manager.in_bulk([pk for pk in numbers if pk not in taken])
        options = [
            Option(getattr(rows[pk], field.key), str(rows[pk]), n, False)
            for pk, n in numbers.items()
            if pk in rows
        ]
        typed = (self.data.getlist(name) or [""])[-1] if bound.errors else ""
        return Facet(
            name,
            str(bound.label),
            ticked + options,
            list(bound.errors),
            exact,
            typed=typed,
            hint=str(bound.help_text),
        )

    @cached_property
    def used(self) -> dict[str, list[str]]:
        """Known parameters in use, as they were typed, by name; the default order is left out."""
        found = {}
        for name, field in self.filters.items():
            values = [text for text in self.data.getlist(name) if text.strip()]
            if isinstance(field, SortFilter):
                values = [text for text in values[-1:] if text != field.default]
            elif not (
                isinstance(field, django_filters.MultipleChoiceFilter)
                or getattr(field, "many", False)
            ):
                values = values[-1:]
            if values:
                found[name] = list(dict.fromkeys(values))
        return found

    @property
    def filtering(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(name != SORT for name in self.used)

    @property
    def chosen(self) -> int:
        """How many filters are in use."""
        return sum(name != SORT for name in self.used)

    @property
    def query(self) -> QueryDict:
        """The known parameters in use."""
        return self._query(self.used)

    @property
    def sort_hidden(self) -> list[dict[str, str]]:
        """The known parameters in use but the order, for the form that orders."""
        return [
            {"name": name, "value": value}
            for name, values in self.used.items()
            if name != SORT
            for value in values
        ]

    @property
    def sort_value(self) -> str:
        """The order in use, where it is not the default."""
        return "".join(self.used.get(SORT, []))

    @property
    def clear_url(self) -> str:
        """This list without any filter, in the same order."""
        return self._address({SORT: self.used[SORT]} if SORT in self.used else {})

    def chips(self) -> list[Chip]:
        """The filters in use, each with the address of the list without it."""
        return [
            Chip(str(self.form[name].label), self._shown(name, value), self._less(name, value))
            for name, values in self.used.items()
            if name != SORT
            for value in values
        ]

    def _shown(self, name: str, value: str) -> str:
        """What is asked for in words: a record's name, a choice's label, else as typed."""
        self.form.is_valid()
        cleaned = self.form.cleaned_data.get(name)
        if isinstance(cleaned, Model):
            return str(cleaned)
        if isinstance(cleaned, list) and isinstance(self.form.fields[name], SlugsField):
            key = self.form.fields[name].key
            return next((str(row) for row in cleaned if getattr(row, key) == slugify(value)), value)
        choices = getattr(self.form.fields[name], "choices", ())
        return str(dict(choices).get(value, value))

    def _less(self, name: str, value: str) -> str:
        rest = [text for text in self.used[name] if text != value]
        left = {key: values for key, values in self.used.items() if key != name}
        return self._address(left | ({name: rest} if rest else {}))

    def _query(self, used: Mapping[str, list[str]]) -> QueryDict:
        query = QueryDict(mutable=True)
        for name in self.filters:
            if name in used:
                query.setlist(name, used[name])
        return query

    def _address(self, used: Mapping[str, list[str]]) -> str:
        query = self._query(used).urlencode()
        return f"?{query}" if query else "."


def counted_over(facets: Iterable[Facet]) -> str:
    """Which facets were counted over the first rows alone, in words; empty for none."""
    shown = [facet for facet in facets if facet.options]
    names = [facet.label for facet in shown if not facet.exact]
    if not names:
        return ""
    if len(names) == len(shown):
        return gettext("All numbers in the filters are counted over the newest 1,000 hits.")
    return gettext("Counted over the newest 1,000 hits: %(names)s. Other numbers are exact.") % {
        "names": ", ".join(names)
    }
