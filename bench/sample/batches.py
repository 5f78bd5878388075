"""Batches of rows, made in this process or in another while this one writes."""

import json
import marshal
import signal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from meetings.derived.facet_codes import facet_of, pairs, turned

from .cast import Cast
from .meeting_rows import MeetingRows
from .plan import MeetingPlan
from .row_kinds import ADDED, TALLY, Rows

Batches = Sequence[Sequence[MeetingPlan]]
#: rows of tallies handed over at a time
_PORTION = 100_000


@contextmanager
def batch_rows(
    cast: Cast, batches: Batches, added: Sequence[str], apart: bool
) -> Iterator[Iterator[Rows]]:
    """The rows of each batch in turn, then the tallies; ``apart`` in a process of its own.

    ``added`` is what the meetings add to the tallies that are written already. While this
    process brings indexes back, the other one sums up.
    """
    if not apart:
        yield _rows(cast, batches, added)
        return
    # Spawned, not forked: no connection of this process comes along.
    context = get_context("spawn")
    here, there = context.Pipe()
    maker = context.Process(target=_send_rows, args=(there,), daemon=True)
    maker.start()
    there.close()
    try:
        # Not as arguments: those would wait for ever for a process that died at its start.
        here.send((cast, batches, added))
        yield _received(here)
    finally:
        here.close()
        maker.terminate()
        maker.join()


def _rows(cast: Cast, batches: Batches, added: Sequence[str]) -> Iterator[Rows]:
    texts = list(added)
    for batch in batches:
        rows: Rows = defaultdict(list)
        for plan in batch:
            for kind, own in MeetingRows(cast, plan).make().items():
                rows[kind].extend(own)
        texts += [str(text) for _meeting, text in rows[ADDED]]
        yield dict(rows)
    yield from tally_rows(texts)


def tally_rows(added: Iterable[str]) -> Iterator[Rows]:
    """All tallies in order of their unique index; ``added`` is what meetings add, as JSON."""
    tallies = dict(pairs(map(json.loads, added)))
    tallies |= turned(tallies)
    order = sorted(tallies)
    for start in range(0, len(order), _PORTION):
        yield {
            TALLY: [
                (chosen, counted, facet_of(counted), tallies[chosen, counted])
                for chosen, counted in order[start : start + _PORTION]
            ]
        }


def _received(here: Connection) -> Iterator[Rows]:
    # Nothing is the end; a process that died is an EOFError.
    while packed := here.recv_bytes():
        yield marshal.loads(packed)  # noqa: S302 - from our own process


def _send_rows(out: Connection) -> None:
    # Ctrl-C stops the process that writes, and that one this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for rows in _rows(*out.recv()):
        out.send_bytes(marshal.dumps(rows))
    out.send_bytes(b"")
    out.close()
