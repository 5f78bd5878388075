"""Filters of closed lists, years and orders: what is ticked, typed as a number, or selected."""

from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

#: values that one filter takes
MOST_VALUES = 20


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
