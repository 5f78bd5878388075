"""Filters of rows by name: ticked, or typed in any form, since no select holds hundreds of names.

An address holds slugs alone; a name that is typed is looked up (``names``) and put in its place.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.queries.prepared import PreparedQuery

from ..models import Meeting, Series, Topic
from .filters import SharedFilter, not_too_many_values
from .names import rows_named

#: makes the public rows of a noun
Public = Callable[[], QuerySet[Any]]
#: given row numbers, those that are public for certain
Known = Callable[[Iterable[int]], Iterable[int]]


class _SlugQueries(NamedTuple):
    """How the rows of a field are found by their slugs, and which of them are public."""

    model: Any
    columns: list[str]
    by_slug: PreparedQuery
    public: PreparedQuery


@cache
def _slug_queries(public: Public, key: str) -> _SlugQueries:
    """The queries of a field, made once."""
    model = public().model
    names = [field.attname for field in model._meta.concrete_fields]
    every = model._default_manager
    return _SlugQueries(
        model,
        names,
        PreparedQuery(
            lambda slugs: every.filter(**{f"{key}__in": [slugs]}).order_by("pk").values_list(*names)
        ),
        PreparedQuery(
            lambda numbers: public().filter(pk__in=[numbers]).order_by().values_list("pk")
        ),
    )


class NotOneNameError(ValidationError):
    """A name that nobody goes by, or several: these are ``candidates``, as ``typed``.

    ``known`` are the rows that the other names of the same field stand for.
    """

    def __init__(self, typed: str, candidates: list[Any], known: list[Any]) -> None:
        self.typed, self.candidates, self.known = typed, candidates, known
        sentence = (
            _("“%(name)s” may be one of several.")
            if candidates
            else _("Nothing on record is called “%(name)s”.")
        )
        super().__init__(sentence, code="unknown", params={"name": typed})


class NameField(forms.CharField):
    """One public row by its slug or by any name; what is not public is unknown, in the same words.

    ``rows`` makes the public rows, ``key`` is their slug. Those that are ``known`` to be public
    need not be asked about.
    """

    def __init__(
        self,
        *args: Any,
        rows: Public,
        key: str = "slug",
        known: Known | None = None,
        **kwargs: Any,
    ) -> None:
        self.rows, self.key, self.known = rows, key, known
        super().__init__(*args, max_length=120, **kwargs)

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return _slug_queries(self.rows, self.key).model

    @property
    def noun(self) -> str:
        """What suggestions are asked for: "participant", "person", "topic", "series", "meeting"."""
        return str(self.model._meta.model_name)

    def clean(self, value: Any) -> Any:
        """The row; None where nothing is typed. Raises :class:`NotOneNameError`."""
        typed = super().clean(value)
        return self.rows_of([typed])[0] if typed else None

    def rows_of(self, typed: list[str]) -> list[Any]:
        """The public rows that are typed, each once, in this order.

        Raises :class:`NotOneNameError` for the first name that nobody goes by, or several.
        """
        slugs = {text: slugify(text) for text in typed}
        by_slug = {getattr(row, self.key): row for row in self._public_rows(slugs.values())}
        rows: dict[int, Any] = {}
        wrong: list[tuple[str, list[Any]]] = []
        for text in typed:
            slug_row = by_slug.get(slugs[text])
            named = [slug_row] if slug_row else rows_named(self.rows(), text)
            if len(named) == 1:
                rows[named[0].pk] = named[0]
            else:
                wrong.append((text, named))
        known = list(rows.values())
        for text, candidates in wrong:
            raise NotOneNameError(text, candidates, known)
        return known

    def _public_rows(self, slugs: Iterable[str]) -> list[Any]:
        """Found by their slugs first, then asked whether they are public."""
        queries = _slug_queries(self.rows, self.key)
        rows = [
            queries.model.from_db(DEFAULT_DB_ALIAS, queries.columns, values)
            for values in queries.by_slug.rows(slugs)
        ]
        public = set(self.known([row.pk for row in rows])) if self.known and rows else set()
        doubtful = [row.pk for row in rows if row.pk not in public]
        public |= {pk for (pk,) in queries.public.rows(doubtful)}
        return [row for row in rows if row.pk in public]


class NamesField(NameField):
    """Several public rows by their slugs or by any name."""

    def clean(self, value: Any) -> list[Any]:
        """The rows, each once. Raises :class:`NotOneNameError`."""
        typed = list(dict.fromkeys(text.strip() for text in value or () if text.strip()))
        not_too_many_values(typed)
        return self.rows_of(typed)


class NameFilter(SharedFilter):
    """One public row by any name, typed in a box."""

    field_class = NameField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        super().__init__(*args, **{"widget": widget} | kwargs)


class NamesFilter(NameFilter):
    """Any of several public rows by name: ticked, or typed."""

    field_class = NamesField
    many = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.MultipleHiddenInput(), **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Rows with one of the values in a column; all where nothing is chosen."""
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class ParticipantsFilter(NamesFilter):
    """Any of several public participants."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Another one, by any name or abbreviation")
        super().__init__(rows=Participant.objects.public, help_text=hint, **kwargs)


class PeopleFilter(NamesFilter):
    """Any of several public people."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Somebody else, by name")
        super().__init__(rows=Person.objects.public, key="key", help_text=hint, **kwargs)


class TopicsFilter(NamesFilter):
    """Any of several public topics."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Another one, by name or abbreviation")
        label = _("Topic")
        super().__init__(rows=Topic.objects.public, label=label, help_text=hint, **kwargs)


class SeriesFilter(NamesFilter):
    """Any of several public series."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Another one, by name")
        label = _("Series")
        super().__init__(rows=Series.objects.public, label=label, help_text=hint, **kwargs)


class MeetingsFilter(NamesFilter):
    """Any of several public meetings, or of those with a published record alone."""

    def __init__(self, *, published: bool = False, **kwargs: Any) -> None:
        hint = _("Another one, by words of its title")
        rows = Meeting.objects.published if published else Meeting.objects.public
        super().__init__(rows=rows, help_text=hint, **kwargs)
