"""The index on PostgreSQL: a stored tsvector with a GIN index, kept by triggers.

The words are those of ``search_text``, or of a plain text; a function (see ``postgresql_text``)
writes some of them so that the dictionary ``porter`` stems them as FTS5 does.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import OperationalError, connections, transaction

from .base import NEW, Found, IndexTrigger, SearchEngine, Sql
from .definition import PROGRESS_TABLE, WORDS_TABLE, Index, IndexedTable
from .expressions import And, Expression, Or, Term, positive_terms
from .postgresql_functions import CONFIG, function_name, trigger_function_sql, vector_sql
from .postgresql_phrases import PAIRS_FUNCTION, found_by_pairs, pairs_index_sql
from .postgresql_size import SIZE_SQL, IndexSize
from .postgresql_text import OLD_FUNCTIONS, WORDS_FUNCTION, function_sql, spelt_words

_STEMMER = "meetings_porter"
#: seconds that writers wait behind a rebuild for all locks of one attempt together
_LOCK_WAIT = 3.0
_TRIES = 20
#: statements with all words of a phrase that are looked at whether these stand together
_MOST_RECHECKED = 30_000
#: rows as estimated up to which it is counted whether a word has so many as :data:`_MOST_COUNTED`
_RARE, _MOST_COUNTED = 3_000, 100
#: more rows than there are: of queries with a limit none is shared out among processes
_ANY_NUMBER = 10**12


class PostgreSQLEngine(SearchEngine):
    """Search by tsvector."""

    chooses_its_lead = True
    ranks_by_all = False

    def match(self, expression: Expression) -> str:
        """An expression in the language of to_tsquery."""
        if isinstance(expression, Term):
            return "(" + " <-> ".join(spelt_words(expression)) + ")"
        if isinstance(expression, Or):
            return "(" + " | ".join(map(self.match, expression.parts)) + ")"
        parts = [*map(self.match, expression.parts)]
        if isinstance(expression, And):
            parts += [f"!{self.match(part)}" for part in expression.without]
        return "(" + " & ".join(parts) + ")"

    def found_sql(self, index: Index, expression: Expression, key: str = "") -> Sql:
        sql = f"words @@ to_tsquery('{CONFIG}', %s)"
        if key:
            sql = f"EXISTS (SELECT 1 FROM {index.name} x WHERE x.key = {key} AND x.{sql})"
        else:
            sql = f"{index.name}.{sql}"
        return sql, [self.match(expression)]

    def left_out_sql(self, index: Index, expression: Expression, key: str) -> Sql:
        sql, params = self.found_sql(index, expression, key)
        return f"NOT {sql}", params

    def rank_sql(self, index: Index, expression: Expression) -> Sql:
        """How densely the words of a row cover the query; shorter rows before longer ones."""
        sql = f"-ts_rank_cd({index.name}.words, to_tsquery('{CONFIG}', %s), 1)"
        return sql, [self.match(expression)]

    def found_among(self, index: Index, expression: And, direction: str) -> Found:
        """The index in the order of keys, or of a sum, which no index is read by, for phrases
        whose words seldom meet; of long texts, those that may hold the phrases.

        The planner takes a phrase to be as frequent as its words together, and would walk through
        all keys to find a thousand. Where most rows have all the words, that is the shorter way.
        """
        key = self.key_column(index)
        if not any(len(term.words) > 1 for term in positive_terms(expression)):
            return Found(index.name, [], key)
        size = self._size(index)
        if size.is_long and size.has_pairs:
            by_pairs = found_by_pairs(index, expression, direction)
            if by_pairs is not None:
                return by_pairs
        sql, params = self.found_sql(index, expression)
        ((plan,),) = self.rows(
            f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {index.name} WHERE {sql}", params
        )
        with_all_words = plan[0]["Plan"]["Plan Rows"]
        most = min(_MOST_RECHECKED, size.rows / 2)
        return Found(index.name, [], key if with_all_words > most else f"({key} + 0)")

    def reads_long_rows(self, index: Index) -> bool:
        return self._size(index).is_long

    def rows_with(self, index: Index, terms: Sequence[Term], further: str = "") -> list[int]:
        """As the planner estimates them by its statistics; of rare words it is counted whether they
        have a hundred, for of words that no row has it knows nothing. Two queries at most."""
        found = [self.found_sql(index, term) for term in terms]
        if not found:
            return []
        every = [
            (f"(SELECT 1 FROM {index.name} WHERE {sql} LIMIT {_ANY_NUMBER})", values)
            for sql, values in found
        ]
        ((plan,),) = self.rows(f"EXPLAIN (FORMAT JSON) {_all_of(every)}", _values(every))
        whole = plan[0]["Plan"]
        counts = [int(one["Plan Rows"]) for one in (whole["Plans"] if len(every) > 1 else [whole])]
        rare = [at for at, count in enumerate(counts) if count < _RARE]
        if rare:
            counted = [
                (_counted(f"SELECT 1 FROM {index.name} WHERE {sql}{further}"), values)
                for sql, values in (found[at] for at in rare)
            ]
            rows = self.rows(_all_of(counted), _values(counted))
            for at, (count,) in zip(rare, rows, strict=True):
                counts[at] = count if count < _MOST_COUNTED else max(count, counts[at])
        return counts

    def _size(self, index: Index) -> IndexSize:
        (size,) = self.rows(SIZE_SQL, [f"{index.name}_pairs", index.name])
        return IndexSize(*size)

    def found_by_each(
        self, index: Index, expressions: Sequence[And], most: int, further: str = ""
    ) -> list[tuple[int, int]]:
        """By one plan, which is made for any expression: planning for one takes as long as asking,
        and where the planner expects many rows it walks through all keys."""
        name = index.name
        asked = [f"({number}, to_tsquery('{CONFIG}', %s))" for number in range(len(expressions))]
        rows = self.rows(
            f"SELECT found.key, asked.number FROM (VALUES {', '.join(asked)}) asked (number, query)"
            f" CROSS JOIN LATERAL (SELECT {name}.key FROM {name}"
            f" WHERE {name}.words @@ asked.query{further} LIMIT %s) found",
            [*map(self.match, expressions), most],
        )
        return [(key, number) for key, number in rows]

    def key_column(self, index: Index) -> str:
        return f"{index.name}.key"

    def tables_sql(self) -> list[str]:
        """What makes dictionary, configuration, functions and the tables beside the indexes."""
        kinds = "asciiword, word, numword, int, uint, float, sfloat, version"
        return [
            f"CREATE TEXT SEARCH DICTIONARY {_STEMMER} (TEMPLATE = snowball, LANGUAGE = porter)",
            f'CREATE TEXT SEARCH CONFIGURATION {CONFIG} (PARSER = "default")',
            f"ALTER TEXT SEARCH CONFIGURATION {CONFIG} ADD MAPPING FOR {kinds} WITH {_STEMMER}",
            function_sql(),
            f'CREATE TABLE {WORDS_TABLE} (word text COLLATE "C" PRIMARY KEY)',
            f"CREATE TABLE {PROGRESS_TABLE} (source text PRIMARY KEY, done bigint NOT NULL)",
        ]

    def create_sql(self, index: Index) -> list[str]:
        """What makes an empty index, and the functions that follow its tables."""
        return [
            *_create(index.name),
            *_searched(index.name),
            *(trigger_function_sql(index, source) for source in index.sources),
        ]

    def drop_sql(self, indexes: Iterable[Index]) -> list[str]:
        """What takes away indexes, triggers, tables and all that they need."""
        statements: list[str] = []
        for index in indexes:
            statements += [
                f"DROP FUNCTION {function_name(index, source)}() CASCADE"
                for source in index.sources
            ]
            statements.append(f"DROP TABLE {index.name}")
        return [
            *statements,
            f"DROP TABLE {WORDS_TABLE}, {PROGRESS_TABLE}",
            f"DROP FUNCTION {WORDS_FUNCTION}(text, text)",
            f"DROP FUNCTION IF EXISTS {PAIRS_FUNCTION}(tsvector, int)",
            f"DROP TEXT SEARCH CONFIGURATION {CONFIG}",
            f"DROP TEXT SEARCH DICTIONARY {_STEMMER}",
        ]

    def fill_sql(self, index: Index, source: IndexedTable, suffix: str = "") -> str:
        """What copies rows with numbers above one and up to another.

        They are locked, so that a change made meanwhile is either read here or written by its
        trigger.
        """
        number = source.number
        return (
            f"INSERT INTO {index.name}{suffix} (key, words) SELECT {source.key('t.')},"
            f" {vector_sql(source, 't.')} FROM {source.table} t"
            f" WHERE {number} > %s AND {number} <= %s ORDER BY {number} FOR SHARE"
            " ON CONFLICT (key) DO NOTHING"
        )

    def triggers(self, index: Index) -> list[IndexTrigger]:
        triggers = []
        for source in index.sources:
            name, columns = function_name(index, source), ", ".join(source.watched)
            table, call = source.table, f"EXECUTE FUNCTION {name}()"
            for end, event, scope in (
                ("row", f"INSERT OR DELETE OR UPDATE OF {columns}", "ROW"),
                ("all", "TRUNCATE", "STATEMENT"),
            ):
                sql = (
                    f"CREATE TRIGGER {name}_{end} AFTER {event} ON {table} FOR EACH {scope} {call}"
                )
                triggers.append(IndexTrigger(f"{name}_{end}", table, sql))
        return triggers

    def drop_trigger_sql(self, trigger: IndexTrigger) -> str:
        return f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}"

    def follow_release(self, indexes: Sequence[Index]) -> None:
        """Make triggers anew with the functions that they call; drop those of earlier releases."""
        self.execute(
            function_sql(),
            *(trigger_function_sql(index, source) for index in indexes for source in index.sources),
            *(f"DROP FUNCTION IF EXISTS {name}" for name in OLD_FUNCTIONS),
        )
        super().follow_release(indexes)

    def existing_triggers(self) -> dict[str, str]:
        """The triggers there are and are switched on, by name, with their tables."""
        rows = self.rows(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        return {name: table for name, table in rows}  # noqa: C416  (rows of any width, for mypy)

    def stored_keys_sql(self, index: Index) -> str:
        return f"SELECT key FROM {index.name}"

    def stale_faults(self, index: Index) -> Iterator[str]:
        """Sentences on rows whose words are not those of their text, made anew."""
        for source in index.sources:
            rows = (
                f"SELECT x.key FROM {source.table} t JOIN {index.name} x ON x.key ="
                f" {source.key('t.')} WHERE x.words <> {vector_sql(source, 't.')}"
            )
            yield from self.faulty_rows(rows, f"{index.name}: words of {source.table} are stale")

    def begin_copy(self, index: Index) -> None:
        """Make a new, empty index; the functions write each change to both."""
        with transaction.atomic(using=self.using):
            self.execute(*_create(index.name + NEW))
            self.begin_progress(index)
        self._with_writers_gone(
            index, *(trigger_function_sql(index, source, ("", NEW)) for source in index.sources)
        )

    def swap(self, index: Index) -> None:
        name, new = index.name, index.name + NEW
        # Concurrently, no write waits for it; that cannot be inside a transaction.
        concurrently = not connections[self.using].in_atomic_block
        self.execute(*_searched(new, concurrently=concurrently), f"ANALYZE {new}")
        self._with_writers_gone(
            index,
            f"DROP TABLE {name}",
            f"ALTER TABLE {new} RENAME TO {name}",
            f"ALTER INDEX {new}_words RENAME TO {name}_words",
            f"ALTER INDEX {new}_pairs RENAME TO {name}_pairs",
            f"ALTER INDEX {new}_pkey RENAME TO {name}_pkey",
            *(trigger_function_sql(index, source) for source in index.sources),
        )
        self.restore_triggers([index])

    def clear(self, index: Index) -> None:
        """Take away a new index that was not finished; the functions write to one again."""
        self._with_writers_gone(
            index,
            *(trigger_function_sql(index, source) for source in index.sources),
            f"DROP TABLE IF EXISTS {index.name}{NEW}",
        )

    def _with_writers_gone(self, index: Index, *statements: str) -> None:
        """Run statements at a moment when nobody writes to the tables of the index.

        Waits at most three seconds at a time, for all locks together, so that writers behind
        it wait hardly longer.
        """
        locks = [f"LOCK TABLE {source.table} IN SHARE MODE" for source in index.sources]
        for attempt in range(_TRIES):
            try:
                with transaction.atomic(using=self.using):
                    deadline = time.monotonic() + _LOCK_WAIT
                    for statement in (*locks, *statements):
                        # The limit of the database holds for one lock; none would be 0.
                        left = max(1, int((deadline - time.monotonic()) * 1000))
                        self.execute(f"SET LOCAL lock_timeout = {left}", statement)
                    self.execute("SET LOCAL lock_timeout = DEFAULT")
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") != "55P03" or attempt == _TRIES - 1:
                    raise
                time.sleep(1)
            else:
                return

    def build_alone(self, index: Index) -> None:
        """Build an index anew at full speed, inside a transaction that others wait for: the rows
        by several processes, indexes by sorting."""
        name, sources = index.name, index.sources
        rows = " UNION ALL ".join(
            f"SELECT {source.key('t.')} AS key, {vector_sql(source, 't.')} AS words"
            f" FROM {source.table} t WHERE t.{source.number} IS NOT NULL"
            for source in sources
        )
        self.execute(
            f"LOCK TABLE {', '.join(source.table for source in sources)} IN SHARE MODE",
            "SET LOCAL maintenance_work_mem = '256MB'",
            f"DROP TABLE {name}",
            f"CREATE TABLE {name} AS {rows}",
            f"ALTER TABLE {name} ADD PRIMARY KEY (key), ALTER words SET NOT NULL",
            _statistics(name),
            *_searched(name),
            f"ANALYZE {name}",
        )
        self.restore_triggers([index])


def _counted(rows: str) -> str:
    """How many rows a query gives, to a limit. The planner does not see the limit, or it would
    rather read all rows than the index."""
    seen = f"SELECT count(*) FROM (SELECT 1 FROM held LIMIT {_MOST_COUNTED}) seen"
    return f"(WITH held AS MATERIALIZED ({rows}) {seen})"


def _all_of(selects: Sequence[Sql]) -> str:
    return " UNION ALL ".join(sql for sql, _params in selects)


def _values(selects: Sequence[Sql]) -> list[Any]:
    return [value for _sql, params in selects for value in params]


def _create(table: str) -> list[str]:
    """What makes an empty index, without what it is searched by."""
    return [
        f"CREATE TABLE {table} (key bigint PRIMARY KEY, words tsvector NOT NULL)",
        _statistics(table),
    ]


def _statistics(table: str) -> str:
    # With the usual 100, the planner takes a rare word for a common one.
    return f"ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 1000"


def _searched(table: str, *, concurrently: bool = False) -> list[str]:
    """What makes the indexes by words and by pairs of them."""
    how = "CONCURRENTLY " if concurrently else ""
    return [
        f"CREATE INDEX {how}{table}_words ON {table} USING gin (words) WITH (fastupdate = off)",
        *pairs_index_sql(table, how),
    ]
