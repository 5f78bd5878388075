"""Whether a request committed anything, which its page says where the database fails it."""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class CountsCommits(BaseDatabaseWrapper):
    """A connection that knows whether it tried to commit."""

    #: whether that was tried since the request began
    committed = False

    def _commit(self) -> Any:
        # Before it is done: where the answer is lost, nobody knows what became of it.
        self.committed = True
        return super()._commit()  # type: ignore[misc]  # Django's own hook


def forget(**_signal: Any) -> None:
    """Receiver of ``request_started``: nothing was committed yet."""
    for connection in connections.all(initialized_only=True):
        connection.committed = False  # type: ignore[attr-defined]


def may_be_saved() -> bool:
    """Whether something that the request sent may be stored by now."""
    return any(
        getattr(connection, "committed", False)
        for connection in connections.all(initialized_only=True)
    )
