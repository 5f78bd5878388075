"""Batches of rows, made in this process or in another while this one writes."""

import marshal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from .layout import Rows
from .plan import MeetingPlan
from .scene import Stage, batch_rows

Batches = Sequence[Sequence[MeetingPlan]]


@contextmanager
def made(stage: Stage, batches: Batches, apart: bool) -> Iterator[Iterator[Rows]]:
    """The rows of each batch in turn; ``apart`` in a process of its own, on another core."""
    if not apart:
        yield (batch_rows(stage, batch) for batch in batches)
        return
    # Spawned, not forked: no connection of this process comes along.
    context = get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_make, args=(there,), daemon=True)
    maker.start()
    there.close()
    try:
        # Not as arguments: those would wait for ever for a process that died at its start.
        here.send((stage, batches))
        yield (marshal.loads(here.recv_bytes()) for _batch in batches)  # noqa: S302 - from our own process
    finally:
        here.close()
        maker.terminate()
        maker.join()


def _make(out: Connection) -> None:
    stage, batches = out.recv()
    for batch in batches:
        out.send_bytes(marshal.dumps(batch_rows(stage, batch)))
    out.close()
