"""SQLite, whose file is not made by a web process: a register that is missing is no empty one."""

import sqlite3
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from portal.databases.commits import CountsCommits
from portal.outage import outage


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that asks a second time where no table was found.

    While another process exchanges the search index, SQLite may read the tables anew in the midst
    of a statement that fires triggers, and then misses them all; nothing of the statement was run.
    """

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement; executemany is left as it is, as some of its values may be stored."""
        try:
            return super().execute(query, params)
        except sqlite3.OperationalError as error:
            if not str(error).startswith("no such table: "):
                raise
        return super().execute(query, params)


class DatabaseWrapper(CountsCommits, base.DatabaseWrapper):
    """Django's connection; while the site is served, to a file that is there."""

    def get_connection_params(self) -> dict[str, Any]:
        """Those of Django, with a mode that makes no file."""
        params: dict[str, Any] = super().get_connection_params()
        name = str(params["database"])
        if outage.watching and not (self.is_in_memory_db() or name.startswith("file:")):
            params["database"] = f"{Path(name).absolute().as_uri()}?mode=rw"
        return params

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor that asks again."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
