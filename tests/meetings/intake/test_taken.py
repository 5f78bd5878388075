"""Spans that are taken, and parts by place."""

from meetings.intake.parts import Part, Span
from meetings.intake.taken import PartsByPlace, Taken


def test_taken_spans() -> None:
    taken = Taken([Span(5, 9)])
    assert [taken.add(span) for span in (Span(0, 5), Span(4, 6), Span(8, 9), Span(9, 10))] == [
        True,
        False,
        False,
        True,
    ]
    assert taken.meets(Span(0, 100))
    assert not taken.meets(Span(10, 100))


def test_parts_by_place() -> None:
    part = Part({}, [Span(2, 4), Span(6, 8)], "test")
    by_place = PartsByPlace([part])
    assert [by_place.at(place) is part for place in range(9)] == [
        *(False, False, True, True, False, False, True, True, False),
    ]
