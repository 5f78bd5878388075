"""What all meetings of a sample share."""

from collections.abc import Iterable
from dataclasses import dataclass

from .cast import Troupe
from .words import Words


@dataclass(frozen=True, slots=True)
class Codes:
    """Numbers under which values are counted: what is added to a row number, or the number.

    ``kinds`` by the row number of a participant.
    """

    participant: int
    person: int
    topic: int
    series: int
    year: int
    forms: dict[str, int]
    kinds: dict[int, int]

    def of(
        self,
        form: str,
        year: int,
        series: int | None,
        participants: Iterable[int],
        people: Iterable[int],
        topics: Iterable[int],
    ) -> tuple[int, ...]:
        """The values of a statement, in order, each once."""
        values = {self.forms[form], self.year + year}
        if series is not None:
            values.add(self.series + series)
        for participant in participants:
            values.add(self.participant + participant)
            values.add(self.kinds[participant])
        values.update([self.person + person for person in people])
        values.update([self.topic + topic for topic in topics])
        return tuple(sorted(values))


@dataclass(frozen=True, slots=True)
class Stage:
    """All that meetings share: who there is, what words, and where row numbers begin.

    ``base`` is the highest row number before the sample, by noun; ``day`` and ``place`` are
    the factors of the chronological key, and places of pledges count back from ``last_day``.
    """

    seed: int
    words: Words
    troupe: Troupe
    base: dict[str, int]
    day: int
    place: int
    last_day: int
    codes: Codes
