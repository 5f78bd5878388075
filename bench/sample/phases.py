"""How long each part of a long piece of work took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


@contextmanager
def phase(name: str, say: Say) -> Iterator[None]:
    """Say, where the work inside came to its end, how long it took."""
    begun, spent = time.monotonic(), time.process_time()
    yield
    took, worked = time.monotonic() - begun, time.process_time() - spent
    say(f"{name}: {took:.1f} s ({worked:.1f} s of this process)")
