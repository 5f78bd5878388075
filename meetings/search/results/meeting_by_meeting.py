"""Keys from the oldest meeting to the latest, within each in the order of what was said.

Within a meeting keys run downward, so that a list of the newest first reads one stretch of an
index. One of the oldest first reads meetings upward and each of them downward.
"""

from collections.abc import Callable
from itertools import groupby

from meetings.derived.chronology import MEETING

from ..query.conditions import LAST_KEY

#: keys from one to another, both included, at most so many: the highest first, or the lowest
KeysWithin = Callable[[int, int, int, bool], list[int]]


def following_keys(
    keys_within: KeysWithin, cursor: int | None, size: int, *, back: bool = False
) -> list[int]:
    """The keys after a key, or from the beginning; ``back``, those before it, the nearest first.

    Three queries at most: what is left of the meeting, the next keys, and the meeting at which
    these break off.
    """
    downward = not back
    keys: list[int] = []
    low, high = 0, LAST_KEY
    if cursor is not None:
        first, last = _meeting_of(cursor)
        own = (first, cursor - 1) if downward else (cursor + 1, last)
        keys = keys_within(*own, size, downward)
        low, high = (last + 1, high) if downward else (low, first - 1)
    wanted = size - len(keys)
    if wanted <= 0:
        return keys
    further = keys_within(low, high, wanted, not downward)
    for meeting, group in groupby(further, key=_meeting_of):
        own_keys = list(group)[::-1]
        if len(further) == wanted and own_keys[0] == further[-1]:
            own_keys = keys_within(*meeting, len(own_keys), downward)
        keys += own_keys
    return keys


def _meeting_of(key: int) -> tuple[int, int]:
    """The lowest and the highest key that statements of its meeting can have."""
    first = key - key % MEETING
    return first, first + MEETING - 1
