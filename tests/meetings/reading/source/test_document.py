"""How much of a source is accounted for."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.source.document import accounted, line_count
from meetings.records.coverage import coverage
from meetings.records.passages import Span
from meetings.source_text import line_bounds

TEXTS = st.text(st.sampled_from("a1.) -•\n\r\x1c\x85\u2003(é"), max_size=60)


@given(text=TEXTS, data=st.data())
def test_accounted_is_what_coverage_says(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(lambda two: (min(two), max(two)))))

    whole = coverage(text, [Span(start, end) for start, end in spans], [])

    assert accounted(text, spans) == (whole.covered, whole.total)


@given(TEXTS)
def test_line_count_is_that_of_the_bounds(text: str) -> None:
    assert line_count(text) == len(line_bounds(text))
