"""Kinds of filters: values that are ticked, years and words that are typed, and the order."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..reading.labels import language_name

#: values that one filter takes
MOST_VALUES = 20
#: words that one search may hold; each is a condition of the query
MOST_WORDS = 12


class SharedFilter(django_filters.Filter):
    """A filter whose fields and widgets all requests share: nothing ever changes them.

    django-filter copies the filters of a class deep for each request, which takes longer than
    to read a page of rows (see docs/decisions/0008-lists.md).
    """

    #: whether several values may be given
    many = False

    def __deepcopy__(self, memo: Any) -> Self:
        """A copy for one request, which may be bound to its filter set."""
        shared = copy(self)
        if self.method:
            # Bound anew: it is looked up in the filter set of the filter that it is bound to.
            shared.method = self.method
        return shared


class YearFilter(SharedFilter):
    """A year from 1 to 9999; anything else is named in the form."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        outside = _("Years run from 1 to 9999.")
        validators = [MinValueValidator(1, outside), MaxValueValidator(9999, outside)]
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"})
        super().__init__(*args, validators=validators, widget=widget, **kwargs)


class FlagFilter(SharedFilter, django_filters.BooleanFilter):
    """A box that is ticked or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.CheckboxInput, **kwargs)


class ChoicesFilter(SharedFilter, django_filters.MultipleChoiceFilter):
    """Any of the values of a closed list, ticked."""

    many = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.CheckboxSelectMultiple, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Rows with one of the values; all where none is ticked."""
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class ValuesField(forms.MultipleChoiceField):
    """Values of a column that is no closed list: any text, since what nothing has gives nothing."""

    def wording(self, value: str) -> str:
        """A value in words."""
        return value

    def validate(self, value: list[str]) -> None:
        """Refuse more values than a query should hold. Raises ``ValidationError``."""
        not_too_many_values(value)


class ValuesFilter(ChoicesFilter):
    """Any of the values that a column holds, ticked."""

    field_class = ValuesField


class LanguagesField(ValuesField):
    """Languages by their tags."""

    def wording(self, value: str) -> str:
        """The name of a language; its tag where it is not known."""
        return language_name(value)


class LanguagesFilter(ValuesFilter):
    """Any of the languages of a column, ticked."""

    field_class = LanguagesField


class SortFilter(SharedFilter, django_filters.ChoiceFilter):
    """How a list is ordered: ``orders`` maps a value to its label and fields; first is default."""

    def __init__(self, orders: Mapping[str, tuple[Any, Iterable[Any]]], **kwargs: Any) -> None:
        self.orders = dict(orders)
        choices = [(value, label) for value, (label, _fields) in self.orders.items()]
        super().__init__(choices=choices, empty_label=None, label=_("Sort"), **kwargs)

    @property
    def default(self) -> str:
        """The order of a list nobody has ordered."""
        return next(iter(self.orders))

    def fields(self, value: str) -> Iterable[Any]:
        """What an order sorts by; the default one for a value that is none."""
        _label, fields = self.orders.get(value) or self.orders[self.default]
        return fields

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows, in the order chosen."""
        return qs.order_by(*self.fields(value))


class WordsFilter(SharedFilter, django_filters.CharFilter):
    """Words that are typed; ``method`` of the filter set says where they are sought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        super().__init__(
            *args, max_length=200, validators=[not_too_many_words], widget=widget, **kwargs
        )


def not_too_many_values(values: list[str]) -> None:
    """Refuse more values than a query should hold, and NUL. Raises ``ValidationError``."""
    if len(values) > MOST_VALUES:
        raise ValidationError(
            _("Choose at most %(most)d."), code="many", params={"most": MOST_VALUES}
        )
    if any("\0" in text for text in values):
        raise ValidationError(_("Null characters are not allowed."), code="null")


def not_too_many_words(value: str) -> None:
    """Refuse more words than a query should hold. Raises ``ValidationError``."""
    if len(value.split()) > MOST_WORDS:
        raise ValidationError(
            _("Give at most %(most)d words."), code="words", params={"most": MOST_WORDS}
        )


def with_words(rows: QuerySet[Any], words: str, field: str) -> QuerySet[Any]:
    """Rows with each of the words in the field, whatever its case."""
    for word in words.split():
        rows = rows.filter(Q((f"{field}__icontains", word)))
    return rows


class ByteOrder(Func):
    """Text to order by the bytes of its UTF-8."""

    template = "%(expressions)s COLLATE BINARY"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same order under PostgreSQL's name."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)
