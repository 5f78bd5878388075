"""The index on SQLite: FTS5 without content of its own, kept by triggers.

Without content, because snippets are made in Python (alike on both databases), and because
a view over the statements would stop Django's table rebuilds. A row is taken out with the
'delete' command, which needs the text that was put in: the triggers have it.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connections, transaction

from meetings.derived.turns import Turns
from participants.words.indexing import index_spelling

from .base import NEW, OLD, ROWS_NAMED, IndexTrigger, SearchEngine, Sql
from .definition import PROGRESS_TABLE, WORDS_TABLE, Index, IndexedTable
from .expressions import And, Expression, Or, Term

#: a short prefix* is one list of the index, not a merge of thousands
_OPTIONS = "content='', prefix='3', tokenize='porter unicode61 remove_diacritics 2', detail=full"
#: bytes that FTS5 gathers before it writes: its own choice, and where an index is built at once
USUAL, BULK = 1 << 20, 64 << 20
#: rows up to which those with a word are counted, to tell rare words from common ones
_MOST_COUNTED = 3_000
#: rows by which others are estimated: the newest
_NEWEST = 5_000
#: tables of a check: the words that the index holds, and those that it should
_HELD, _WANTED = "words_held", "words_wanted"


class SQLiteEngine(SearchEngine):
    """Search by FTS5."""

    def match(self, expression: Expression) -> str:
        """An expression in the language of FTS5."""
        if isinstance(expression, Term):
            return _phrase(expression)
        if isinstance(expression, Or):
            return "(" + " OR ".join(map(self.match, expression.parts)) + ")"
        parts = " AND ".join(map(self.match, expression.parts))
        if isinstance(expression, And) and expression.without:
            return f"(({parts}) NOT ({' OR '.join(map(self.match, expression.without))}))"
        return f"({parts})"

    def found_sql(self, index: Index, expression: Expression, key: str = "") -> Sql:
        sql = f"{index.name} MATCH %s"
        if key:
            sql = f"EXISTS (SELECT 1 FROM {index.name} WHERE {sql} AND rowid = {key})"
        return sql, [self.match(expression)]

    def left_out_sql(self, index: Index, expression: Expression, key: str) -> Sql:
        """A condition that ``key`` is none of those found; read once, not for each key."""
        sql = f"{key} NOT IN (SELECT rowid FROM {index.name} WHERE {index.name} MATCH %s)"
        return sql, [self.match(expression)]

    def rank_sql(self, index: Index, expression: Expression) -> Sql:
        """The rank of FTS5 for what the query itself matches."""
        return f"bm25({index.name})", []

    def rows_with(self, index: Index, terms: Sequence[Term], further: str = "") -> list[int]:
        """Counted up to :data:`_MOST_COUNTED`; of more, as the newest rows tell. Three queries."""
        name = index.name
        counts = self._counted(
            f"SELECT 1 FROM {name} WHERE {name} MATCH %s{further} LIMIT {_MOST_COUNTED}", terms
        )
        common = [at for at, count in enumerate(counts) if count == _MOST_COUNTED]
        total = self.row_count(index)
        if common and total > _NEWEST:
            newest = (
                f"(SELECT id FROM {name}_docsize ORDER BY id DESC LIMIT 1 OFFSET {_NEWEST - 1})"
            )
            among = self._counted(
                f"SELECT 1 FROM {name} WHERE {name} MATCH %s{further} AND rowid >= {newest}",
                [terms[at] for at in common],
            )
            for at, count in zip(common, among, strict=True):
                counts[at] = max(_MOST_COUNTED, round(count * total / _NEWEST))
        return counts

    def _counted(self, rows: str, terms: Sequence[Term]) -> list[int]:
        """How many rows a query gives for each word; one query."""
        if not terms:
            return []
        counted = " UNION ALL ".join([f"SELECT count(*) FROM ({rows})"] * len(terms))
        return [count for (count,) in self.rows(counted, [*map(self.match, terms)])]

    def found_by_each(
        self, index: Index, expressions: Sequence[And], most: int, further: str = ""
    ) -> list[tuple[int, int]]:
        """The oldest ones: FTS5 walks back through its lists in twice the time."""
        name = index.name
        asked = [
            f"SELECT * FROM (SELECT {name}.rowid, {number} FROM {name} WHERE {name} MATCH %s"
            f"{further} ORDER BY {name}.rowid LIMIT {int(most)})"
            for number in range(len(expressions))
        ]
        rows = self.rows(" UNION ALL ".join(asked), [*map(self.match, expressions)])
        return [(key, number) for key, number in rows]

    def key_column(self, index: Index) -> str:
        """The row number of the index; with its table, for every table has one."""
        return f"{index.name}.rowid"

    def tables_sql(self) -> list[str]:
        progress = "source TEXT NOT NULL PRIMARY KEY, done INTEGER NOT NULL"
        return [
            f"CREATE TABLE {WORDS_TABLE} (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
            f"CREATE TABLE {PROGRESS_TABLE} ({progress})",
        ]

    def create_sql(self, index: Index) -> list[str]:
        """What makes an empty index."""
        return [_create(index.name)]

    def drop_sql(self, indexes: Iterable[Index]) -> list[str]:
        """What takes away indexes, triggers and tables."""
        statements: list[str] = []
        for index in indexes:
            statements += map(self.drop_trigger_sql, self.triggers(index))
            statements.append(f"DROP TABLE {index.name}")
        return [*statements, f"DROP TABLE {WORDS_TABLE}", f"DROP TABLE {PROGRESS_TABLE}"]

    def fill_sql(self, index: Index, source: IndexedTable, suffix: str = "") -> str:
        number = source.number
        return (
            f"INSERT INTO {index.name}{suffix} (rowid, words) SELECT {source.key('')},"
            f" {_words(source, '')} FROM {source.table}"
            f" WHERE {number} > %s AND {number} <= %s ORDER BY {number}"
        )

    def triggers(self, index: Index) -> list[IndexTrigger]:
        return _triggers(index)

    def drop_trigger_sql(self, trigger: IndexTrigger) -> str:
        return f"DROP TRIGGER IF EXISTS {trigger.name}"

    def existing_triggers(self) -> dict[str, str]:
        """The triggers there are, by name, with their SQL."""
        rows = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: sql for name, sql in rows}  # noqa: C416  (rows of any width, for mypy)

    def is_as_made(self, trigger: IndexTrigger, existing: str) -> bool:
        """Whether a trigger's SQL is what it should be."""
        return existing == trigger.sql

    def stored_keys_sql(self, index: Index) -> str:
        return f"SELECT id FROM {index.name}_docsize"

    def stale_faults(self, index: Index) -> Iterator[str]:
        """Sentences on rows whose words are not those of their text.

        The index has no text: every row is indexed again in a temporary table, and the two
        are compared word by word. Nothing is written to the database, so no write waits.
        """
        fresh = f"{index.name}_fresh"
        try:
            self._index_afresh(index, fresh)
            self.execute(
                _vocabulary(_HELD, "main", index.name), _vocabulary(_WANTED, "temp", fresh)
            )
            words = [word for (word,) in self.rows(_DIFFERING)]
            if words:
                keys = ", ".join(map(str, self._differing_keys(words)))
                yield f"{index.name}: words are stale in rows such as {keys}"
        finally:
            self.execute(*(f"DROP TABLE IF EXISTS temp.{name}" for name in (_HELD, _WANTED, fresh)))

    def _index_afresh(self, index: Index, fresh: str) -> None:
        self.execute(_create(f"temp.{fresh}"), _gathering(fresh, BULK, "temp."))
        for source in index.sources:
            self.execute(
                f"INSERT INTO temp.{fresh} (rowid, words) SELECT {source.key('')},"
                f" {_words(source, '')} FROM {source.table}"
                f" WHERE {source.number} IS NOT NULL ORDER BY {source.number}"
            )

    def _differing_keys(self, words: Sequence[str]) -> list[int]:
        """Some rows in which words stand at other positions than they should."""
        keys: set[int] = set()
        for word in words:
            for table, other in ((_HELD, _WANTED), (_WANTED, _HELD)):
                rows = self.rows(
                    f'SELECT doc, "offset" FROM temp.{table} WHERE term = %s'
                    f' EXCEPT SELECT doc, "offset" FROM temp.{other}'
                    f" WHERE term = %s LIMIT {ROWS_NAMED}",
                    [word, word],
                )
                keys |= {key for key, _position in rows}
        return sorted(keys)[:ROWS_NAMED]

    def begin_copy(self, index: Index) -> None:
        """Make a new, empty index that takes changed rows up to where copying has come."""
        with transaction.atomic(using=self.using):
            self.execute(_create(index.name + NEW))
            self.begin_progress(index)
            self.execute(*(trigger.sql for trigger in _triggers(index, NEW)))

    def swap(self, index: Index) -> None:
        with transaction.atomic(using=self.using):
            self.execute(
                *map(self.drop_trigger_sql, [*_triggers(index), *_triggers(index, NEW)]),
                f"ALTER TABLE {index.name} RENAME TO {index.name}{OLD}",
                f"ALTER TABLE {index.name}{NEW} RENAME TO {index.name}",
            )
            self.restore_triggers([index])

    def clear(self, index: Index) -> None:
        """Take away what is beside the index, in small steps: gigabytes at once would block."""
        self.execute(*map(self.drop_trigger_sql, _triggers(index, NEW)))
        for suffix in (NEW, OLD):
            self._drop_slowly(index.name + suffix)

    def _drop_slowly(self, table: str) -> None:
        if self.rows("SELECT count(*) FROM sqlite_master WHERE name = %s", [table]) == [(0,)]:
            return
        turns = Turns(self.using)
        with connections[self.using].cursor() as cursor:
            left = 1
            while left:
                # The inner table of FTS5: a few megabytes at a time, in a transaction each.
                cursor.execute(
                    f"DELETE FROM {table}_data WHERE id IN"
                    f" (SELECT id FROM {table}_data WHERE id > 10 LIMIT 2000)"
                )
                left = cursor.rowcount
                turns.give_way()
            cursor.execute(f"DROP TABLE {table}")

    def build_alone(self, index: Index) -> None:
        self.execute(
            *map(self.drop_trigger_sql, _triggers(index)),
            f"DROP TABLE {index.name}",
            _create(index.name),
            _gathering(index.name, BULK),
        )
        for source in index.sources:
            self.fill(index, source)
        self.execute(_gathering(index.name, USUAL))
        self.restore_triggers([index])


