"""How large each part of a sample is, known before the first row is written.

What a meeting holds follows from seed and number alone; where its rows stand, from the sums
of the meetings before it. So any batch can be made without the others.
"""

import calendar
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import timedelta
from itertools import accumulate
from random import Random

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

    @classmethod
    def of(cls, statements: int) -> "Sizes":
        """The shape of a register with that many statements."""
        meetings = max(statements // PER_MEETING, 1)
        return cls(
            statements,
            meetings,
            max(statements // PER_DELEGATION, 1),
            statements // PER_PLEDGE,
            max(statements // PER_PERSON, 40),
            min(max(meetings // 100, 4), 200),
            min(max(meetings // 50, 20), 120),
        )


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """One meeting: number from 1, how much it holds, and how many rows stand before its own."""

    number: int
    statements: int
    delegations: int
    pledges: int
    sessions: int
    series: int | None
    ordinal: int | None
    date: str
    first_day: Day
    last_day: Day
    before: dict[str, int]

    def updates(self) -> list[int]:
        """Places, among the pledges of this meeting, of those that are reported on."""
        first = self.before["pledge"]
        return [place for place in range(self.pledges) if (first + place) % PER_UPDATE == 0]


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
    dates = [_date(rng) for _ in number]
    ordinals = _ordinals(series, [first for _edtf, first, _last in dates])
    return _with_places(statements, delegations, pledges, series, ordinals, dates)


def quotas(
    given: Sequence[int | None],
    weights: Sequence[float],
    total: int,
    most: Sequence[int],
    least: int = 0,
) -> list[int]:
    """``total`` parted by weight, but ``given`` where that is set, and within the bounds."""
    free = [place for place, value in enumerate(given) if value is None]
    found = [least if value is None else value for value in given]
    left = total - sum(found)
    scale = max(left, 0) / (sum(weights[place] for place in free) or 1)
    for place in free:
        more = min(int(weights[place] * scale), most[place] - found[place])
        found[place] += max(more, 0)
    left = total - sum(found)
    while left > 0:
        # What rounding and bounds left over: one each, in order, wherever there is room.
        room = [place for place in free if found[place] < most[place]][:left]
        if not room:
            break
        for place in room:
            found[place] += 1
        left -= len(room)
    return found


def _zipf(rng: Random, count: int) -> int:
    """0 to ``count`` - 1, small numbers more often."""
    return int(count ** rng.random()) - 1 if count > 1 else 0


def _date(rng: Random) -> tuple[str, Day, Day]:
    """A date as far as it is known (EDTF), and its bounds; later years have more meetings."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    ends = list(accumulate(year - FIRST_YEAR + 8 for year in years))
    year = years[bisect(ends, rng.random() * ends[-1])]
    month = rng.choice((2, 3, 3, 4, 5, 5, 6, 6, 7, 9, 9, 9, 10, 10, 11, 11, 12))
    day = Day(year, month, rng.randint(1, 25))
    how = rng.random()
    if how < 0.05:
        length = calendar.monthrange(year, month)[1]
        return f"{year}-{month:02}", day.replace(day=1), day.replace(day=length)
    if how < 0.3:
        end = day + timedelta(days=rng.randint(1, 3))
        return f"{day}/{end}", day, end
    return str(day), day, day


def _ordinals(series: Sequence[int | None], days: Sequence[Day]) -> list[int | None]:
    """The place of each meeting in its series, by day."""
    seen: Counter[int] = Counter()
    ordinals: list[int | None] = [None] * len(series)
    for place in sorted(range(len(series)), key=lambda n: (days[n], n)):
        which = series[place]
        if which is not None:
            seen[which] += 1
            ordinals[place] = seen[which]
    return ordinals


def _with_places(
    statements: list[int],
    delegations: list[int],
    pledges: list[int],
    series: list[int | None],
    ordinals: list[int | None],
    dates: list[tuple[str, Day, Day]],
) -> list[MeetingPlan]:
    """The meetings, each with the number of rows before its own."""
    before = dict.fromkeys(PLANNED, 0)
    meetings = []
    for place, count in enumerate(statements):
        sessions = min(1 + count // PER_SESSION, MOST_SESSIONS)
        row = MeetingPlan(
            place + 1,
            count,
            delegations[place],
            pledges[place],
            sessions,
            series[place],
            ordinals[place],
            *dates[place],
            before,
        )
        meetings.append(row)
        before = {
            "meeting": before["meeting"] + 1,
            "delegation": before["delegation"] + row.delegations,
            "statement": before["statement"] + count,
            "pledge": before["pledge"] + row.pledges,
            "session": before["session"] + sessions,
            "update": before["update"] + len(row.updates()),
        }
    return meetings
