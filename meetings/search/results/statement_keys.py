"""The keys of statements that match, newest first: each statement limited, none sorted whole.

Words are sought in the index, other conditions are tested on the key of each hit. Where a
condition names few statements (:data:`FEW`) SQLite is led from these instead, and tests the
words on each; PostgreSQL's planner chooses by itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections

from ..counts import rarest
from ..engine import sqlite
from ..engine.backends import backend
from ..engine.definition import STATEMENTS
from ..engine.expressions import Expression, Or
from ..query.conditions import LAST_KEY, Condition
from ..query.expansion import Branch

#: links that are fewer than this lead the search on SQLite
FEW = 2_000


def newest_keys(
    ways: Iterable[Branch],
    conditions: Sequence[Condition],
    limit: int,
    below: int | None = None,
    using: str = "default",
) -> list[int]:
    """Keys of statements that match any of the ways and all conditions, newest first.

    ``below``: only keys under this one, as on a further page.
    """
    if below is not None:
        conditions = [*conditions, Condition(ranges=((0, below - 1),))]
    found: set[int] = set()
    for way in ways:
        found |= set(_keys(way, [*conditions, *way.conditions], limit, "DESC", using))
    return sorted(found, reverse=True)[:limit]


def next_newer_keys(
    ways: Iterable[Branch],
    conditions: Sequence[Condition],
    limit: int,
    above: int,
    using: str = "default",
) -> list[int]:
    """The keys that come next above ``above``, the nearest first: the page before a page."""
    conditions = [*conditions, Condition(ranges=((above + 1, LAST_KEY),))]
    found: set[int] = set()
    for way in ways:
        found |= set(_keys(way, [*conditions, *way.conditions], limit, "ASC", using))
    return sorted(found)[:limit]


def _keys(
    way: Branch, conditions: list[Condition], limit: int, direction: str, using: str
) -> list[int]:
    if any(condition.is_empty and not condition.negated for condition in conditions):
        return []
    lead = rarest([condition for condition in conditions if condition.links], using)
    if way.expression.parts and not (lead and _leads(lead, using)):
        return _by_words(way, conditions, limit, direction, using)
    if lead:
        return _by_links(way, lead, conditions, limit, direction, using)
    order = f"{direction} LIMIT {int(limit)}"
    return _run(using, *_select("meetings_statement", "key", [], way, conditions, order, using))


def _leads(lead: Condition, using: str) -> bool:
    """Whether a condition names so few statements that the search goes through them."""
    if backend(using) is not sqlite:
        return False
    union = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE {column} = %s AND key IS NOT NULL"
        for table, column, _pk in lead.links
    )
    (count,) = _run(
        using,
        f"SELECT count(*) FROM (SELECT 1 FROM ({union}) LIMIT {FEW})",
        [pk for _table, _column, pk in lead.links],
    )
    return count < FEW


def _by_words(
    way: Branch, conditions: Sequence[Condition], limit: int, direction: str, using: str
) -> list[int]:
    engine = backend(using)
    key = engine.key_column(STATEMENTS)
    sql, params = engine.found_sql(STATEMENTS, way.expression)
    for condition in conditions:
        more, values = condition.sql(key)
        sql += f" AND {more}"
        params += values
    return _run(
        using,
        f"SELECT {key} FROM {STATEMENTS.name} WHERE {sql} ORDER BY {key} {direction} LIMIT %s",
        [*params, limit],
    )


def _by_links(
    way: Branch,
    lead: Condition,
    conditions: Sequence[Condition],
    limit: int,
    direction: str,
    using: str,
) -> list[int]:
    order = f"{direction} LIMIT {int(limit)}"
    others = [condition for condition in conditions if condition is not lead]
    found: set[int] = set()
    for table, column, pk in lead.links:
        chosen = [(f"s.{column} = %s", [pk])]
        found |= set(_run(using, *_select(table, "key", chosen, way, others, order, using)))
    return sorted(found, reverse=direction == "DESC")[:limit]


def _select(
    table: str,
    column: str,
    chosen: list[tuple[str, list[Any]]],
    way: Branch,
    conditions: Sequence[Condition],
    order: str,
    using: str,
) -> tuple[str, list[Any]]:
    """Keys of a table's rows, tested against words and conditions."""
    key = f"s.{column}"
    tests = [(f"{key} IS NOT NULL", []), *chosen, *(one.sql(key) for one in conditions)]
    engine = backend(using)
    if way.expression.parts:
        tests.append(engine.found_sql(STATEMENTS, way.expression, key))
    elif way.expression.without:
        tests.append(engine.left_out_sql(STATEMENTS, _any(way.expression.without), key))
    where = " AND ".join(sql for sql, _params in tests)
    return (
        f"SELECT {key} FROM {table} s WHERE {where} ORDER BY {key} {order}",
        [value for _sql, params in tests for value in params],
    )


def _any(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _run(using: str, sql: str, params: list[Any]) -> list[int]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
