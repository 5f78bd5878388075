"""The keys of statements that match, newest first: each statement limited, none sorted whole.

Words are sought in the index, other conditions are tested on the key of each hit. Where a
condition names few statements (:data:`FEW`) SQLite is led from these instead, and tests the
words on each; PostgreSQL's planner chooses by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from ..engine import search_engine
from ..engine.base import Sql
from ..engine.definition import STATEMENT_INDEX
from ..engine.expressions import And, Expression, Or
from ..query.conditions import LAST_KEY, Condition
from ..query.expansion import Branch
from .capped import CAP
from .meeting_by_meeting import following_keys
from .rarity import rarest

#: links that are fewer than this lead the search on SQLite
FEW = 2_000


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The keys of a page in order, and what the pages beside it are asked for; None for none."""

    keys: list[int]
    before: int | None
    after: int | None


def key_page(
    branches: Sequence[Branch],
    conditions: Sequence[Condition],
    *,
    oldest_first: bool = False,
    after: int | None = None,
    before: int | None = None,
    limit: int = 20,
) -> KeyPage:
    """A page: the first, the one after a key, or the one before a key. One to six queries.

    Within a meeting statements follow in the order they were made, whichever way meetings do.
    """

    next_keys = partial(_next_keys, branches, conditions, oldest_first=oldest_first)
    if before is None:
        keys = next_keys(after, limit + 1, back=False)
        page = keys[:limit]
        return KeyPage(
            page,
            before=page[0] if page and after is not None else None,
            after=page[-1] if len(keys) > limit else None,
        )
    keys = next_keys(before, limit + 1, back=True)
    page = keys[:limit][::-1]
    if len(keys) <= limit:
        # The beginning: a whole page of it, as the list itself begins.
        return key_page(branches, conditions, oldest_first=oldest_first, limit=limit)
    return KeyPage(page, before=page[0], after=page[-1])


def number_before(
    branches: Sequence[Branch],
    conditions: Sequence[Condition],
    key: int,
    *,
    oldest_first: bool = False,
    most: int = CAP,
) -> int | None:
    """How many statements stand before a key in the list; None where they are more than most."""
    keys = _next_keys(branches, conditions, key, most + 1, oldest_first=oldest_first, back=True)
    return len(keys) if len(keys) <= most else None


def _next_keys(
    branches: Sequence[Branch],
    conditions: Sequence[Condition],
    cursor: int | None,
    size: int,
    *,
    oldest_first: bool,
    back: bool,
) -> list[int]:
    """The keys after a key, or from the beginning; ``back``, those before it, the nearest first."""

    def keys_within(low: int, high: int, size: int, downward: bool) -> list[int]:
        within = [*conditions, Condition(ranges=((low, high),))]
        return _matching(branches, within, size, newest_first=downward)

    if oldest_first:
        return following_keys(keys_within, cursor, size, back=back)
    if back:
        return next_newer_keys(branches, conditions, size, cursor or 0)
    return newest_keys(branches, conditions, size, cursor)


def newest_keys(
    branches: Iterable[Branch],
    conditions: Sequence[Condition],
    limit: int,
    below: int | None = None,
) -> list[int]:
    """Keys of statements that match any of the branches and all conditions, newest first.

    ``below``: only keys under this one, as on a further page.
    """
    if below is not None:
        conditions = [*conditions, Condition(ranges=((0, below - 1),))]
    return _matching(branches, conditions, limit, newest_first=True)


def next_newer_keys(
    branches: Iterable[Branch], conditions: Sequence[Condition], limit: int, above: int
) -> list[int]:
    """The keys that come next above ``above``, the nearest first: the page before a page."""
    conditions = [*conditions, Condition(ranges=((above + 1, LAST_KEY),))]
    return _matching(branches, conditions, limit, newest_first=False)


def best_keys(branches: Iterable[Branch], conditions: Sequence[Condition], limit: int) -> list[int]:
    """Keys of statements that match, as the index ranks them: the best of each branch in turn.

    A branch without words gives its newest keys.
    """
    ranked = [
        _Selection(branch.expression, [*conditions, *branch.conditions], newest_first=True).best(
            limit
        )
        for branch in branches
    ]
    in_turn = (key for keys in zip_longest(*ranked) for key in keys if key is not None)
    return list(dict.fromkeys(in_turn))[:limit]


def best_first(keys: Sequence[int], expression: And) -> list[int]:
    """Keys of statements that hold an expression, as the index ranks them.

    Only where the engine ranks rows whether or not it has sought them (``ranks_by_all`` is False).
    """
    engine = search_engine()
    key = engine.key_column(STATEMENT_INDEX)
    rank, params = engine.rank_sql(STATEMENT_INDEX, expression)
    marks = ", ".join(["%s"] * len(keys))
    rows = engine.rows(
        f"SELECT {key} FROM {STATEMENT_INDEX.name} WHERE {key} IN ({marks})"
        f" ORDER BY {rank}, {key} DESC",
        [*keys, *params],
    )
    return [found for (found,) in rows]


