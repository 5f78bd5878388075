"""Who speaks and of what: the same bodies come back to the same series and topics."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from .lexicon import Lexicon

#: topics that a series, and that a participant, keeps coming back to
SERIES_TOPICS, OWN_TOPICS = 6, 8
#: participants that a series draws most of its delegations from
MEMBERS = 40


class Entry(NamedTuple):
    """A row that exists: its number and its name."""

    pk: int
    name: str


@dataclass(slots=True)
class Cast:
    """All that meetings are made from: the rows that they share, and what goes with what.

    ``base`` is the highest row number before the sample, by kind of row; ``forms`` and
    ``kinds`` are the numbers under which forms, and the kinds of participants, are tallied.
    ``staff`` are the people of each participant; ``regulars`` the indexes of participants to
    draw delegations from, a list a series and a last one for meetings of none.
    """

    seed: int
    statements: int
    lexicon: Lexicon
    base: dict[str, int]
    forms: dict[str, int]
    kinds: dict[int, int]
    participants: Sequence[Entry]
    people: Sequence[Entry]
    topics: Sequence[Entry]
    series: Sequence[Entry]
    staff: list[list[Entry]] = field(init=False)
    regulars: list[list[int]] = field(init=False)
    series_topics: list[list[int]] = field(init=False)
    own_topics: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        rng = Random(f"cast {self.seed} {self.statements}")  # noqa: S311 - repeatable, not secret
        busiest = list(range(len(self.participants)))
        rng.shuffle(busiest)
        crowd = [who for rank, who in enumerate(busiest) for _ in range(_weight(rank))]
        self.staff = [[] for _ in self.participants]
        for person in self.people:
            self.staff[rng.choice(crowd)].append(person)
        self.regulars = []
        for _series in self.series:
            members = [rng.choice(crowd) for _ in range(MEMBERS)]
            self.regulars.append(crowd + members * (len(crowd) // MEMBERS))
        self.regulars.append(crowd)
        among = len(self.topics)
        self.series_topics = [_drawn(rng, among, SERIES_TOPICS) for _ in self.regulars]
        self.own_topics = [_drawn(rng, among, OWN_TOPICS) for _ in self.participants]


def _weight(rank: int) -> int:
    """How often the participant of that rank comes: the first about forty times the last."""
    return max(400 // (rank + 8), 1)


def _drawn(rng: Random, among: int, count: int) -> list[int]:
    """Distinct indexes, the first of them (by Zipf's law) in most hands."""
    drawn: dict[int, None] = {}
    while len(drawn) < min(count, among):
        drawn[int(among ** rng.random()) - 1 if rng.random() < 0.6 else rng.randrange(among)] = None
    return list(drawn)


def attending(rng: Random, cast: Cast, series: int | None, count: int) -> list[int]:
    """Indexes of distinct participants, those that belong to a series first."""
    crowd = cast.regulars[-1 if series is None else series]
    drawn: dict[int, None] = {}
    for _ in range(count * 6):
        drawn[rng.choice(crowd)] = None
        if len(drawn) == count:
            return list(drawn)
    left = [n for n in range(len(cast.participants)) if n not in drawn]
    return [*drawn, *rng.sample(left, count - len(drawn))]
