"""The drawing of years: bars by number, those inside the range apart."""

import pytest

from meetings.lists.histogram import HEIGHT, WIDTH, histogram


@pytest.mark.parametrize("numbers", [{}, {2007: 5}, {2007: 5, 2008: 0}])
def test_fewer_than_two_years_are_not_drawn(numbers: dict[int, int]) -> None:
    assert histogram(numbers, None, None) is None


def test_bars_stand_by_their_numbers_and_empty_years_between() -> None:
    drawn = histogram({2001: 4, 2004: 2}, 2002, None)

    assert drawn is not None
    assert [(bar.kind, bar.x, bar.height) for bar in drawn.bars] == [
        ("out", 0.0, 48.0),
        ("in", 180.0, 24.0),
    ]
    assert (drawn.first, drawn.last, drawn.most, drawn.n) == (2001, 2004, 2001, 4)


def test_many_years_share_bars_inside_the_drawing() -> None:
    drawn = histogram({year: 1 + year % 7 for year in range(1, 2001)}, 1900, 1950)

    assert drawn is not None
    assert len(drawn.bars) <= 120
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn.bars)
    assert all(bar.height > 0 and bar.y + bar.height <= HEIGHT + 0.1 for bar in drawn.bars)
    assert {bar.kind for bar in drawn.bars} == {"in", "out"}
