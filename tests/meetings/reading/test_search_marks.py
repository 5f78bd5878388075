"""Where nobody searched nothing is marked; what a search marks is in test_searched."""

from meetings.reading.search_marks import SearchMarks


def test_marks_of_no_search_are_none_and_leave_the_text_as_it_is() -> None:
    marks = SearchMarks()
    text = "Fish & <nets>"

    assert marks.spans(text) == []
    assert marks.html(text) is text
