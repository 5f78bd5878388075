"""Writing rows by the hundred thousand: bare tables first, their indexes at the end."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from .row_kinds import COLUMNS, NUMBERED, TALLY, Rows, Target, row_model

#: a statement that takes something away, and the one that brings it back
Change = tuple[str, str]


class Store(ABC):
    """One database while a sample is written: what both do alike."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.targets = {kind: Target.of(kind, connection) for kind in COLUMNS}

    @abstractmethod
    def session(self) -> AbstractContextManager[None]:
        """Settings of the connection for bulk writing, undone at the end."""

    @abstractmethod
    def removable(self, tables: Sequence[str]) -> list[Change]:
        """Indexes, constraints and triggers of tables that cost less to bring back than to keep."""

    @abstractmethod
    def insert(self, target: Target, rows: list[tuple[Any, ...]]) -> None:
        """Write rows of one kind."""

    @abstractmethod
    def finish(self) -> None:
        """Bring sequences and statistics up to date."""

    def write(self, rows: Rows) -> None:
        """Write a batch; the caller holds the transaction."""
        for kind, target in self.targets.items():
            if rows.get(kind):
                self.insert(target, rows[kind])

    def replace_tallies(self, portions: Iterable[Rows]) -> None:
        """Write the tallies anew; the caller holds the transaction."""
        table = self.targets[TALLY].table
        changes = self.removable([table])
        self.run(remove for remove, _restore in changes)
        self.run([f"DELETE FROM {table}"])  # noqa: S608 - our own name
        for rows in portions:
            self.write(rows)
        self.run(restore for _remove, restore in changes)

    def run(self, statements: Iterable[str]) -> None:
        """Run statements that return nothing."""
        with self.connection.cursor() as cursor:
            for statement in statements:
                # No parameters, so that a percent sign in the text of a trigger stays one.
                cursor.execute(statement, None)

    def column(self, query: str) -> list[Any]:
        """The first column of what a query returns."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, None)
            return [row[0] for row in cursor.fetchall()]

    def _into(self, target: Target) -> str:
        """The table and all columns that are written, as INSERT and COPY name them."""
        quote = self.connection.ops.quote_name
        names = ", ".join(map(quote, (*target.columns, *target.constants)))
        return f"{quote(target.table)} ({names})"


def store_for(connection: BaseDatabaseWrapper) -> Store:
    """The way to write many rows into that database."""
    return (SqliteStore if connection.vendor == "sqlite" else PostgresqlStore)(connection)


class SqliteStore(Store):
    """A SQLite file that nobody else reads meanwhile, if that can be had.

    Rows go in by prepared statements; no index is kept but the unique ones of the tables.
    """

    @contextmanager
    def session(self) -> Iterator[None]:
        """No log beside the file, no waiting for the disk, no look-up of foreign keys.

        A batch is still whole or absent when the process is killed: the rollback journal
        holds what it changed. Tests prove the foreign keys. A load takes 256 MiB of memory
        for pages, sorting beside it.
        """
        changed = {
            "cache_size": "-262144",
            "synchronous": "OFF",
            "foreign_keys": "OFF",
            "temp_store": "MEMORY",
        }
        before = {name: self.column(f"PRAGMA {name}")[0] for name in changed}
        mode = self.column("PRAGMA journal_mode")[0]
        self._set(changed)
        if mode == "wal":
            self._keep_journal("TRUNCATE")
        try:
            yield
        finally:
            self._keep_journal(mode)
            self._set(before)

    def _set(self, settings: dict[str, Any]) -> None:
        self.run(f"PRAGMA {name}={value}" for name, value in settings.items())

    def _keep_journal(self, mode: str) -> None:
        """Another way to keep the journal; it stays as it is where another connection is open."""
        # Slower then, and as right; each new connection asks for the usual way again.
        with suppress(OperationalError):
            self.column(f"PRAGMA journal_mode={mode}")

    def removable(self, tables: Sequence[str]) -> list[Change]:
        """Indexes and triggers of tables."""
        listed = ", ".join(map(_literal, tables))
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"  # noqa: S608 - our own names
                f" AND sql IS NOT NULL AND tbl_name IN ({listed}) ORDER BY type, rowid",
                None,
            )
            quote = self.connection.ops.quote_name
            return [(f"DROP {kind.upper()} {quote(name)}", text) for kind, name, text in cursor]

    def insert(self, target: Target, rows: list[tuple[Any, ...]]) -> None:
        """One prepared statement for all rows; constants stand in its text."""
        values = ["?"] * len(target.columns) + list(map(_literal, target.constants.values()))
        statement = f"INSERT INTO {self._into(target)} VALUES ({', '.join(values)})"  # noqa: S608 - our own names
        self.connection.ensure_connection()
        # Past Django's cursor, which would rewrite every placeholder.
        sqlite3.Connection.executemany(self.connection.connection, statement, rows)

    def finish(self) -> None:
        """Statistics for the planner, from a sample of each index."""
        self.run(("PRAGMA analysis_limit=1000", "ANALYZE"))


def _literal(value: Any) -> str:
    if isinstance(value, int):
        return str(int(value))
    return "'" + str(value).replace("'", "''") + "'"


_SETTINGS = {
    "statement_timeout": "0",
    "synchronous_commit": "off",
    "maintenance_work_mem": "'512MB'",
    "max_parallel_maintenance_workers": "2",
}
# Foreign keys are looked up row by row unless a superuser's session plays the replica.
_REPLICA = {"session_replication_role": "replica"}

_TRIGGERS = """
    SELECT DISTINCT format('ALTER TABLE %%s DISABLE TRIGGER USER', g.tgrelid::regclass),
           format('ALTER TABLE %%s ENABLE TRIGGER USER', g.tgrelid::regclass)
    FROM pg_trigger g
    JOIN pg_class t ON t.oid = g.tgrelid
    WHERE t.relname = ANY(%s) AND t.relnamespace = current_schema()::regnamespace
      AND NOT g.tgisinternal
