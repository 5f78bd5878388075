"""Rows of a model that are read by SQL put together once, where forms and checks need the model."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

from participants.queries.prepared import PreparedQuery

ModelT = TypeVar("ModelT", bound=Model)


class PreparedRows(Generic[ModelT]):
    """Whole rows of a model, as ``build`` selects them of as many values as ``rows`` takes.

    See :class:`~participants.queries.prepared.PreparedQuery` for what ``build`` may do.
    """

    def __init__(self, model: type[ModelT], build: Callable[..., QuerySet[Any]]) -> None:
        self._model = model
        self._columns = [field.attname for field in model._meta.concrete_fields]
        self._query = PreparedQuery(lambda *values: build(*values).values_list(*self._columns))

    def rows(self, *values: Any, using: str = DEFAULT_DB_ALIAS) -> list[ModelT]:
        """The rows for these values: one query, none where there can be no row."""
        found = self._query.rows(*values, using=using)
        return [self._model.from_db(using, self._columns, row) for row in found]
