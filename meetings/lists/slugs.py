"""Filters of rows by their slugs: typed or ticked, since no select holds hundreds of names."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from participants.queries.prepared import PreparedQuery

from .filters import MOST_VALUES

#: given row numbers, those that are public for certain
Known = Callable[[Iterable[int]], Iterable[int]]


class _Asked(NamedTuple):
    """How the rows of a field are found by their slugs, and which of them are public."""

    model: Any
    columns: tuple[str, ...]
    by_slug: PreparedQuery
    public: PreparedQuery


@cache
def _asked(rows: Callable[[], QuerySet[Any]], key: str) -> _Asked:
    """The queries of a field, made once; ``rows`` gives those that are public."""
    model = rows().model
    columns = tuple(field.attname for field in model._meta.concrete_fields)
    every = model._default_manager
    return _Asked(
        model,
        columns,
        PreparedQuery(
            lambda numbers: (
                every.filter(**{f"{key}__in": [numbers]}).order_by("pk").values_list(*columns)
            )
        ),
        PreparedQuery(lambda numbers: rows().filter(pk__in=[numbers]).order_by().values_list("pk")),
    )


def public_rows(
    rows: Callable[[], QuerySet[Any]], key: str, slugs: Iterable[str], known: Known | None = None
) -> list[Any]:
    """The public rows of these slugs: found first, then asked whether they are public.

    Those that are ``known`` to be need not be asked about.
    """
    asked = _asked(rows, key)
    found = [
        asked.model.from_db(DEFAULT_DB_ALIAS, asked.columns, row)
        for row in asked.by_slug.rows(slugs)
    ]
    sure = set(known([row.pk for row in found])) if known and found else set()
    doubtful = [row.pk for row in found if row.pk not in sure]
    sure |= {pk for (pk,) in asked.public.rows(doubtful)}
    return [row for row in found if row.pk in sure]


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
        row = next(iter(public_rows(self.rows, self.key, [slugify(slug)])), None)
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


class SlugsField(SlugField):
    """The slugs of several public rows; those that are ``known`` to be need not be looked at."""

    def __init__(self, *args: Any, known: Known | None = None, **kw: Any) -> None:
        self.known = known
        super().__init__(*args, **kw)

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return _asked(self.rows, self.key).model

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
        rows = public_rows(self.rows, self.key, slugs, self.known)
        known = {getattr(row, self.key): row for row in rows}
        unknown = [text for text, slug in zip(typed, slugs, strict=True) if slug not in known]
        if unknown:
            raise ValidationError(
                _("Nothing on record has the short name “%(slug)s”."),
                code="unknown",
                params={"slug": unknown[0]},
            )
        return [known[slug] for slug in dict.fromkeys(slugs)]


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
