"""Words that were searched for are marked, and the first of a page has an anchor."""

from django.test import RequestFactory

from meetings.reading.search_marks import FIRST, SEARCHED
from meetings.search.query.language import parse_query
from meetings.views.searched import LONGEST, Searched, mark_value


def searched(words: str) -> Searched:
    """The words that an address names."""
    return Searched(RequestFactory().get("/", {"mark": words}))


def test_first_word_of_a_page_has_the_anchor() -> None:
    marks = searched("nets")

    assert marks.html("Nets & nets") == '<mark id="mark">Nets</mark> &amp; <mark>nets</mark>'
    assert [span.owner for span in marks.spans("nets")] == [SEARCHED]


def test_spans_tell_the_first_twice() -> None:
    spans = searched("nets").spans("More nets, nets")

    assert [(span.start, span.owner) for span in spans] == [
        (5, SEARCHED),
        (11, SEARCHED),
        (5, FIRST),
    ]


def test_without_words_nothing_is_marked() -> None:
    assert (Searched().html("Nets"), Searched().spans("Nets")) == ("Nets", [])


def test_parameter_holds_whole_terms_and_has_an_end() -> None:
    terms = parse_query('"large nets" fish').terms

    assert mark_value(terms) == '"large nets" fish'
    assert len(mark_value(parse_query("net " * 200).terms)) <= LONGEST