"""
_INDEXES = """
    SELECT format('DROP INDEX %%I.%%I', n.nspname, c.relname), pg_get_indexdef(c.oid)
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE t.relname = ANY(%s) AND n.nspname = current_schema()
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype <> 'f')
    ORDER BY c.oid
"""
_CONSTRAINTS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', k.conrelid::regclass, k.conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', k.conrelid::regclass, k.conname,
                  pg_get_constraintdef(k.oid))
    FROM pg_constraint k
    JOIN pg_class t ON t.oid = k.conrelid
    WHERE t.relname = ANY(%s) AND t.relnamespace = current_schema()::regnamespace
      AND k.contype = ANY(%s)
    ORDER BY k.contype = 'f', k.oid
"""


class PostgresqlStore(Store):
    """A PostgreSQL database, loaded by COPY over the connection that Django holds."""

    @contextmanager
    def session(self) -> Iterator[None]:
        """No time limit, much memory for sorting, no waiting for the log."""
        changed = _SETTINGS | (_REPLICA if self._is_superuser() else {})
        self.run(f"SET {name} = {value}" for name, value in changed.items())
        try:
            yield
        finally:
            self.run(f"RESET {name}" for name in changed)

    def removable(self, tables: Sequence[str]) -> list[Change]:
        """Triggers, indexes, unique constraints; foreign keys where they cannot be left aside."""
        names = list(tables)
        kinds = ["u"] if self._is_superuser() else ["u", "f"]
        changes: list[Change] = []
        with self.connection.cursor() as cursor:
            for query, parameters in (
                (_TRIGGERS, [names]),
                (_INDEXES, [names]),
                (_CONSTRAINTS, [names, kinds]),
            ):
                cursor.execute(query, parameters)
                changes += cursor.fetchall()
        # A foreign key leaves before, and returns after, what it leans on.
        return changes

    def insert(self, target: Target, rows: list[tuple[Any, ...]]) -> None:
        """COPY, with the constants at the end of each row."""
        end = tuple(target.constants.values())
        self.connection.ensure_connection()
        with (
            self.connection.connection.cursor() as cursor,
            cursor.copy(f"COPY {self._into(target)} FROM STDIN") as copy,
        ):
            write = copy.write_row
            for row in rows:
                write(row + end)

    def _is_superuser(self) -> bool:
        return bool(self.column("SHOW is_superuser")[0] == "on")

    def finish(self) -> None:
        """Sequences go on after the rows written; statistics for the planner."""
        for kind in NUMBERED:
            table = row_model(kind)._meta.db_table
            self.column(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'),"  # noqa: S608 - our own names
                f' greatest((SELECT max(id) FROM "{table}"), 1))'
            )
        self.run(["ANALYZE"])
