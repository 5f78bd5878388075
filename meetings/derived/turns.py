"""Long work in portions: telling how far it is, and giving way to other writers in between."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connections

#: told what is worked on, how much of it is done and how much there is
Report = Callable[[str, int, int], None]

#: seconds of work after which others have their turn
WORK = 0.5
# On SQLite whoever waits looks every tenth of a second whether the file is free: a gap
# between two transactions that is shorter is one that nobody sees, for minutes.
_GAP = 0.12


def silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


def portions(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of that size."""
    waiting = iter(rows)
    while portion := list(islice(waiting, size)):
        yield portion


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
