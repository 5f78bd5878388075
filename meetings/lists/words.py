"""Words that are typed, and order by words."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.functions import Lower, NullIf
from django.utils.translation import gettext_lazy as _

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
