"""A small drawing of how many rows each year has: geometry in attributes, colour by class."""

from collections.abc import Mapping
from typing import NamedTuple

#: units of the drawing; it is stretched to the width of its box
WIDTH, HEIGHT = 240.0, 48.0
#: years drawn each with a bar; more are drawn several to a bar
MOST_BARS = 120


class YearBar(NamedTuple):
    """The years of one bar; ``kind`` is its class: "in" the range that is chosen, or "out"."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class Histogram(NamedTuple):
    """Bars from the first to the last year that has rows, and the year with most of them."""

    bars: list[YearBar]
    first: int
    last: int
    most: int
    n: int
    exact: bool = True


def histogram(
    numbers: Mapping[int, int], first: int | None, last: int | None, *, exact: bool = True
) -> Histogram | None:
    """The drawing; None where fewer than two years have rows. ``first``, ``last``: as chosen."""
    years = sorted(year for year, n in numbers.items() if n)
    if len(years) < 2:
        return None
    step = -(-(years[-1] - years[0] + 1) // MOST_BARS)
    starts = range(years[0], years[-1] + 1, step)
    sums = [sum(numbers.get(year, 0) for year in range(y, y + step)) for y in starts]
    slot, highest = WIDTH / len(sums), max(sums)
    bars = []
    for index, (year, n) in enumerate(zip(starts, sums, strict=True)):
        height = round(max(HEIGHT * n / highest, 1.5), 1) if n else 0
        inside = (first or 0) < year + step and year <= (last or 9999)
        if n:
            bars.append(
                YearBar(
                    "in" if inside else "out",
                    round(slot * index, 1),
                    round(HEIGHT - height, 1),
                    round(max(slot * 0.8, 0.5), 1),
                    height,
                )
            )
    most = max(years, key=lambda year: (numbers[year], -year))
    return Histogram(bars, years[0], years[-1], most, numbers[most], exact)
