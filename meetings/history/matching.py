"""Which entry of a list became which: by what names it, else by what it says, else by its place."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from meetings.records.fields.declaration import Json

#: what an entry is known by; None where that tells nothing
Sign = Callable[[Json], Hashable | None]
#: an entry as it was and as it is; None where there was or is none
Pair = tuple[Json | None, Json | None]


def entries(value: Any) -> list[Json]:
    """The objects of a list; none where something else stands."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def whole(entry: Json) -> str:
    """All that an entry says."""
    return json.dumps(entry, sort_keys=True, default=str)


def paired(
    old: Sequence[Json],
    new: Sequence[Json],
    signs: Iterable[tuple[Sign, Sign]],
    *,
    by_place: bool = False,
) -> list[Pair]:
    """The entries of two lists with their counterparts: the new ones in order, then those gone.

    Each sign is asked of what is left of the old list, and its counterpart of the new one; what
    no sign pairs is paired ``by_place`` in what is left, or is new or gone.
    """
    became: dict[int, int] = {}
    left, rest = list(range(len(old))), list(range(len(new)))
    for was, now in signs:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place in reversed(left):
            if (sign := was(old[place])) is not None:
                waiting[sign].append(place)
        for place in rest:
            sign = now(new[place])
            if sign is not None and waiting.get(sign):
                became[place] = waiting[sign].pop()
        taken = set(became.values())
        left = [place for place in left if place not in taken]
        rest = [place for place in rest if place not in became]
    if by_place:
        became |= dict(zip(rest, left, strict=False))
    taken = set(became.values())
    kept: list[Pair] = [
        (old[became[place]] if place in became else None, entry) for place, entry in enumerate(new)
    ]
    return kept + [(entry, None) for place, entry in enumerate(old) if place not in taken]


def moved(pairs: Sequence[Pair], old: Sequence[Json]) -> list[int]:
    """Places, among the pairs, of the fewest entries that stand in another order than before."""
    places = {id(entry): place for place, entry in enumerate(old)}
    both = [
        (n, places[id(was)])
        for n, (was, now) in enumerate(pairs)
        if was is not None and now is not None
    ]
    kept = _longest_rising([place for _n, place in both])
    return [n for at, (n, _place) in enumerate(both) if at not in kept]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of numbers, whatever stands between."""
    tops: list[int] = []
    top_places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tops, number)
        before.append(top_places[at - 1] if at else -1)
        tops[at : at + 1] = [number]
        top_places[at : at + 1] = [place]
    kept, place = set(), top_places[-1] if top_places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
