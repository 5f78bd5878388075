"""Lines cut round passages are those that cutting the whole text gives."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.source.lines import lines_near, near_lines
from meetings.reading.source.pieces import pieces_of
from meetings.source_text import OwnedSpan, cut

TEXTS = st.text(st.sampled_from("ab \n\r"), max_size=60)


@given(text=TEXTS, data=st.data())
def test_near_lines_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, max(len(text) - 1, 0))
    ranges = st.tuples(place, place).map(lambda two: (min(two), max(two) + 1))
    spans = [
        OwnedSpan(start, end, n)
        for n, (start, end) in enumerate(data.draw(st.lists(ranges, max_size=5)))
    ]
    pieces = pieces_of(text)
    own = [(span.start, min(span.end, len(text))) for span in spans if span.owner < 2]
    own = [(start, end) for start, end in own if start < end]

    near = lines_near(pieces, own)
    found = near_lines(text, spans, pieces, near)

    whole = cut(text, spans)
    bearing = [line.number for line in whole if any(owner < 2 for owner in line.owners)]
    assert near == sorted(
        {n + step for n in bearing for step in range(-4, 5)} & set(range(1, len(pieces) + 1))
    )
    expected = [line for line in whole if line.number in near]
    assert [
        (line.number, [(s.text, s.owners, s.begins, s.ends) for s in line.segments])
        for line in found
    ] == [
        (line.number, [(s.text, s.owners, s.begins, s.ends) for s in line.segments])
        for line in expected
    ]


def test_of_a_divided_line_the_parts_next_to_the_passage_are_near() -> None:
    pieces = pieces_of("One.\n" + "Fish. " * 2_000)
    part = pieces[6]

    assert lines_near(pieces, [(part.start + 1, part.start + 2)]) == [6, 7, 8]
