"""Words searched are marked where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.search.engine.expressions import Term
from meetings.search.engine.normal_form import forms
from meetings.search.results.marking import as_html, marked, snippet


@given(st.text(max_size=200), st.lists(st.text("abc x", min_size=1, max_size=4), max_size=3))
def test_marked_text_is_the_text(text: str, words: list[str]) -> None:
    terms = [Term(forms(word)) for word in words if forms(word)]

    assert "".join(part.text for part in marked(text, terms)) == text


def test_snippet_shows_the_words_marked_and_escapes_the_rest() -> None:
    text = "Nothing here. " * 40 + "The <b>children</b> of “Peace-building” and children."

    shown = as_html(
        snippet(text, [Term(("child",)), Term(("children",)), Term(("peace", "build"))])
    )

    assert shown.endswith(
        "The &lt;b&gt;<mark>children</mark>&lt;/b&gt; of “<mark>Peace-building</mark>” and "
        "<mark>children</mark>."
    )
    assert shown.startswith("… ")
    assert len(shown) < 500
