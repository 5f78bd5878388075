"""Downloads that take long: a few at a time in one process, so that pages are still answered."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any

#: long downloads that one process makes at once; each holds one of its threads
AT_ONCE = 2
#: seconds after which one that had no place may ask again
RETRY_AFTER = 30
_slots = threading.BoundedSemaphore(AT_ONCE)


class Slot:
    """A place for a long download; given back once, by whoever comes to the end of it first."""

    def __init__(self) -> None:
        self._taken = True

    def release(self) -> None:
        """Give it back."""
        if self._taken:
            self._taken = False
            _slots.release()


def slot() -> Slot | None:
    """A place, if one is free."""
    return Slot() if _slots.acquire(blocking=False) else None


class Held:
    """The pieces of a long download; its place is given back when they end or are closed."""

    def __init__(self, pieces: Iterable[bytes], held: Slot) -> None:
        self._pieces = iter(pieces)
        self._slot = held

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self._slot.release()
            raise

    def close(self) -> None:
        """End it: the client has all, or has gone."""
        close: Any = getattr(self._pieces, "close", None)
        if close is not None:
            close()
        self._slot.release()
