"""Filters of rows by their slugs: typed or ticked, since no select holds hundreds of names."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .values import MOST_VALUES


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
