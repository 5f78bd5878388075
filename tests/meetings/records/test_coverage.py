"""How much of a source is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.records.coverage import LIST_MARKER, Excerpt, coverage
from meetings.records.fields.document import MarkRecord
from meetings.records.fields.passage import Span

from .strategies import source_texts, spans

KINDS = st.sampled_from(["narrative", "heading", "label", "furniture"])


def test_coverage_counts_neither_space_nor_list_markers() -> None:
    report = coverage("Title\n\n- 1.) one\u00a0two\n• three", [Span(13, 20)], [])

    assert (report.total, report.covered, report.used) == (16, 6, 6)
    assert report.gaps == (Excerpt(0, 5, "Title"), Excerpt(23, 28, "three"))


def test_coverage_of_marks_stands_apart_by_kind() -> None:
    marks = [
        MarkRecord(kind="narrative", span=Span(6, 10)),
        MarkRecord(kind="heading", span=Span(0, 5)),
    ]

    report = coverage("Title text said", [Span(11, 15)], marks)

    assert report.complete
    assert report.share == 1.0
    assert report.marked == {"heading": 5, "narrative": 4}
    assert report.share_of("narrative") == pytest.approx(4 / 13)
    assert report.share_of("label") == 0.0
    assert report.narrative == (Excerpt(6, 10, "text"),)
    assert report.gaps == ()


def test_coverage_gap_runs_across_space_and_is_cut_in_the_report() -> None:
    text = "said " + "word " * 40

    (gap,) = coverage(text, [Span(0, 4)], []).gaps

    assert (gap.start, gap.end) == (5, len(text) - 1)
    assert gap.text == text[5:85]


def test_coverage_names_what_a_mark_and_a_record_both_claim() -> None:
    report = coverage(
        "one two three four", [Span(0, 13)], [MarkRecord(kind="narrative", span=Span(4, 18))]
    )

    assert report.overlaps == (Excerpt(4, 13, "two three"),)
    assert (report.used, report.marked) == (11, {"narrative": 4})


def test_coverage_names_what_two_marks_both_claim() -> None:
    marks = [
        MarkRecord(kind="label", span=Span(0, 7)),
        MarkRecord(kind="heading", span=Span(4, 13)),
    ]

    report = coverage("one two three", [], marks)

    assert report.overlaps == (Excerpt(4, 7, "two"),)
    assert report.marked == {"heading": 5, "label": 6}


def test_coverage_of_an_empty_text_is_complete() -> None:
    report = coverage(" \n", [], [])

    assert report.complete
    assert report.share == 1.0


def test_thousands_of_empty_lines_take_no_time_and_hide_no_marker() -> None:
    text = "\n" * 200_000 + " - Nets\n"

    found = coverage(text, [], [])

    assert (found.total, [gap.text for gap in found.gaps]) == (4, ["Nets"])


@pytest.mark.parametrize(
    "line",
    ["- text", "• text", "* text", "– text", "1. text", "1.) text", "- 1.) text", "(a) text"],
)
def test_list_marker_at_the_head_of_a_line_is_no_text(line: str) -> None:
    assert coverage(f"x\n{line}", [], []).total == 5


@pytest.mark.parametrize("line", ["b) text", "  12) text", "(iv) text", "-\u00a0text"])
def test_list_marker_of_another_style_is_no_text(line: str) -> None:
    assert coverage(f"x\n{line}", [], []).total == 5


@pytest.mark.parametrize("line", ["-5", "1.5", "2011.", "a", "A.", "-text", "(see", "x - y"])
def test_words_that_look_like_list_markers_are_text(line: str) -> None:
    assert LIST_MARKER.search(line) is None


@given(st.data(), source_texts())
def test_every_character_is_covered_or_in_a_gap(data: st.DataObject, text: str) -> None:
    used = data.draw(st.lists(spans(text), max_size=4))
    marks = [
        MarkRecord(kind=data.draw(KINDS), span=span)
        for span in data.draw(st.lists(spans(text), max_size=4))
    ]

    report = coverage(text, used, marks)

    assert report.covered == report.used + sum(report.marked.values())
    assert 0 <= report.covered <= report.total
    assert report.complete == (report.gaps == ())
    claimed = {
        place
        for span in [*used, *(mark.span for mark in marks)]
        for place in range(span.start, span.end)
    }
    assert not any(place in claimed for gap in report.gaps for place in (gap.start, gap.end - 1))


@given(source_texts())
def test_one_passage_over_all_leaves_nothing_open(text: str) -> None:
    assert coverage(text, [Span(0, len(text))], []).complete
