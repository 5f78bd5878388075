"""Connections to PostgreSQL that do not wait for a server which has gone."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import pq
from psycopg.errors import _WaitTimeout

from portal.outage import outage

#: seconds without an answer after which a connection is asked for beside it
DOUBT = 0.4
#: seconds between two looks at what came of that
LOOK = 0.1
#: seconds in which a server that is there gives a connection
REACH = 1.1


class WatchedConnection(psycopg.Connection[Any]):
    """A connection whose queries end when the database is found to be away."""

    #: seconds for everything that is asked now, whatever the server does; None is no limit
    limit: float | None = None
    #: what a connection is asked for with
    conninfo = ""

    def wait(self, gen: Any, interval: float = LOOK, timeout: float | None = None) -> Any:
        """Wait for an answer, and not for ever: a stopped server keeps its connections open."""
        if timeout is not None or not outage.watching:
            return super().wait(gen, interval, timeout)
        began = time.monotonic()
        timeout = min(DOUBT, self.limit or DOUBT)
        while True:
            try:
                value = super().wait(gen, interval, timeout)
            except _WaitTimeout:
                timeout = LOOK
                self._judge(time.monotonic() - began)
            else:
                outage.answered()
                return value

    def _judge(self, waited: float) -> None:
        """Give up where the database is away, or where the limit is passed."""
        outage.suspect(lambda: reach(self.conninfo))
        if outage.away or (self.limit is not None and waited > self.limit):
            self.pgconn.finish()
            raise psycopg.OperationalError(f"The database did not answer in {waited:.1f} s.")

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Let what is asked inside take no longer."""
        self.limit = seconds
        try:
            yield
        finally:
            self.limit = None


def reach(conninfo: str, limit: float = REACH) -> None:
    """Open a connection and close it; raises ``psycopg.OperationalError`` where that fails."""
    deadline = time.monotonic() + limit
    connection = pq.PGconn.connect_start(conninfo.encode())
    try:
        while (status := connection.connect_poll()) != pq.PollingStatus.OK:
            if status == pq.PollingStatus.FAILED:
                raise psycopg.OperationalError(connection.get_error_message())
            left = max(0.0, deadline - time.monotonic())
            reads = [connection.socket] if status == pq.PollingStatus.READING else []
            writes = [] if reads else [connection.socket]
            if not any(select.select(reads, writes, [], left)):
                raise psycopg.OperationalError(f"no connection in {limit:g} s")
    finally:
        connection.finish()
