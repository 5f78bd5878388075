"""Batches of rows, made in this process or in another while this one writes."""

import marshal
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from .layout import Rows
from .plan import MeetingPlan
from .scene import Stage, batch_rows
from .sums import sums

Batches = Sequence[Sequence[MeetingPlan]]


@contextmanager
def made(
    stage: Stage, batches: Batches, counted: Sequence[str], apart: bool
) -> Iterator[Iterator[Rows]]:
    """The rows of each batch in turn, then the sums; ``apart`` in a process of its own.

    ``counted`` is what the meetings add that are written already. While this process brings
    indexes back, the other one sums up.
    """
    if not apart:
        yield _all(stage, batches, counted)
        return
    # Spawned, not forked: no connection of this process comes along.
    context = get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_make, args=(there,), daemon=True)
    maker.start()
    there.close()
    try:
        # Not as arguments: those would wait for ever for a process that died at its start.
        here.send((stage, batches, counted))
        yield _received(here)
    finally:
        here.close()
        maker.terminate()
        maker.join()


def _all(stage: Stage, batches: Batches, counted: Sequence[str]) -> Iterator[Rows]:
    texts = list(counted)
    for batch in batches:
        rows = batch_rows(stage, batch)
        texts += [str(text) for _meeting, text in rows["meeting_tally"]]
        yield rows
    yield from sums(texts)


def _received(here: Connection) -> Iterator[Rows]:
    # Nothing is the end; a process that died is an EOFError.
    while some := here.recv_bytes():
        yield marshal.loads(some)  # noqa: S302 - from our own process


def _make(out: Connection) -> None:
    # Ctrl-C stops the process that writes, and that one this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for rows in _all(*out.recv()):
        out.send_bytes(marshal.dumps(rows))
    out.send_bytes(b"")
    out.close()
