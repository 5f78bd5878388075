"""Rows of a model that are read by SQL put together once, where forms and checks need the model."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

from participants.queries.prepared import PreparedQuery

ModelT = TypeVar("ModelT", bound=Model)


class _Part(NamedTuple):
    """A model whose row stands in some columns of a query, at the end of a path of relations."""

    path: str
    model: Any
    columns: list[str]
    first: int

    @property
    def last(self) -> int:
        """The column after its last."""
        return self.first + len(self.columns)

    @property
    def key(self) -> int:
        """The column of its row number."""
        return self.first + self.columns.index(self.model._meta.pk.attname)


class PreparedRows(Generic[ModelT]):
    """Whole rows of a model, as ``build`` selects them of as many values as ``rows`` takes.

    ``joins`` are the relations that are read with them, as for ``select_related``, each after the
    one that it begins with; ``without`` are columns of the model that stay to be read when they
    are asked for. See :class:`~participants.queries.prepared.PreparedQuery` for what ``build``
    may do.
    """

    def __init__(
        self,
        model: type[ModelT],
        build: Callable[..., QuerySet[Any]],
        *,
        joins: Sequence[str] = (),
        without: Collection[str] = (),
    ) -> None:
        self._parts = [*_parts(model, joins, without)]
        columns = [
            f"{part.path}__{column}" if part.path else column
            for part in self._parts
            for column in part.columns
        ]
        self._query = PreparedQuery(lambda *values: build(*values).values_list(*columns))

    def rows(self, *values: Any, using: str = DEFAULT_DB_ALIAS) -> list[ModelT]:
        """The rows for these values: one query, none where there can be no row."""
        return [self._made(row, using) for row in self._query.rows(*values, using=using)]

    def _made(self, row: Sequence[Any], using: str) -> ModelT:
        made: dict[str, Any] = {}
        for part in self._parts:
            one = None
            if row[part.key] is not None:
                one = part.model.from_db(using, part.columns, row[part.first : part.last])
            made[part.path] = one
            before, _sign, name = part.path.rpartition("__")
            if name and made[before] is not None:
                setattr(made[before], name, one)
        found: ModelT = made[""]
        return found


def _parts(model: Any, joins: Sequence[str], without: Collection[str]) -> Iterator[_Part]:
    first = 0
    for path in ["", *joins]:
        joined = model
        for name in filter(None, path.split("__")):
            joined = joined._meta.get_field(name).related_model
        left_out = without if not path else ()
        columns = [
            field.attname for field in joined._meta.concrete_fields if field.name not in left_out
        ]
        yield _Part(path, joined, columns, first)
        first += len(columns)
