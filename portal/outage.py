"""Whether the database is away: found out once for all requests of a process (decision 0004).

A query or connection that fails or goes unanswered is a suspicion. A thread then asks for a
connection of its own, time and again: as long as it gets none and nothing else is answered, the
database is away, and who asks for it is told so at once. The first answer ends that.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from threading import Lock, Thread

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

#: seconds between two tries to reach the database
PAUSE = 0.5
#: seconds after which a visitor may try again
RETRY_AFTER = 5
#: what SQLite answers where the file is locked, missing, broken or full; no fault of a query
_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
#: PostgreSQL: a standby, or a server that was made one, takes no changes
_READ_ONLY = "25006"


class Outage:
    """What this process knows of its database; ``watching`` in web processes alone.

    A command waits as long as it takes: nobody else depends on it.
    """

    def __init__(self) -> None:
        self.watching = False
        self.away = False
        self._answered = 0.0
        self._reached = -PAUSE
        self._lock = Lock()
        self._asking = False

    def answered(self) -> None:
        """Note that the database answered something just now."""
        self._answered = time.monotonic()

    def alive_since(self, then: float) -> bool:
        """Whether the database answered anything after a time of the monotonic clock."""
        return max(self._answered, self._reached) >= then

    def refuse(self) -> None:
        """Raise ``OperationalError`` while the database is known to be away."""
        if self.away:
            raise OperationalError("The database is away; it is asked again in the background.")

    def suspect(self, reach: Callable[[], None]) -> None:
        """Have ``reach`` tried, which raises where the database does not answer."""
        if not self.watching:
            return
        with self._lock:
            if self._asking or time.monotonic() - self._reached < PAUSE:
                return
            self._asking = True
        Thread(target=self._ask, args=(reach,), name="outage", daemon=True).start()

    def _ask(self, reach: Callable[[], None]) -> None:
        try:
            while True:
                began = time.monotonic()
                try:
                    reach()
                except Exception as error:  # noqa: BLE001  (whatever it is, there is no connection)
                    if self._answered >= began:
                        break
                    self._went(error)
                else:
                    self._reached = time.monotonic()
                    break
                time.sleep(PAUSE)
            self._returned()
        finally:
            self._asking = False

    def _went(self, error: Exception) -> None:
        if not self.away:
            self.away = True
            logger.error("The database does not answer (%s).", " ".join(str(error).split()))

    def _returned(self) -> None:
        if self.away:
            self.away = False
            logger.warning("The database answers again.")


#: of this process
outage = Outage()


def is_outage(error: BaseException | None) -> bool:
    """Whether an error of the database says that it cannot work, not that it was asked wrongly."""
    cause = error.__cause__ if error is not None else None
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # The lowest byte is the kind; those above it say more.
        return code & 0xFF in _SQLITE
    if getattr(cause, "sqlstate", None) == _READ_ONLY:
        return True
    return isinstance(error, OperationalError | InterfaceError)


def is_news(record: logging.LogRecord) -> bool:
    """A filter of the log: an outage is told once, not with a traceback for every request."""
    error = record.exc_info[1] if record.exc_info else None
    return not (outage.away and is_outage(error))
