"""SQLite: prepared statements, no index but the unique ones that belong to the tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import OperationalError

from .store import Change, Store
from .tables import quoted

# In memory that a load may take for itself: 256 MiB of pages, sorting beside it.
_CACHE = "PRAGMA cache_size=-262144"
_ANALYSE = ("PRAGMA analysis_limit=1000", "ANALYZE")


class SqliteStore(Store):
    """A SQLite file that nobody else reads meanwhile, if that can be had."""

    @contextmanager
    def session(self) -> Iterator[None]:
        """No log beside the file, no waiting for the disk, no look-up of foreign keys.

        A batch is still whole or absent when the process is killed: the rollback journal
        holds what it changed. Tests prove the foreign keys.
        """
        before = {
            name: self.column(f"PRAGMA {name}")[0]
            for name in ("cache_size", "synchronous", "foreign_keys", "temp_store")
        }
        mode = self.column("PRAGMA journal_mode")[0]
        self.run([_CACHE, "PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF"])
        self.run(["PRAGMA temp_store=MEMORY"])
        if mode == "wal":
            self._journal("TRUNCATE")
        try:
            yield
        finally:
            self._journal(mode)
            self.run(f"PRAGMA {name}={value}" for name, value in before.items())

    def _journal(self, mode: str) -> None:
        """Another way to keep the journal; it stays as it is where another connection is open."""
        # Slower then, and as right; each new connection asks for the usual way again.
        with suppress(OperationalError):
            self.column(f"PRAGMA journal_mode={mode}")

    def removable(self, names: Sequence[str]) -> list[Change]:
        """Indexes and triggers of tables."""
        listed = ", ".join(f"'{name}'" for name in names)
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"  # noqa: S608 - our own names
                f" AND sql IS NOT NULL AND tbl_name IN ({listed}) ORDER BY type, rowid",
                None,
            )
            found = cursor.fetchall()
        quote = self.connection.ops.quote_name
        return [(f"DROP {kind.upper()} {quote(name)}", sql) for kind, name, sql in found]

    def insert(self, kind: str, rows: list[tuple[Any, ...]]) -> None:
        """One prepared statement for all rows; constants stand in its text."""
        target = self.targets[kind]
        names = [*target.columns, *(name for name, _value in target.constants)]
        values = ["?"] * len(target.columns) + [_literal(v) for _name, v in target.constants]
        statement = (
            f'INSERT INTO "{target.table}" ({quoted(self.connection, names)})'  # noqa: S608 - our own names
            f" VALUES ({', '.join(values)})"
        )
        self.connection.ensure_connection()
        # Past Django's cursor, which would rewrite every placeholder.
        sqlite3.Connection.executemany(self.connection.connection, statement, rows)

    def finish(self) -> None:
        """Statistics for the planner, from a sample of each index."""
        self.run(_ANALYSE)


def _literal(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(int(value))
    return "'" + str(value).replace("'", "''") + "'"
