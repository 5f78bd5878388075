"""Whether a query orders its rows down to the last one: no two of them may change places.

An order is total where what it names, with what the filters fix, tells the rows of every table of
the query apart. That follows from unique columns and from joins: whoever knows a unique key knows
the row, and whoever knows the row knows which rows it refers to.
"""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import QuerySet
from django.db.models.expressions import Col, Ref
from django.db.models.functions import Collate
from django.db.models.lookups import Exact, IsNull, Lookup
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import INNER
from django.db.models.sql.where import AND, WhereNode

from meetings.lists.filters import ByteOrder

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("meetings", "participants", "portal")

#: file, line and column at which a call of ``order_by`` ends
Site = tuple[str, int, int]
#: the alias of a table in a query, and a column of it
Column = tuple[str, str]


class Tables:
    """The tables of a query, and which of their columns are known of a row that is known in part.

    A column of a table that stands in a query around this one is the same for all rows.
    """

    def __init__(self, query: Any) -> None:
        aliases = [alias for alias in query.alias_map if query.alias_refcount[alias]]
        self.models = {alias: _model_of(query.alias_map[alias].table_name) for alias in aliases}
        self.known: set[Column] = set()
        self._given: set[Column] = set()
        self._follows: list[tuple[Column, Column]] = []
        for alias in aliases:
            self._read_join(alias, query.alias_map[alias])
        self._read_where(query.where)

    def _read_join(self, alias: str, join: Any) -> None:
        for column, other in join.join_cols if join.parent_alias else ():
            ours, theirs = (join.parent_alias, column), (alias, other)
            self._follows.append((ours, theirs))
            if join.join_type == INNER:
                self._follows.append((theirs, ours))
                self._given |= {ours, theirs}

    def _read_where(self, where: Any) -> None:
        """Read the conditions that hold of every row."""
        if where.negated:
            (only, *more) = where.children
            if isinstance(only, IsNull) and not more:
                self._given |= columns_of([only.lhs])
        elif where.connector == AND or len(where.children) == 1:
            for child in where.children:
                if isinstance(child, WhereNode):
                    self._read_where(child)
                elif isinstance(child, Lookup) and isinstance(child.lhs, Col):
                    self._read_lookup(child)

    def _read_lookup(self, lookup: Any) -> None:
        (ours,) = columns_of([lookup.lhs])
        if isinstance(lookup, IsNull):
            (self.known if lookup.rhs else self._given).add(ours)
            return
        self._given.add(ours)
        theirs = columns_of([lookup.rhs])
        if isinstance(lookup, Exact):
            self._follows += [pair for one in theirs for pair in ((ours, one), (one, ours))]
            self.known |= set() if theirs else {ours}

    def learn(self, columns: set[Column]) -> None:
        """Take columns as known, and all that follows from them."""
        self.known |= columns
        before = -1
        while before != len(self.known):
            before = len(self.known)
            for one, other in self._follows:
                if one in self.known or one[0] not in self.models:
                    self.known.add(other)
            for alias, model in self.models.items():
                if self.tells_apart(alias):
                    self.known |= {(alias, one.column) for one in model._meta.concrete_fields}

    def tells_apart(self, alias: str) -> bool:
        """Whether what is known of a row leaves one row of this table alone."""
        model = self.models[alias]
        nullable = {one.column for one in model._meta.concrete_fields if one.null}
        # Many rows may have NULL in a unique column.
        return any(
            all((alias, one) in self.known for one in key)
            and all((alias, one) in self._given for one in nullable.intersection(key))
            for key in _unique_keys(model)
        )

    def loose(self) -> list[str]:
        """The tables whose rows are not told apart."""
        return [alias for alias in self.models if not self.tells_apart(alias)]


@cache
def _model_of(table: str) -> Any:
    models = apps.get_models(include_auto_created=True)
    return next(one for one in models if one._meta.db_table == table and not one._meta.proxy)


@cache
def _unique_keys(model: Any) -> list[tuple[str, ...]]:
    """The columns that are unique in a table, alone or together, whatever else the row holds."""
    meta = model._meta
    together = [constraint.fields for constraint in meta.total_unique_constraints]
    alone = [(one.name,) for one in meta.concrete_fields if one.unique]
    return [
        tuple(meta.get_field(name).column for name in names)
        for names in (*alone, *together, *meta.unique_together)
    ]


