"""Who speaks and of what: the same bodies come back to the same series and topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .plan import Sizes
from .words import Words

#: topics that a series, and that a participant, keeps coming back to
SERIES_TOPICS, OWN_TOPICS = 6, 8
#: participants that a series draws most of its delegations from
MEMBERS = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A row that exists: its number and its name."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Troupe:
    """The rows that all meetings share, by place; what goes with what.

    ``speaking`` are places of participants to draw delegations from, a list a series and a
    last one for meetings of none; ``people`` those of a participant.
    """

    participants: tuple[Named, ...]
    people: tuple[tuple[Named, ...], ...]
    topics: tuple[Named, ...]
    series: tuple[Named, ...]
    speaking: tuple[tuple[int, ...], ...]
    series_topics: tuple[tuple[int, ...], ...]
    own_topics: tuple[tuple[int, ...], ...]


def topic_names(words: Words, real: Sequence[str], count: int) -> list[str]:
    """``count`` names: those of shipped records, then pairs of words that say they are made up."""
    made = (f"Sample topic {n:03} {words.tail[n * 5].title()}" for n in range(1, count + 1))
    return [*dict.fromkeys(real), *made][:count]


def series_names(words: Words, count: int) -> list[str]:
    """``count`` names of series that say they are made up."""
    return [f"Sample series {n:03} {words.tail[n * 3].title()}" for n in range(1, count + 1)]


def person_name(number: int) -> str:
    """A name that is plainly nobody's."""
    return f"Delegate {number:05}"


def cast_troupe(
    seed: int,
    sizes: Sizes,
    participants: Sequence[Named],
    people: Sequence[Named],
    topics: Sequence[Named],
    series: Sequence[Named],
) -> Troupe:
    """Share out people among participants, and topics and participants among series."""
    rng = Random(f"cast {seed} {sizes.statements}")  # noqa: S311 - repeatable, not secret
    busiest = list(range(len(participants)))
    rng.shuffle(busiest)
    ranks = {who: rank for rank, who in enumerate(busiest)}
    crowd = [who for who in busiest for _ in range(_weight(ranks[who]))]
    staff: list[list[Named]] = [[] for _ in participants]
    for person in people:
        staff[rng.choice(crowd)].append(person)
    speaking = []
    for _one in series:
        members = [rng.choice(crowd) for _ in range(MEMBERS)]
        speaking.append(tuple(crowd + members * (len(crowd) // MEMBERS)))
    return Troupe(
        tuple(participants),
        tuple(map(tuple, staff)),
        tuple(topics),
        tuple(series),
        (*speaking, tuple(crowd)),
        tuple(_some(rng, len(topics), SERIES_TOPICS) for _ in (*series, None)),
        tuple(_some(rng, len(topics), OWN_TOPICS) for _ in participants),
    )


def _weight(rank: int) -> int:
    """How often the participant of that rank comes: the first about forty times the last."""
    return max(400 // (rank + 8), 1)


def _some(rng: Random, among: int, count: int) -> tuple[int, ...]:
    """Distinct places, the first of them (by Zipf's law) in most hands."""
    found: dict[int, None] = {}
    while len(found) < min(count, among):
        found[int(among ** rng.random()) - 1 if rng.random() < 0.6 else rng.randrange(among)] = None
    return tuple(found)
