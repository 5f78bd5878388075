"""How many hits there are: counted up to a cap, and "1,000+" beyond."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.formats import number_format

#: hits that are counted, ranked and given facets
CAP = 1_000


@dataclass(frozen=True, slots=True)
class Capped:
    """A number of hits; where not ``exact``, there are more than ``n``."""

    n: int
    exact: bool = True

    @classmethod
    def sum(cls, counts: Iterable[Self]) -> Self:
        """The sum of numbers, exact where each is."""
        every = list(counts)
        return cls(sum(count.n for count in every), all(count.exact for count in every))

    @property
    def in_words(self) -> str:
        """The number in words; what was not counted to the end in thousands: "1,000+"."""
        n = self.n if self.exact or self.n < CAP else self.n - self.n % CAP
        return number_format(n, force_grouping=True) + ("" if self.exact else "+")