def is_any_found_more_than(expressions: Iterable[Expression], most: int) -> bool:
    """Whether more statements than ``most`` hold any of some words, whatever else is asked."""
    engine = search_engine()
    asked = {
        (sql, *params): f"SELECT count(*) FROM (SELECT 1 FROM {STATEMENT_INDEX.name}"
        f" WHERE {sql} LIMIT {most + 1}) held"
        for sql, params in (engine.found_sql(STATEMENT_INDEX, one) for one in expressions)
    }
    values = [value for _sql, *params in asked for value in params]
    rows = engine.rows(" UNION ALL ".join(asked.values()), values) if asked else []
    return any(count > most for (count,) in rows)


def _matching(
    branches: Iterable[Branch], conditions: Sequence[Condition], limit: int, *, newest_first: bool
) -> list[int]:
    keys: set[int] = set()
    for branch in branches:
        every = [*conditions, *branch.conditions]
        selection = _Selection(branch.expression, every, newest_first=newest_first)
        keys |= set(selection.keys(limit))
    return sorted(keys, reverse=newest_first)[:limit]


class _Selection:
    """The statements that meet one expression and all conditions, in one order."""

    def __init__(
        self, expression: And, conditions: Sequence[Condition], *, newest_first: bool
    ) -> None:
        self.expression, self.conditions = expression, conditions
        self.newest_first = newest_first
        self.direction = "DESC" if newest_first else "ASC"
        self.engine = search_engine()

    def keys(self, limit: int) -> list[int]:
        """The first keys, in order."""
        if any(condition.is_empty and not condition.negated for condition in self.conditions):
            return []
        lead = rarest([condition for condition in self.conditions if condition.links])
        if self.expression.parts and not (lead and self._is_led_by(lead)):
            return self._by_words(limit)
        if lead:
            return self._by_links(lead, limit)
        return self._run("meetings_statement", [], self.conditions, limit)

    def best(self, limit: int) -> list[int]:
        """The keys that the index ranks highest; the newest where no words are sought."""
        if any(condition.is_empty and not condition.negated for condition in self.conditions):
            return []
        if not self.expression.parts:
            return self.keys(limit)
        key = self.engine.key_column(STATEMENT_INDEX)
        where, params = self._words_and_conditions(key)
        rank, ranked_by = self.engine.rank_sql(STATEMENT_INDEX, self.expression)
        among = self.engine.found_among(STATEMENT_INDEX, self.expression, "DESC")
        return self._first(
            f"SELECT {key} FROM {among.sql} WHERE {where} ORDER BY {rank}, {key} DESC LIMIT %s",
            [*among.params, *params, *ranked_by, limit],
        )

    def _words_and_conditions(self, key: str) -> Sql:
        tests = [
            self.engine.found_sql(STATEMENT_INDEX, self.expression),
            *(condition.sql(key) for condition in self.conditions),
        ]
        return _all_of(tests)

    def _is_led_by(self, lead: Condition) -> bool:
        """Whether a condition names so few statements that the search goes through them."""
        if self.engine.chooses_its_lead:
            return False
        union = " UNION ALL ".join(
            f"SELECT 1 FROM {table} WHERE {column} = %s AND key IS NOT NULL"
            for table, column, _value in lead.links
        )
        ((count,),) = self.engine.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM ({union}) LIMIT {FEW})",
            [value for _table, _column, value in lead.links],
        )
        return bool(count < FEW)

    def _by_words(self, limit: int) -> list[int]:
        key = self.engine.key_column(STATEMENT_INDEX)
        where, params = self._words_and_conditions(key)
        among = self.engine.found_among(STATEMENT_INDEX, self.expression, self.direction)
        return self._first(
            f"SELECT {key} FROM {among.sql} WHERE {where}"
            f" ORDER BY {among.order} {self.direction} LIMIT %s",
            [*among.params, *params, limit],
        )

    def _by_links(self, lead: Condition, limit: int) -> list[int]:
        others = [condition for condition in self.conditions if condition is not lead]
        keys: set[int] = set()
        for table, column, value in lead.links:
            keys |= set(self._run(table, [(f"s.{column} = %s", [value])], others, limit))
        return sorted(keys, reverse=self.newest_first)[:limit]

    def _run(
        self, table: str, chosen: list[Sql], conditions: Sequence[Condition], limit: int
    ) -> list[int]:
        """Keys of a table's rows, tested against words and conditions."""
        tests: list[Sql] = [
            ("s.key IS NOT NULL", []),
            *chosen,
            *(one.sql("s.key") for one in conditions),
        ]
        without = self.expression.without
        if self.expression.parts:
            tests.append(self.engine.found_sql(STATEMENT_INDEX, self.expression, "s.key"))
        elif without:
            excluded = without[0] if len(without) == 1 else Or(tuple(without))
            tests.append(self.engine.left_out_sql(STATEMENT_INDEX, excluded, "s.key"))
        where, params = _all_of(tests)
        return self._first(
            f"SELECT s.key FROM {table} s WHERE {where}"
            f" ORDER BY s.key {self.direction} LIMIT {int(limit)}",
            params,
        )

    def _first(self, sql: str, params: list[Any]) -> list[int]:
        return [key for (key,) in self.engine.rows(sql, params)]


def _all_of(tests: Sequence[Sql]) -> Sql:
    """Tests joined by AND, with their parameters."""
    where = " AND ".join(sql for sql, _params in tests)
    return where, [value for _sql, params in tests for value in params]
