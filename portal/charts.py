"""Drawings made on the server: geometry in attributes, colour by class."""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

#: height of the columns, and of the drawing with its numbers and years, in units
COLUMNS, HEIGHT, BASE = 130, 190, 160
#: the room that a year takes on the axis, in units
LABEL = 42
#: the highest column that is drawn as a box a meeting
MOST_BOXES = 7


class Year(NamedTuple):
    """How many meetings of a year have a full record, and how many are only named."""

    year: int
    recorded: int
    named: int


class Box(NamedTuple):
    """A rectangle; ``kind`` is its class: "f1" for full records, "hollow" for those only named."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class Label(NamedTuple):
    """Words in the middle of a point; ``strong`` for numbers above columns."""

    x: float
    y: float
    text: str
    strong: bool


class Drawing(NamedTuple):
    """One drawing of the chart, ``width`` by ``HEIGHT`` units."""

    width: int
    height: int
    base: float
    boxes: list[Box]
    labels: list[Label]


def every_year(recorded: Mapping[int, int], named: Mapping[int, int]) -> list[Year]:
    """All years from the first to the last that has a meeting, those without one included."""
    known = sorted({*recorded, *named})
    if not known:
        return []
    span = range(known[0], known[-1] + 1)
    return [Year(year, recorded.get(year, 0), named.get(year, 0)) for year in span]


def columns(years: list[Year], width: int) -> Drawing:
    """Columns by year, full records at the foot; about 12 units of type fit in either width."""
    slot = width / len(years)
    thick = min(30.0, slot, max(slot * 0.6, 1.5))
    highest = max(year.recorded + year.named for year in years)
    unit = COLUMNS / max(highest, MOST_BOXES)
    step = ceil(LABEL / slot)
    boxes: list[Box] = []
    labels: list[Label] = []
    for index, year in enumerate(years):
        middle = slot * (index + 0.5)
        boxes += _column(year, middle - thick / 2, thick, unit, apart=highest <= MOST_BOXES)
        total = year.recorded + year.named
        if total and slot >= 12:
            top = BASE - total * unit
            labels.append(Label(round(middle, 1), round(top - 6, 1), str(total), strong=True))
        if index % step == 0:
            labels.append(Label(round(middle, 1), HEIGHT - 12, str(year.year), strong=False))
    return Drawing(width, HEIGHT, BASE + 0.5, boxes, labels)


def _column(year: Year, x: float, thick: float, unit: float, *, apart: bool) -> list[Box]:
    """The boxes of one year: one a meeting where they are few, else one a kind."""
    boxes: list[Box] = []
    foot = float(BASE)
    for kind, n in (("f1", year.recorded), ("hollow", year.named)):
        sizes = [unit] * n if apart else [unit * n] * bool(n)
        for size in sizes:
            # A line drawn round a box is 2 units wide: hollow boxes are that much smaller.
            edge = 1.0 if kind == "hollow" and thick > 4 else 0.0
            gap = 2.0 if apart else 0.5
            boxes.append(
                Box(
                    kind,
                    round(x + edge, 1),
                    round(foot - size + gap + edge - 1, 1),
                    round(thick - 2 * edge, 1),
                    round(max(size - gap - 2 * edge, 0.5), 1),
                )
            )
            foot -= size
    return boxes
