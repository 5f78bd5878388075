"""Making batches of rows in a process of its own, while this one writes.

Nothing here needs the models: the other process imports this module before it has them.
"""

import marshal
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import django


@contextmanager
def made_apart(*work: Any) -> Iterator[Iterator[Any]]:
    """What ``made_rows`` makes of ``work``; made ahead while this process does something else."""
    # Spawned, not forked: no connection of this process comes along.
    context = get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_send_rows, args=(there,), daemon=True)
    maker.start()
    there.close()
    try:
        # Not as arguments: those would wait for ever for a process that died at its start.
        here.send(work)
        yield _received(here)
    finally:
        here.close()
        maker.terminate()
        maker.join()


def _received(here: Connection) -> Iterator[Any]:
    # Nothing is the end; a process that died is an EOFError.
    while packed := here.recv_bytes():
        yield marshal.loads(packed)  # noqa: S302 - from our own process


def _send_rows(out: Connection) -> None:
    # Ctrl-C stops the process that writes, and that one this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    from .batches import made_rows  # the models are there only now

    for rows in made_rows(*out.recv()):
        out.send_bytes(marshal.dumps(rows))
    out.send_bytes(b"")
    out.close()