def _phrase(term: Term) -> str:
    *first, last = term.words
    words = [*map(index_spelling, first), index_spelling(last, prefix=term.goes_on)]
    return f'"{" ".join(words)}"' + (" *" if term.goes_on else "")


def _words(source: IndexedTable, row: str) -> str:
    """SQL of what is indexed of a row; what FTS5 makes of a plain text, Python does too."""
    return f"coalesce({row}search_text, {source.text(row)})"


def _create(table: str) -> str:
    return f"CREATE VIRTUAL TABLE {table} USING fts5(words, {_OPTIONS})"


def _gathering(table: str, size: int, schema: str = "") -> str:
    """What sets how many bytes of new entries FTS5 gathers before it writes."""
    return f"INSERT INTO {schema}{table} ({table}, rank) VALUES ('hashsize', {size})"


def _vocabulary(name: str, schema: str, table: str) -> str:
    """What makes a table of the words of an index, with their positions."""
    return f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('{schema}', '{table}', 'instance')"


def _summed(table: str) -> str:
    return (
        'SELECT term, count(*) AS n, sum((doc % 1000003) * ("offset" + 1)) AS positions,'
        f' sum("offset") AS sums FROM temp.{table} GROUP BY term'
    )


#: what both have alike stands there twice; each of them is read once
_DIFFERING = (
    "SELECT DISTINCT term FROM (SELECT term FROM"
    f" ({_summed(_HELD)} UNION ALL {_summed(_WANTED)})"
    " GROUP BY 1, n, positions, sums HAVING count(*) = 1) ORDER BY term LIMIT 3"
)


