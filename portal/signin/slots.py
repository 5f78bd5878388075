"""How many passwords a process looks at in one moment: each takes a core for half a second.

Who comes when all slots are taken is told at once to come again, and holds up nobody who reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

_free = BoundedSemaphore(settings.SIGN_IN_SLOTS)


@contextmanager
def slot() -> Iterator[bool]:
    """Whether there was a slot; it is held until the block ends."""
    taken = _free.acquire(blocking=False)
    try:
        yield taken
    finally:
        if taken:
            _free.release()
