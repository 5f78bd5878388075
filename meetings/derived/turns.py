"""Giving way to other writers between the transactions of long work."""

import time

from django.db import connections

#: seconds of work after which others have their turn
WORK = 0.5
# On SQLite whoever waits looks every tenth of a second whether the file is free: a gap
# between two transactions that is shorter is one that nobody sees, for minutes.
_GAP = 0.12


class Turns:
    """Asked after each transaction, it pauses where work went on for long enough.

    PostgreSQL keeps a queue of those who wait, so nothing is to be done there.
    """

    def __init__(self, using: str = "default") -> None:
        self._needed = connections[using].vendor == "sqlite"
        self._since = time.monotonic()

    def give_way(self) -> None:
        """Call this outside a transaction."""
        if self._needed and time.monotonic() - self._since >= WORK:
            time.sleep(_GAP)
            self._since = time.monotonic()