def plain(expression: Any) -> Any:
    """What an expression refers to; a text in another collation is as unique as the text."""
    while isinstance(expression, Ref | Collate | ByteOrder):
        (expression,) = expression.get_source_expressions()
    return expression


def columns_of(expressions: Iterable[Any]) -> set[Column]:
    """The columns among expressions; what is computed of columns is none of them."""
    found = map(plain, expressions)
    return {(one.alias, one.target.column) for one in found if isinstance(one, Col)}


def loose_parts(compiler: Any, order_by: Any) -> list[str]:
    """What the order of a query does not tell apart; nothing where it is total.

    Rows that show only what is known are alike: it does not matter which of them comes first.
    """
    query = compiler.query
    ordered = [plain(one.expression) for one, _sql in order_by]
    tables = Tables(query)
    tables.learn(columns_of(ordered) | _owners(query))

    def is_known(expression: Any) -> bool:
        columns = columns_of([expression])
        return columns <= tables.known if columns else plain(expression) in ordered

    if all(is_known(shown) for shown, *_sql in compiler.select):
        return []
    if isinstance(query.group_by, tuple):
        return [str(one) for one in query.group_by if not is_known(one)]
    return tables.loose()


def _owners(query: Any) -> set[Column]:
    """What parts rows that Django prefetches by the rows that they belong to."""
    found = set()
    for name, (sql, _params) in query.extra.items():
        if name.startswith("_prefetch_related_val_"):
            table, column = sql.replace('"', "").split(".")
            found.add((table, column))
    return found


@dataclass
class Orders:
    """The orders that were put into SQL: where they are written, and which are not total."""

    sites: set[Site] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)

    def note(self, compiler: Any, order_by: Any) -> None:
        """Judge the order of one query, or that it has none and is cut off all the same."""
        query = compiler.query
        site = getattr(query, "ordered_at", None) if query.order_by else None
        where = f"{site[0]}:{site[1]}" if site else getattr(query.model, "__name__", "no table")
        if order_by:
            self.sites |= {site} if site else set()
            if parts := loose_parts(compiler, order_by):
                self.loose.add(f"{where} {query.order_by or 'Meta.ordering'}: {parts}")
        elif query.is_sliced and query.high_mark not in _OF_ONE_ROW:
            self.loose.add(f"{where}: the first {query.high_mark} of no order")


#: how many rows ``exists`` and ``get`` ask for, which have no order
_OF_ONE_ROW = (1, 21)


@contextmanager
def noted_orders(patch: pytest.MonkeyPatch) -> Iterator[Orders]:
    """Note every order that is put into SQL meanwhile."""
    orders = Orders()
    order_by, set_up = QuerySet.order_by, SQLCompiler.pre_sql_setup

    def order_by_noted(self: Any, *names: Any) -> Any:
        rows = order_by(self, *names)
        rows.query.ordered_at = _caller()
        return rows

    def set_up_noted(self: Any, *args: Any, **options: Any) -> Any:
        extra, ordered, grouped = set_up(self, *args, **options)
        if not self.query.combinator:
            orders.note(self, ordered)
        return extra, ordered, grouped

    with patch.context() as patched:
        patched.setattr(QuerySet, "order_by", order_by_noted)
        patched.setattr(SQLCompiler, "pre_sql_setup", set_up_noted)
        yield orders


def _caller() -> Site | None:
    """Where the code of the project calls ``order_by``; None where another does."""
    frame: Any = sys._getframe(2)
    if frame.f_code.co_filename.endswith("django/db/models/manager.py"):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in PACKAGES:
        return None
    _start, line, _from, column = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    return str(path.relative_to(ROOT)), line or 0, column or 0


def written_sites() -> set[Site]:
    """Every call of ``order_by`` with an order that the code of the project holds."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return {
        (str(path.relative_to(ROOT)), call.end_lineno or 0, call.end_col_offset or 0)
        for path in paths
        if "migrations" not in path.parts
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "order_by"
        and call.args
    }


def judged(rows: Callable[[], QuerySet[Any]], patch: pytest.MonkeyPatch) -> set[str]:
    """What the order of some rows leaves open."""
    with noted_orders(patch) as orders:
        rows().query.get_compiler("default").as_sql()
    return orders.loose
