"""PostgreSQL: COPY into bare tables, indexes built at the end by sorting."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from psycopg import sql

from .store import Change, Store
from .tables import models_numbered

_SETTINGS = {
    "statement_timeout": "0",
    "synchronous_commit": "off",
    "maintenance_work_mem": "'512MB'",
    "max_parallel_maintenance_workers": "2",
}

# Foreign keys are looked up row by row unless a superuser's session plays the replica.
_REPLICA = "session_replication_role"

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
_TRIGGERS = """
    SELECT DISTINCT format('ALTER TABLE %%s DISABLE TRIGGER USER', g.tgrelid::regclass),
           format('ALTER TABLE %%s ENABLE TRIGGER USER', g.tgrelid::regclass)
    FROM pg_trigger g
    JOIN pg_class t ON t.oid = g.tgrelid
    WHERE t.relname = ANY(%s) AND t.relnamespace = current_schema()::regnamespace
      AND NOT g.tgisinternal
"""


class PostgresqlStore(Store):
    """A PostgreSQL database, loaded over the connection that Django holds."""

    @contextmanager
    def session(self) -> Iterator[None]:
        """No time limit, much memory for sorting, no waiting for the log."""
        changed = _SETTINGS | ({_REPLICA: "replica"} if self._is_superuser() else {})
        self.run(f"SET {name} = {value}" for name, value in changed.items())
        try:
            yield
        finally:
            self.run(f"RESET {name}" for name in changed)

    def removable(self, names: Sequence[str]) -> list[Change]:
        """Triggers, indexes, unique constraints; foreign keys where they cannot be left aside."""
        kinds = ["u"] if self._is_superuser() else ["u", "f"]
        asked = list(names)
        found: list[Change] = []
        with self.connection.cursor() as cursor:
            for query, parameters in (
                (_TRIGGERS, [asked]),
                (_INDEXES, [asked]),
                (_CONSTRAINTS, [asked, kinds]),
            ):
                cursor.execute(query, parameters)
                found += cursor.fetchall()
        # A foreign key leaves before, and returns after, what it leans on.
        return found

    def insert(self, kind: str, rows: list[tuple[Any, ...]]) -> None:
        """COPY, with the constants at the end of each row."""
        target = self.targets[kind]
        names = [*target.columns, *(name for name, _value in target.constants)]
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(target.table), sql.SQL(", ").join(map(sql.Identifier, names))
        )
        end = tuple(value for _name, value in target.constants)
        self.connection.ensure_connection()
        with (
            self.connection.connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            write = copy.write_row
            for row in rows:
                write(row + end)

    def _is_superuser(self) -> bool:
        return bool(self.column("SHOW is_superuser")[0] == "on")

    def finish(self) -> None:
        """Sequences go on after the rows written; statistics for the planner."""
        for model in models_numbered().values():
            table = model._meta.db_table
            self.column(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'),"  # noqa: S608 - our own names
                f' greatest((SELECT max(id) FROM "{table}"), 1))'
            )
        self.run(["ANALYZE"])
