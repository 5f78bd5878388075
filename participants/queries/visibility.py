"""What of the shared nouns the public may see, as conditions put into SQL once.

What makes a row public is one EXISTS for every relation that leads to it, nested for some. To
put that into SQL takes Django milliseconds each time, though it is always the same text.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.db.models import (
    BooleanField,
    Exists,
    Expression,
    F,
    ForeignObjectRel,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.fields import Field

#: stands in the SQL for the number of the row that is asked about
_ROW = "number of the row"

QueryMethod = Callable[[Any], Any]
AnyMethod = TypeVar("AnyMethod", bound=QueryMethod)


def in_public_record(model: type[Model]) -> Q:
    """Return the condition that a public row of any app refers to a row of `model`.

    Every relation that points at the model counts (foreign key, one-to-one, many-to-many) whose
    model's default manager has `public_uses()`: the rows that make public what they refer to.
    Relations are looked up when a query is first made, so that this app need not know the apps
    above it. It is long: what asks it of a page is a method that is put into SQL once.
    """
    return _used(model, "public_uses")


def in_withdrawn_record(model: type[Model]) -> Q:
    """Return the condition that a withdrawn record refers to a row of `model`.

    As `in_public_record`, by `withdrawn_uses()`. Such a row was public once, unless something
    public refers to it still.
    """
    return _used(model, "withdrawn_uses")


def _used(model: type[Model], uses: str) -> Q:
    condition = Q(pk__in=[])
    for field, manager in _referring(model):
        condition |= Q(Exists(getattr(manager, uses)().filter(**{field.name: OuterRef("pk")})))
    return condition


def _referring(model: type[Model]) -> list[tuple[Field, Any]]:
    # Hidden relations (related_name="+") count too: use is use, whatever it is called.
    relations = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
    ]
    return [
        (relation.field, relation.related_model._default_manager)
        for relation in relations
        if hasattr(relation.related_model._default_manager, "public_uses")
        # What is not dumped is a copy of what another relation says.
        and getattr(relation.field, "serialize", True)
    ]


def compiled_once(condition: AnyMethod) -> AnyMethod:
    """Make the SQL of a QuerySet's method, one that takes nothing and only filters, once.

    The method is called on all rows of the model, once for each database. What it filters by
    becomes one EXISTS on the row's number, which narrows, nests and annotates as any condition.
    """

    @wraps(condition)
    def narrowed(self: QuerySet[Any]) -> QuerySet[Any]:
        return self.filter(Meets(type(self), self.model, condition))

    return narrowed  # type: ignore[return-value]  # of the same signature


class Meets(Expression):
    """Whether a row is one of those that a method of its QuerySet leaves."""

    def __init__(
        self, rows: type[QuerySet[Any]], model: type[Model], condition: QueryMethod
    ) -> None:
        super().__init__(output_field=BooleanField())
        self.asked = (rows, model._meta.concrete_model or model, condition)
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        """The number of the row."""
        return [self.row]

    def set_source_expressions(self, exprs: Any) -> None:
        """Follow the row where its table goes by another name."""
        (self.row,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The SQL that was made once, of this row."""
        row, none = compiler.compile(self.row)
        before, after, params = _sql(*self.asked, connection.alias)
        return f"{before}{row}{after}", (*params, *none)


@lru_cache(maxsize=64)
def _sql(
    rows: type[QuerySet[Any]], model: type[Model], condition: QueryMethod, using: str
) -> tuple[str, str, tuple[Any, ...]]:
    """What stands before the number of the row and after it, and the parameters."""
    found = condition(rows(model=model, using=using)).filter(pk=Func(template=_ROW))
    query = found.order_by().values_list("pk").query
    # Names that no query around this one has, or the row there would be taken for one here.
    name = condition.__name__
    query.change_aliases({alias: f"{name}_{alias.lower()}" for alias in query.alias_map})
    sql, params = query.get_compiler(using).as_sql()
    before, after = sql.split(_ROW)
    # Kept one row at a time: made one join for all, PostgreSQL would read whole tables of uses.
    return f"EXISTS({before}", f"{after} LIMIT 1 OFFSET 0)", tuple(params)
