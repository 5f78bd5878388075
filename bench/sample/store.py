"""Writing rows by the hundred thousand: what both databases do alike."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .layout import COLUMNS, SUMS, Rows
from .tables import targets

#: a statement that takes something away, and the one that brings it back
Change = tuple[str, str]


class Store(ABC):
    """One database while a sample is written: first bare tables, then their indexes."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.targets = targets(connection)

    @abstractmethod
    def session(self) -> AbstractContextManager[None]:
        """Settings of the connection for bulk writing, undone at the end."""

    @abstractmethod
    def removable(self, names: Sequence[str]) -> list[Change]:
        """Indexes, constraints and triggers of tables that cost less to bring back than to keep."""

    @abstractmethod
    def insert(self, kind: str, rows: list[tuple[Any, ...]]) -> None:
        """Write rows of one kind."""

    @abstractmethod
    def finish(self) -> None:
        """Bring sequences and statistics up to date."""

    def write(self, rows: Rows) -> None:
        """Write a batch; the caller holds the transaction."""
        for kind in COLUMNS:
            if rows.get(kind):
                self.insert(kind, rows[kind])

    def replace_sums(self, chunks: Iterable[Rows]) -> None:
        """Write the sums anew; the caller holds the transaction."""
        table = self.targets[SUMS].table
        changes = self.removable([table])
        self.run(remove for remove, _restore in changes)
        self.run([f"DELETE FROM {table}"])  # noqa: S608 - our own name
        for chunk in chunks:
            self.write(chunk)
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
