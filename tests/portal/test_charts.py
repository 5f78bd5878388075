"""Columns by year: their geometry in whole numbers, so that any change of it is seen."""

from itertools import pairwise

import pytest

from portal.charts import BASE, Box, Label, Year, columns, every_year


def test_every_year_between_the_first_and_the_last_is_there() -> None:
    years = every_year({2007: 2, 2010: 1}, {2008: 3})

    assert years == [Year(2007, 2, 0), Year(2008, 0, 3), Year(2009, 0, 0), Year(2010, 1, 0)]


def test_every_year_without_meetings_is_none() -> None:
    assert every_year({}, {}) == []


def test_columns_of_few_meetings_are_a_box_each_with_the_number_above() -> None:
    drawing = columns([Year(2007, 1, 1)], 100)

    # 130 units for at least seven meetings; a hollow box is smaller by the line round it.
    assert (drawing.width, drawing.height, drawing.base) == (100, 190, 160.5)
    assert drawing.boxes == [
        Box("f1", 35.0, 142.4, 30.0, 16.6),
        Box("hollow", 36.0, 124.9, 28.0, 14.6),
    ]
    assert drawing.labels == [
        Label(50.0, 116.9, "2", strong=True),
        Label(50.0, 178, "2007", strong=False),
    ]


def test_columns_of_many_meetings_are_a_box_a_kind() -> None:
    drawing = columns([Year(2007, 8, 2)], 100)

    assert drawing.boxes == [
        Box("f1", 35.0, 55.5, 30.0, 103.5),
        Box("hollow", 36.0, 30.5, 28.0, 23.5),
    ]


def test_columns_of_a_year_without_meetings_are_none_and_it_has_no_number() -> None:
    drawing = columns([Year(2007, 1, 0), Year(2008, 0, 0)], 200)

    assert [box.x for box in drawing.boxes] == [35.0]
    assert [label.text for label in drawing.labels] == ["1", "2007", "2008"]


@pytest.mark.parametrize(
    ("count", "written"),
    [(4, ["2000", "2001", "2002", "2003"]), (8, ["2000", "2002", "2004", "2006"])],
)
def test_columns_write_as_many_years_as_there_is_room_for(count: int, written: list[str]) -> None:
    drawing = columns([Year(2000 + n, 0, 0) for n in range(count)], 200)

    assert [label.text for label in drawing.labels] == written


def test_columns_that_are_too_thin_have_no_numbers() -> None:
    drawing = columns([Year(2000 + n, 1, 0) for n in range(20)], 200)

    assert [label.text for label in drawing.labels if label.strong] == []
    assert {box.width for box in drawing.boxes} == {6.0}


def test_columns_stand_one_on_the_other_and_none_above_the_drawing() -> None:
    boxes = columns([Year(2007, 3, 4)], 300).boxes

    edges = [(box.y, box.y + box.height) for box in boxes]
    assert all(top >= 0 and foot <= BASE for top, foot in edges)
    assert all(above[1] <= below[0] for below, above in pairwise(edges))
