"""SQLite, whose file is not made by a web process: a register that is missing is no empty one."""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from portal.databases.commits import CountsCommits
from portal.outage import outage


class DatabaseWrapper(CountsCommits, base.DatabaseWrapper):
    """Django's connection; while the site is served, to a file that is there."""

    def get_connection_params(self) -> dict[str, Any]:
        """Those of Django, with a mode that makes no file."""
        params: dict[str, Any] = super().get_connection_params()
        name = str(params["database"])
        if outage.watching and not (self.is_in_memory_db() or name.startswith("file:")):
            params["database"] = f"{Path(name).absolute().as_uri()}?mode=rw"
        return params
