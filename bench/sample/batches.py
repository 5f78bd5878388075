"""Batches of rows, meeting by meeting, and the tallies of all at the end."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from meetings.derived.facet_codes import facet_of, pairs, turned

from .cast import Cast
from .meeting_rows import MeetingRows
from .plan import MeetingPlan
from .row_kinds import ADDED, TALLY, Rows

Batches = Sequence[Sequence[MeetingPlan]]
#: rows of tallies handed over at a time
_PORTION = 100_000


def made_rows(cast: Cast, batches: Batches, added: Sequence[str]) -> Iterator[Rows]:
    """The rows of each batch in turn, then the tallies.

    ``added`` is what the meetings add to the tallies that are written already.
    """
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