def _triggers(index: Index, suffix: str = "") -> list[IndexTrigger]:
    """The triggers that keep an index; with ``suffix``, those of a rebuild.

    A rebuild's index takes only rows up to where its copying has come.
    """
    triggers = []
    for source in index.sources:
        for event, body in _bodies(index.name + suffix, source, bool(suffix)):
            name = f"{index.name}{suffix}_{source.table}_{event.split()[0].lower()}"
            sql = f"CREATE TRIGGER {name} AFTER {event} ON {source.table} BEGIN {body} END"
            triggers.append(IndexTrigger(name, source.table, sql))
    return triggers


def _bodies(table: str, source: IndexedTable, copying: bool) -> Iterator[tuple[str, str]]:
    def there(row: str) -> str:
        done = (
            f" AND {row}{source.number} <= (SELECT done FROM {PROGRESS_TABLE}"
            f" WHERE source = '{source.table}')"
        )
        return f"{row}{source.number} IS NOT NULL" + (done if copying else "")

    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in source.watched)
    out = (
        f"INSERT INTO {table} ({table}, rowid, words) SELECT 'delete', {source.key('old.')},"
        # A row that was never indexed must not be taken out: FTS5 would call the file malformed.
        f" {_words(source, 'old.')} WHERE {there('old.')}"
        f" AND EXISTS (SELECT 1 FROM {table}_docsize WHERE id = {source.key('old.')})"
    )
    into = (
        f"INSERT INTO {table} (rowid, words) SELECT {source.key('new.')},"
        f" {_words(source, 'new.')} WHERE {there('new.')}"
    )
    columns = ", ".join(source.watched)
    yield "INSERT", f"{into};"
    yield "DELETE", f"{out};"
    yield f"UPDATE OF {columns}", f"{out} AND ({changed}); {into} AND ({changed});"
