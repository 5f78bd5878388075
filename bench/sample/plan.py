"""How large each part of a sample is, known before the first row is written.

What a meeting holds follows from seed and number alone; where its rows stand, from the sums
of the meetings before it. So any batch can be made without the others.
"""

import calendar
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

#: statements a meeting, a delegation, a pledge, a person on average
PER_MEETING, PER_DELEGATION, PER_PLEDGE, PER_PERSON = 50, 5, 20, 40
FIRST_YEAR, LAST_YEAR = 1990, 2025
#: every hundredth meeting is as long as this: the page that is hardest to show
LONG, LONG_EVERY = 300, 100
#: a session holds about as many statements, and there are no more sessions than this
PER_SESSION, MOST_SESSIONS = 30, 12
#: one pledge in so many is reported on later
PER_UPDATE = 4
#: the largest meetings, in statements
MOST_STATEMENTS = 900
#: speeches that a meeting of speeches holds
PER_DEBATE = 200

#: the parts that others refer to, so that their row numbers are planned
PLANNED = ("meeting", "delegation", "statement", "pledge", "session", "update")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows of each noun there are in all."""

    statements: int
    meetings: int
    delegations: int
    pledges: int
    people: int
    series: int
    topics: int
    speeches: int = 0

    @classmethod
    def of(cls, statements: int, speeches: int = 0) -> "Sizes":
        """The shape of a register with that many statements, and speeches beside them."""
        meetings = max(statements // PER_MEETING, 1)
        return cls(
            statements,
            meetings,
            max(statements // PER_DELEGATION, 1),
            statements // PER_PLEDGE,
            max(statements // PER_PERSON, 40),
            min(max(meetings // 100, 4), 200),
            min(max(meetings // 50, 20), 120),
            speeches,
        )


class EventDate(NamedTuple):
    """A date as far as it is known (EDTF), and its bounds."""

    edtf: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """One meeting: number from 1, how much it holds, and how many rows stand before its own.

    ``is_debate`` says that its statements are speeches, verbatim and long.
    """

    number: int
    statements: int
    delegations: int
    pledges: int
    series: int | None
    ordinal: int | None
    when: EventDate
    before: dict[str, int]
    is_debate: bool = False

    @property
    def sessions(self) -> int:
        """How many sessions, and agenda items, there are."""
        return min(1 + self.statements // PER_SESSION, MOST_SESSIONS)

    @property
    def reported(self) -> list[int]:
        """Indexes, among the pledges of this meeting, of those that are reported on."""
        first = self.before["pledge"]
        return [index for index in range(self.pledges) if (first + index) % PER_UPDATE == 0]

    def after(self) -> dict[str, int]:
        """How many rows stand before those of the next meeting."""
        held = {
            "meeting": 1,
            "delegation": self.delegations,
            "statement": self.statements,
            "pledge": self.pledges,
            "session": self.sessions,
            "update": len(self.reported),
        }
        return {kind: self.before[kind] + count for kind, count in held.items()}


def plan_meetings(seed: int, sizes: Sizes, participants: int) -> list[MeetingPlan]:
    """All meetings of a sample, by number; their dates come in no order."""
    rng = Random(f"plan {seed} {sizes.statements}")  # noqa: S311 - repeatable, not secret
    number = range(sizes.meetings)
    fixed = sizes.meetings >= LONG_EVERY
    statements = quotas(
        [LONG if fixed and n % LONG_EVERY == 0 else None for n in number],
        [rng.lognormvariate(0, 0.9) for _ in number],
        sizes.statements,
        [MOST_STATEMENTS] * sizes.meetings,
        least=1,
    )
    room = max(participants * 3 // 5, 1)
    delegations = quotas(
        [None] * sizes.meetings,
        [rng.lognormvariate(0, 0.6) * n**0.5 for n in statements],
        min(sizes.delegations, room * sizes.meetings),
        [room] * sizes.meetings,
        least=1,
    )
    pledges = quotas(
        [None] * sizes.meetings,
        [rng.lognormvariate(0, 1.2) * n if rng.random() < 0.5 else n / 50 for n in statements],
        sizes.pledges,
        statements,
    )
    series = [_zipf(rng, sizes.series) if rng.random() < 0.85 else None for _ in number]
    dates = [_event_date(rng) for _ in number]
    ordinals = _ordinals(series, dates)
    meetings: list[MeetingPlan] = []
    for n in number:
        plan = MeetingPlan(
            number=n + 1,
            statements=statements[n],
            delegations=delegations[n],
            pledges=pledges[n],
            series=series[n],
            ordinal=ordinals[n],
            when=dates[n],
            before=meetings[-1].after() if meetings else dict.fromkeys(PLANNED, 0),
        )
        meetings.append(plan)
    return meetings + _debates(seed, sizes, room, meetings[-1])


def _debates(seed: int, sizes: Sizes, room: int, last: MeetingPlan) -> list[MeetingPlan]:
    """Meetings of speeches, after all others."""
    rng = Random(f"debates {seed} {sizes.speeches}")  # noqa: S311 - repeatable, not secret
    debates: list[MeetingPlan] = []
    for first in range(0, sizes.speeches, PER_DEBATE):
        plan = MeetingPlan(
            number=last.number + 1,
            statements=min(PER_DEBATE, sizes.speeches - first),
            delegations=room,
            pledges=0,
            series=None,
            ordinal=None,
            when=_event_date(rng),
            before=last.after(),
            is_debate=True,
        )
        debates.append(plan)
        last = plan
    return debates


def quotas(
    given: Sequence[int | None],
    weights: Sequence[float],
    total: int,
    most: Sequence[int],
    least: int = 0,
) -> list[int]:
    """``total`` parted by weight, but ``given`` where that is set, and within the bounds."""
    free = [index for index, value in enumerate(given) if value is None]
    parts = [least if value is None else value for value in given]
    left = total - sum(parts)
    scale = max(left, 0) / (sum(weights[index] for index in free) or 1)
    for index in free:
        more = min(int(weights[index] * scale), most[index] - parts[index])
        parts[index] += max(more, 0)
    left = total - sum(parts)
    while left > 0:
        # What rounding and bounds left over: one each, in order, wherever there is room.
        room = [index for index in free if parts[index] < most[index]][:left]
        if not room:
            break
        for index in room:
            parts[index] += 1
        left -= len(room)
    return parts


def _zipf(rng: Random, count: int) -> int:
    """0 to ``count`` - 1, small numbers more often."""
    return int(count ** rng.random()) - 1 if count > 1 else 0


def _event_date(rng: Random) -> EventDate:
    """A random date; later years have more meetings."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    ends = list(accumulate(year - FIRST_YEAR + 8 for year in years))
    year = years[bisect(ends, rng.random() * ends[-1])]
    month = rng.choice((2, 3, 3, 4, 5, 5, 6, 6, 7, 9, 9, 9, 10, 10, 11, 11, 12))
    day = date(year, month, rng.randint(1, 25))
    chance = rng.random()
    if chance < 0.05:
        length = calendar.monthrange(year, month)[1]
        return EventDate(f"{year}-{month:02}", day.replace(day=1), day.replace(day=length))
    if chance < 0.3:
        end = day + timedelta(days=rng.randint(1, 3))
        return EventDate(f"{day}/{end}", day, end)
    return EventDate(str(day), day, day)


def _ordinals(series: Sequence[int | None], dates: Sequence[EventDate]) -> list[int | None]:
    """The ordinal of each meeting in its series, by day."""
    held: Counter[int] = Counter()
    ordinals: list[int | None] = [None] * len(series)
    for n in sorted(range(len(series)), key=lambda n: (dates[n].first_day, n)):
        which = series[n]
        if which is not None:
            held[which] += 1
            ordinals[n] = held[which]
    return ordinals
