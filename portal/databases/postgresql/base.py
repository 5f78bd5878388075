"""PostgreSQL with a pool that gives up and comes back at once.

psycopg's pool tries again after 1, 2, 4 … 64 seconds, so that a site stayed away for most of a
minute after its database was back. Here one thread asks (``portal.outage``), and the pool is
left to open a connection when one is needed.
"""

import time
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from portal.databases.commits import CountsCommits
from portal.outage import outage

from .connection import WatchedConnection, reach

#: seconds for a connection of the pool: of a database that answers nothing, and of a busy one
POOL_TIMEOUT, BUSY = 1.6, 5.0
#: seconds after which one asks what keeps it
STEP = 0.2
#: seconds for the question whether a connection still works
CHECK = 0.9
#: arguments of ``psycopg.connect`` that are none of the server's
_OURS = {"context", "cursor_factory", "prepare_threshold", "autocommit", "row_factory"}


class DatabaseWrapper(CountsCommits, base.DatabaseWrapper):
    """Django's connection, which a stopped server does not hold."""

    # Django's own, which the stubs leave out.
    _connection_pools: dict[str, Any]
    _configure_connection: Any

    @property
    def pool(self) -> Any:
        """The pool of this process; None where there is none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            if self.settings_dict["CONN_MAX_AGE"] != 0:
                raise ImproperlyConfigured("A pool keeps connections itself: CONN_MAX_AGE is 0.")
            pool = ConnectionPool(
                kwargs=self.get_connection_params() | {"autocommit": True},
                connection_class=self._watched(),
                open=False,
                configure=self._configure_connection,
                check=self._check,
                # A connection that cannot be had is given up, and asked for when it is needed.
                reconnect_timeout=0.5,
                **options,
            )
            self._connection_pools.setdefault(self.alias, pool)
        return self._connection_pools[self.alias]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection, of the pool where there is one; none while the database is away."""
        outage.refuse()
        # Django's own default; the portal sets no other.
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        try:
            if self.pool is None:
                return self._watched().connect(**conn_params)
            return self._pooled(self.pool)
        except psycopg.OperationalError:
            self._suspect()
            raise

    def _pooled(self, pool: ConnectionPool[Any]) -> Any:
        """A connection of the pool; it is not waited for once the database is found away."""
        pool.open()
        began = time.monotonic()
        while True:
            try:
                return pool.getconn(STEP)
            except PoolTimeout:
                self._suspect()
                outage.refuse()
                waited = time.monotonic() - began
                if waited > (BUSY if outage.alive_since(began) else POOL_TIMEOUT):
                    raise

    def is_usable(self) -> bool:
        """Whether the connection works; a server that is stopped does not answer that."""
        if self.connection is None:
            return False
        with self.connection.limited(CHECK):
            return bool(super().is_usable())

    def _check(self, connection: WatchedConnection) -> None:
        try:
            with connection.limited(CHECK):
                ConnectionPool.check_connection(connection)
        except psycopg.Error:
            self._suspect()
            # After a restart or a failover no connection works any more.
            self.pool.drain()
            raise

    def _suspect(self) -> None:
        conninfo = self._conninfo()
        outage.suspect(lambda: reach(conninfo))

    def _watched(self) -> type[WatchedConnection]:
        return type("WatchedConnection", (WatchedConnection,), {"conninfo": self._conninfo()})

    def _conninfo(self) -> str:
        params = self.get_connection_params()
        return make_conninfo("", **{k: v for k, v in params.items() if k not in _OURS})
